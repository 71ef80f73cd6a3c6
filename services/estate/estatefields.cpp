// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatefields.h>

#include <algorithm>

#include <estate/cyrusfields.h>
#include <estate/keepingfields.h>
#include <estate/limitfields.h>
#include <estate/pagingfields.h>
#include <estate/reachfields.h>
#include <estate/runbookfields.h>
#include <estate/sourcefields.h>
#include <estate/subject.h>
#include <estate/userrulefields.h>

namespace signalbox
{
namespace
{
using enum ScalarType;

constexpr ScalarRule rules[] = {
    {Text, "text", "text in one line", R"(^.*\S.*$)"},
    {Name, "name", "a name (letters, digits, '.', '_' and '-', beginning with a letter or digit)",
     R"(^[A-Za-z0-9][A-Za-z0-9._-]*$)"},
    {Reference, "host or kind/name", "a host's name or kind/name, such as web1 or store/store7",
     R"(^([a-z][a-z-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*$)"},
    {Boolean, "true or false", "true or false", ""},
    {Count, "number", "a whole number", ""},
    {Share, "percentage", "a percentage such as 85%", R"(^(100|[1-9]?[0-9](\.[0-9]{1,3})?)%$)"},
    {Duration, "duration", "a duration such as 15s, 2m, 1h or 30d", R"(^[1-9][0-9]{0,8}(ms|s|m|h|d)$)"},
    {Size, "size", "a size such as 500MB or 20GB", R"(^[1-9][0-9]{0,5}(MB|GB|TB)$)"},
    {Address, "address", "an IP address or a DNS name", R"(^[0-9A-Za-z:_][0-9A-Za-z.:_-]*$)"},
    {Ip, "IP address", "an IP address such as 192.0.2.10 or 2001:db8::10", R"(^[0-9A-Fa-f:.]+$)"},
    {Url, "URL", "a URL such as https://www.example.net/", R"(^https?://[^\s/?#@]+([/?#]\S*)?$)"},
    {UrlTemplate, "URL", "a URL such as http://{address}:9100/metrics", R"(^https?://[^\s/?#@]+([/?#]\S*)?$)"},
    {Path, "path", "an absolute path such as /etc/ssl/certs/internal.pem", R"(^/.*\S$)"},
    {Instant, "date and time", "a date and time with its zone, such as 2026-11-20T22:00Z or 2026-11-20T22:00+01:00",
     R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})$)"},
    {Metric, "metric", "a metric's name such as node_load1, or its beginning and *, such as node_memory_*",
     R"(^[A-Za-z_:][A-Za-z0-9_:]*\*?$)"},
    {MetricName, "metric", "a metric's name such as postfix_queue_length", R"(^[A-Za-z_:][A-Za-z0-9_:]*$)"},
    {LabelMatch, "label=value", "a label and its value, such as queue=deferred or mountpoint=/srv/*",
     R"(^[A-Za-z_][A-Za-z0-9_]*=.*$)"},
    {Threshold, "comparison",
     "a comparison in quotes such as \"> 1000\", \"< 5 GB\" or \">= 90%\" (units: %, ms, s, m, h, d, kB, MB, GB, TB)",
     R"(^(<=|>=|==|!=|<|>) *-?[0-9]{1,15}(\.[0-9]{1,9})?( ?(%|ms|s|m|h|d|kB|MB|GB|TB))?$)"},
    {Version, "version", "a version in quotes such as \"4.19\"", R"(^[0-9]{1,6}(\.[0-9]{1,6}){0,3}$)"},
    {Unit, "unit", "a unit of systemd such as nginx or postfix@-.service", R"(^[A-Za-z0-9_][A-Za-z0-9_.:@-]*$)"},
    {Phone, "phone number", "a phone number in quotes such as \"+44 1632 960001\"", R"(^\+?[0-9][0-9 ()-]*$)"},
    {MailAddress, "mail address", "a mail address such as oncall@example.net",
     R"(^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}$)"},
    {Secret, "secret's name",
     "the name of a secret, file:PATH or env:NAME; a secret itself is never in the estate file",
     R"(^(file:/.*\S|env:[A-Za-z_][A-Za-z0-9_]*)$)"},
    {ScalarType::HoursOfWeek, "hours of the week", "hours such as 09:00-17:00 or \"Mon-Fri 18:00-09:00\"",
     R"(^((Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))? )?)"
     R"([0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$)"},
    {LocalTime, "date and time", "a date and time without a zone, such as 2026-11-23T09:00",
     R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$)"},
    {TimeZone, "time zone", "a time zone such as Europe/London", R"(^[A-Za-z][A-Za-z0-9_+/-]*$)"},
    {Choice, "choice", "one of a few words", ""},
};

