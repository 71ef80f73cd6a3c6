// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/prometheusqueries.h>

#include <sources/metric.h>

namespace signalbox::prometheusqueries
{
namespace
{
/// A built-in query. In its texts %J stands for the matcher of the jobs, %H for the host's label, %F for matchers of
/// file systems that can fill up.
struct BuiltIn {
    std::string_view metric;
    std::string_view expr; ///< empty: the metric itself
    std::string_view from; ///< empty: expr
    std::string_view wrong;
    std::vector<std::string> labels;
    int sweeps = 1; ///< asked for at every so many sweeps
};

// Not what the kernel makes up, nor what is full by nature: as procfiles::mounts has it.
constexpr std::string_view fillable =
    R"(fstype!~"tmpfs|ramfs|devtmpfs|squashfs|iso9660|erofs|overlay|autofs|nsfs|proc|sysfs|cgroup.*|fuse[.]lxcfs",%J)";

const std::vector<BuiltIn> &builtIn()
{
    static const std::vector<std::string> fileSystem = {"device", "fstype", "mountpoint"};
    static const std::vector<BuiltIn> table = {
        {"probe_success", {}, {}, "probe_success{%J} == 0", {"job"}},
        {"node_filesystem_avail_bytes",
         "node_filesystem_avail_bytes{%F}",
         {},
         "node_filesystem_avail_bytes{%F} and node_filesystem_avail_bytes{%F} / node_filesystem_size_bytes{%F} < 0.2",
         fileSystem},
        {"node_filesystem_size_bytes", "node_filesystem_size_bytes{%F}", {}, {}, fileSystem},
        {"node_filesystem_readonly",
         "node_filesystem_readonly{%F}",
         {},
         "node_filesystem_readonly{%F} == 1",
         fileSystem},
        {"node_timex_sync_status", {}, {}, "node_timex_sync_status{%J} == 0", {}},
        {"node_load1", {}, {}, {}, {}},
        {"node_load5", {}, {}, {}, {}},
        {"node_cpu_count",
         R"(count by (%H, job) (node_cpu_seconds_total{mode="idle",%J}))",
         R"(node_cpu_seconds_total{mode="idle",%J})",
         {},
         {}},
        // The share of all processors that was neither idle nor waiting for a disk, as this-machine has it.
        {"node_cpu_busy_ratio",
         R"(clamp(1 - sum by (%H, job) (rate(node_cpu_seconds_total{mode=~"idle|iowait",%J}[5m])))"
         R"( / count by (%H, job) (node_cpu_seconds_total{mode="idle",%J}), 0, 1))",
         R"(node_cpu_seconds_total{mode="idle",%J})",
         {},
         {}},
        {"node_memory_MemAvailable_bytes", {}, {}, {}, {}},
        {"node_memory_MemTotal_bytes", {}, {}, {}, {}},
        {"node_boot_time_seconds", {}, {}, {}, {}},
        {"node_uname_info", {}, {}, {}, {"machine", "nodename", "release", "sysname", "version"}},
        {"node_timex_offset_seconds", {}, {}, "abs(node_timex_offset_seconds{%J}) > 0.05", {}},
        // Which units failed; that they were looked at at all is told by their number.
        {"node_systemd_unit_state",
         R"(node_systemd_unit_state{state="failed",%J} == 1)",
         R"(node_systemd_units{state="failed",%J})",
         {},
         {"name", "state"}},
        {"node_systemd_units",
         R"(node_systemd_units{state="failed",%J})",
         {},
         R"(node_systemd_units{state="failed",%J} > 0)",
         {"state"}},
        {"probe_ssl_earliest_cert_expiry", {}, {}, {}, {"job"}},
        // Costly for the server, and slow to change.
        {"node_filesystem_full_seconds",
         "node_filesystem_avail_bytes{%F} / -(deriv(node_filesystem_avail_bytes{%F}[6h]) < 0)",
         "node_filesystem_avail_bytes{%F}",
         {},
         fileSystem,
         3},
    };
    return table;
}

constexpr std::string_view pastPlace = "%P"; // for a matcher

/// label=~"a|b", for these values as they are; empty for none.
std::string matcherOf(const std::string &label, const std::vector<std::string> &values)
{
    std::string alternatives;
    for (const std::string &value : values) {
        alternatives += alternatives.empty() ? "" : "|";
        for (const char c : value) {
            // Once for RE2, once more for the string that it stands in.
            if (std::string_view("\\.+*?()|[]{}^$").find(c) != std::string_view::npos)
                alternatives += "\\\\";
            if (c == '\n')
                alternatives += "\\n";
            else
                alternatives += c == '\\' ? "\\\\" : c == '"' ? "\\\"" : std::string(1, c);
        }
    }
    return values.empty() ? std::string() : label + "=~\"" + alternatives + '"';
}

std::string jobMatcher(const SourceDeclaration &declaration)
{
    return matcherOf("job", declaration.jobs);
}

void fill(std::string &text, std::string_view placeholder, const std::string &value)
{
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + value.size()))
        text.replace(at, placeholder.size(), value);
}

/// `more` is one more matcher, or empty.
std::string filled(std::string_view text, const SourceDeclaration &declaration, std::string_view more = {})
{
    std::string matchers = jobMatcher(declaration);
    if (!more.empty())
        matchers += (matchers.empty() ? "" : ",") + std::string(more);
    std::string all(text);
    fill(all, "%F", std::string(fillable));
    fill(all, "%H", declaration.hostLabel);
    fill(all, "%J", matchers);
    return all;
}