constexpr Field address{.key = "address", .type = Address, .doc = "A literal IP works when DNS does not."};
constexpr Field site{.key = "site", .doc = "Where it stands, such as a data centre; hosts can be chosen by it."};
constexpr Field dependsOn{
    .key = "depends_on", .shape = Shape::List, .type = Reference, .doc = "What it cannot work without."};

constexpr Field hostFields[] = {
    address,
    site,
    {.key = "roles", .shape = Shape::List, .type = Name, .doc = "What it is for; hosts can be chosen by role."},
    {.key = "hypervisor",
     .type = Boolean,
     .fallback = "false",
     .doc = "Whether it carries virtual machines. Which ones is observed, never declared."},
    {.key = "reach",
     .shape = Shape::Mapping,
     .doc = "How it is reached, where that differs from the section `reach`.",
     .fields = hostReachFields},
    dependsOn,
};

constexpr Field storeFields[] = {
    {.key = "slots",
     .shape = Shape::List,
     .type = Name,
     .required = true,
     .doc = "The hosts that hold a copy. Which one is primary is observed, never declared.",
     .refersTo = "host",
     .least = 1},
    {.key = "imap_port", .type = Count, .doc = "Where its slots answer.", .least = 1, .most = 65535},
    {.key = "new_users", .type = Boolean, .fallback = "true", .doc = "Whether it takes new users."},
    dependsOn,
};

constexpr Field pairFields[] = {
    {.key = "hosts",
     .shape = Shape::List,
     .type = Name,
     .required = true,
     .doc = "The two hosts. Which one is master is observed, never declared.",
     .refersTo = "host",
     .least = 2,
     .most = 2},
    {.key = "virtual_ip", .type = Ip, .required = true, .doc = "The address that applications are to use."},
    dependsOn,
};

constexpr Field needFields[] = {
    {.key = "instances",
     .type = Count,
     .required = true,
     .doc = "So many instances must run, at least.",
     .least = 1,
     .most = 100000},
    {.key = "hosts",
     .type = Count,
     .fallback = "1",
     .doc = "So many different machines must carry them, at least.",
     .least = 1,
     .most = 100000},
};

constexpr Field serviceFields[] = {
    {.key = "instances",
     .shape = Shape::List,
     .type = Name,
     .required = true,
     .doc = "The hosts that it runs on.",
     .refersTo = "host",
     .least = 1},
    {.key = "unit",
     .type = Unit,
     .doc = "What it is on its hosts: the unit of systemd that a person may have restarted there (see `reach`)."},
    {.key = "needs", .shape = Shape::Mapping, .doc = "The redundancy that must hold.", .fields = needFields},
    dependsOn,
};

constexpr Field routerFields[] = {
    address,
    site,
    {.key = "line_cards", .shape = Shape::List, .type = Name, .doc = "Its line cards, by name."},
    {.key = "peers", .shape = Shape::List, .type = Name, .doc = "The routers that it must see.", .refersTo = "router"},
    {.key = "transits", .shape = Shape::List, .type = Name, .doc = "The upstream providers that it is connected to."},
    dependsOn,
};

constexpr Field queueFields[] = {
    {.key = "host", .type = Name, .required = true, .doc = "The host that the queue is on.", .refersTo = "host"},
    {.key = "destinations",
     .shape = Shape::List,
     .type = Address,
     .doc = "The domains that are looked at one by one; without it, the queue as a whole."},
    dependsOn,
};

constexpr std::string_view siteTypes[] = {"web", "mail"};

constexpr Field siteFields[] = {
    {.key = "type", .type = Choice, .fallback = "web", .doc = "What is served.", .choices = siteTypes},
    address,
    {.key = "hosts", .shape = Shape::List, .type = Name, .doc = "The hosts that serve it.", .refersTo = "host"},
    {.key = "sorry_page", .type = Url, .doc = "The page that visitors are shown while it is down."},
    dependsOn,
};

constexpr Field phoneFields[] = {
    address,
    site,
    {.key = "numbers", .shape = Shape::List, .type = Phone, .doc = "The inbound numbers that it answers."},
    dependsOn,
};

constexpr Field statusPageFields[] = {
    {.key = "url", .type = Url, .required = true, .doc = "Where readers find it."},
    {.key = "hosts",
     .shape = Shape::List,
     .type = Name,
     .doc = "The hosts that serve it; better none of those that it reports on.",
     .refersTo = "host"},
    dependsOn,
};

constexpr Field maintenanceFields[] = {
    {.key = "subjects",
     .shape = Shape::List,
     .type = Reference,
     .required = true,
     .doc = "What is worked on.",
     .least = 1},
    {.key = "from", .type = Instant, .required = true, .doc = "When it begins."},
    {.key = "until", .type = Instant, .required = true, .doc = "When it ends; after its beginning."},
    {.key = "reason", .doc = "Why, in a few words."},
};

constexpr Field linkFields[] = {
    {.key = "url",
     .type = UrlTemplate,
     .required = true,
     .doc = "Where it is. {name} and {address} become the subject's."},
    {.key = "kinds", .shape = Shape::List, .type = Name, .doc = "It tells of every subject of these kinds."},
    {.key = "subjects", .shape = Shape::List, .type = Reference, .doc = "It tells of these subjects."},
};

constexpr std::string_view uptimeMetrics[] = {"node_boot_time_seconds", "sysUpTime"};

constexpr Field horizonFields[] = {
    {.key = "metric",
     .type = Choice,
     .fallback = "node_boot_time_seconds",
     .doc = "What tells the uptime: when a machine was started, or the counter of an SNMP agent.",
     .choices = uptimeMetrics},
    {.key = "kernel_from",
     .type = Version,
     .doc = "Only Linux from this version on; with node_boot_time_seconds alone."},
    {.key = "kernel_below",
     .type = Version,
     .doc = "Only Linux older than this version; with node_boot_time_seconds alone."},
    {.key = "limit",
     .type = Duration,
     .required = true,
     .doc = "The uptime at which it strikes.",
     .least = day,
     .most = 36500 * day},
    {.key = "reason", .required = true, .doc = "What happens then, in a few words."},
};