/// A plain selector with a place for one more matcher.
std::string withPlace(std::string selector)
{
    selector.resize(selector.find_last_not_of(' ') + 1);
    if (!selector.ends_with('}'))
        return selector + '{' + std::string(pastPlace) + '}';
    selector.pop_back();
    selector.resize(selector.find_last_not_of(' ') + 1);
    const bool isOpen = selector.ends_with('{') || selector.ends_with(',');
    return selector + (isOpen ? "" : ",") + std::string(pastPlace) + '}';
}

std::string parted(const std::string &expr, std::string_view name)
{
    return "label_replace(" + expr + ",\"" + std::string(part) + "\",\"" + std::string(name) + "\",\"\",\"\")";
}

std::string wholeSeconds(std::chrono::milliseconds time)
{
    return std::to_string((time.count() + 999) / 1000);
}
} // namespace

std::vector<PrometheusQuery> all(const SourceDeclaration &declaration)
{
    std::vector<PrometheusQuery> queries;
    for (const BuiltIn &one : builtIn()) {
        PrometheusQuery query;
        query.metric = one.metric;
        const std::string expr = one.expr.empty() ? std::string(one.metric) + "{%J}" : std::string(one.expr);
        query.expr = filled(expr, declaration);
        query.past = filled(expr, declaration, pastPlace);
        query.from = one.from.empty() ? query.expr : filled(one.from, declaration);
        query.wrong = filled(one.wrong, declaration);
        query.labels = one.labels;
        query.subjectLabel = declaration.hostLabel;
        query.unit = unitOf(one.metric);
        query.interval = declaration.sweep * one.sweeps;
        queries.push_back(std::move(query));
    }
    for (const DeclaredQuery &one : declaration.queries) {
        PrometheusQuery query;
        query.metric = one.name;
        query.expr = one.expr;
        query.from = one.from.empty() ? one.expr : one.from;
        query.past = one.from.empty() ? withPlace(one.expr) : std::string();
        query.wrong = one.wrong.empty() ? std::string() : '(' + one.expr + ") " + one.wrong;
        query.keepsAll = true;
        query.subjectLabel = one.label.empty() ? declaration.hostLabel : one.label;
        query.kind = one.kind;
        query.unit = one.unit.empty() ? std::string(unitOf(one.name)) : one.unit;
        query.interval = one.interval.count() > 0 ? one.interval : declaration.sweep;
        query.countsEvidence = !one.from.empty();
        queries.push_back(std::move(query));
    }
    return queries;
}

std::string forAll(const PrometheusQuery &query)
{
    const std::string by = " by (" + query.subjectLabel + ") (";
    std::string text =
        parted(query.expr, "value") + " or " + parted("min" + by + "timestamp(" + query.from + "))", "at");
    if (query.countsEvidence)
        text += " or " + parted("count" + by + query.from + ')', "count");
    return text;
}

std::string forWrong(const PrometheusQuery &query)
{
    const std::string label = '(' + query.subjectLabel + ')';
    return parted(query.wrong, "value") + " or " +
           parted("min by " + label + " (timestamp(" + query.from + ")) and on " + label + " (" + query.wrong + ')',
                  "at");
}

std::string forPast(const PrometheusQuery &query, const std::vector<std::string> &values)
{
    std::string text = query.past;
    fill(text, pastPlace, matcherOf(query.subjectLabel, values));
    return text;
}

PrometheusQuery ofUp(const SourceDeclaration &declaration)
{
    PrometheusQuery query;
    query.metric = "up";
    query.past = filled("up{%J}", declaration, pastPlace);
    query.subjectLabel = declaration.hostLabel;
    return query;
}

std::string forRoll(const SourceDeclaration &declaration, std::chrono::milliseconds old,
                    std::chrono::milliseconds since)
{
    const std::string up = "up{" + jobMatcher(declaration) + '}';
    const std::string isYoung = "timestamp(" + up + ") >= time() - " + wholeSeconds(old);
    const std::string isOld = "timestamp(" + up + ") < time() - " + wholeSeconds(old);
    return parted("vector(time())", "now") + " or " +
           parted("count by (job) (" + isYoung + " and " + up + " == 1)", "count") + " or " +
           parted("min by (job) (" + isYoung + " and " + up + " == 1)", "min") + " or " +
           parted("count by (job) (" + up + " offset " + wholeSeconds(since) + "s unless " + up + ')', "left") +
           " or " + parted("timestamp(" + up + ") and " + up + " != 1", "down") + " or " +
           parted(isOld + " and " + up + " == 1", "old");
}

std::string forFullRoll(const SourceDeclaration &declaration)
{
    const std::string up = "up{" + jobMatcher(declaration) + '}';
    return parted("vector(time())", "now") + " or " + parted("timestamp(" + up + ") and " + up + " != 1", "down") +
           " or " + parted("timestamp(" + up + ')', "all");
}

std::string forPace(const SourceDeclaration &declaration)
{
    const std::string up = "up{" + jobMatcher(declaration) + '}';
    return parted("min by (job) (600 / count_over_time(" + up + "[10m]))", "pace");
}
} // namespace signalbox::prometheusqueries