constexpr Field topFields[] = {
    {.key = "name", .doc = "Stands in the title; the default is the id."},
    {.key = "id",
     .type = Name,
     .doc = "Names the folder of the recording, so no two estates of a machine may share it and it must not change; "
            "the default is the name of the file or folder."},
    {.key = "limits", .shape = Shape::Mapping, .doc = "What rules compare with.", .fields = limitFields},
    {.key = "recording",
     .shape = Shape::Mapping,
     .doc = "How much of the past is kept. What is beyond either limit is deleted, from the oldest on.",
     .fields = recordingFields},
    {.key = "alerts", .shape = Shape::Mapping, .doc = "What becomes of alerts.", .fields = alertFields},
    {.key = "journal",
     .shape = Shape::Mapping,
     .doc = "The journal of what people and the console did.",
     .fields = journalFields},
    {.key = "reach",
     .shape = Shape::Mapping,
     .doc = "How hosts are reached by ssh, for what a person has done there. Without it nothing is. See "
            "docs/reach.md.",
     .fields = reachFields},
    {.key = "hosts", .shape = Shape::Named, .doc = "Machines, real or virtual.", .fields = hostFields, .kind = "host"},
    {.key = "stores",
     .shape = Shape::Named,
     .doc = "Mailbox stores, each with its replicas.",
     .fields = storeFields,
     .kind = "store"},
    {.key = "cyrus",
     .shape = Shape::Mapping,
     .doc = "How stores of Cyrus IMAP are watched and moved. See docs/stores.md.",
     .fields = cyrusFields},
    {.key = "pairs",
     .shape = Shape::Named,
     .doc = "Two hosts that share a virtual IP.",
     .fields = pairFields,
     .kind = "pair"},
    {.key = "services",
     .shape = Shape::Named,
     .doc = "What runs on several hosts and needs some of them.",
     .fields = serviceFields,
     .kind = "service"},
    {.key = "routers",
     .shape = Shape::Named,
     .doc = "Routers with their line cards, peers and transits.",
     .fields = routerFields,
     .kind = "router"},
    {.key = "queues", .shape = Shape::Named, .doc = "Mail queues.", .fields = queueFields, .kind = "queue"},
    {.key = "sites",
     .shape = Shape::Named,
     .doc = "Web and mail sites, as customers know them. A host's `site` is another thing: where it stands.",
     .fields = siteFields,
     .kind = "site"},
    {.key = "phones",
     .shape = Shape::Named,
     .doc = "Phone servers and the numbers that they answer.",
     .fields = phoneFields,
     .kind = "phone-server"},
    {.key = "status_pages",
     .shape = Shape::Named,
     .doc = "Status pages.",
     .fields = statusPageFields,
     .kind = "status-page"},
    {.key = "maintenance",
     .shape = Shape::Named,
     .doc = "Planned work, known in advance.",
     .fields = maintenanceFields},
    {.key = "rules",
     .shape = Shape::Named,
     .doc = "Rules of your own, besides those that ship: a metric against limits. No expressions; what needs one is "
            "computed where the metric comes from.",
     .fields = userRuleFields},
    {.key = "links",
     .shape = Shape::Named,
     .doc = "Places elsewhere that tell of subjects: dashboards, management controllers, runbooks. One key away in "
            "the window.",
     .fields = linkFields},
    {.key = "terminal",
     .shape = Shape::List,
     .doc = "The program, and its arguments, that the window opens a terminal with; ssh and the address follow. No "
            "shell. The default is x-terminal-emulator -e.",
     .least = 1,
     .mayRepeat = true},
    {.key = "uptime_horizons",
     .shape = Shape::Named,
     .doc = "Uptimes after which a known fault strikes, besides those that every estate is warned of: 208.5 days "
            "(sched_clock of old Linux kernels) and 497.1 days (sysUpTime).",
     .fields = horizonFields},
    {.key = "queries",
     .shape = Shape::Named,
     .doc = "What lists come from that are kept elsewhere; asked again and again.",
     .fields = listQueryFields},
    {.key = "sources",
     .shape = Shape::Named,
     .doc = "Where facts come from. What no source covers is shown as unknown.",
     .fields = sourceFields,
     .kind = "source"},
    {.key = "pagers",
     .shape = Shape::Named,
     .doc = "Ways to reach people. How each stands is shown as any subject's is.",
     .fields = pagerFields,
     .kind = "pager"},
    {.key = "people", .shape = Shape::Named, .doc = "Who can be on call.", .fields = personFields},
    {.key = "on_call",
     .shape = Shape::Named,
     .doc = "Lists of who is on call when. `signalboxctl check` says when nobody is.",
     .fields = onCallFields},
    {.key = "paging",
     .shape = Shape::Mapping,
     .doc = "Who is paged for what, and how it goes on until somebody acknowledges. Without it nobody is.",
     .fields = pagingFields},
    {.key = "heartbeats",
     .shape = Shape::Named,
     .doc = "Services outside that call somebody when this watch no longer tells them that it is alive.",
     .fields = heartbeatFields,
     .kind = "heartbeat"},
    {.key = "runbooks",
     .shape = Shape::Named,
     .doc = "What is done by programs of your own, under the interlock: shown with all its guards, and confirmed.",
     .fields = runbookFields},
    {.key = "interlock",
     .shape = Shape::Mapping,
     .doc = "What holds for everything that is done.",
     .fields = interlockFields},
};
} // namespace

std::span<const Field> estateFields()
{
    return topFields;
}

bool mayComeFromRows(const Field &section)
{
    return section.shape == Shape::Named && !section.kind.empty() && !isKnownToTheWatch(section.kind);
}

const ScalarRule &scalarRule(ScalarType type)
{
    return *std::find_if(std::begin(rules), std::end(rules), [&](const ScalarRule &rule) { return rule.type == type; });
}

const Field *findField(std::span<const Field> fields, std::string_view key)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field &field) { return field.key == key; });
    return found == fields.end() ? nullptr : &*found;
}
} // namespace signalbox
