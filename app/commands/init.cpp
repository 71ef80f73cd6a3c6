// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>
#include <set>

#include <QFileInfo>
#include <QJsonDocument>

#include <commands/command.h>
#include <commands/initreport.h>
#include <drafting/estatedrafttext.h>
#include <drafting/newfile.h>
#include <estate/estatereader.h>
#include <estate/estatescalar.h>
#include <estate/plaintext.h>
#include <lists/httpanswer.h>

namespace signalbox::commands::init
{
namespace
{
constexpr std::string_view fromOption = "from-prometheus";
constexpr std::string_view siteOption = "site-label";
constexpr Milliseconds deadline{10000};

Exit failed(const Problem &problem, Terminal &terminal, Exit exit)
{
    terminal.err << "signalboxctl init: " << harmlessLines(problem.sentence()) << '\n';
    return exit;
}

// Why this cannot be the address of a server, or empty. A secret in it is not repeated.
std::string faultOf(const std::string &url)
{
    if (findUserInformation(url))
        return "a URL with user information (...://...@...) is refused, since it becomes part of the estate file";
    const Field field{.key = "url", .type = ScalarType::Url};
    YamlNode node;
    node.kind = YamlNode::Kind::Quoted;
    node.text = url;
    const bool hasMore = url.find_first_of("?#") != std::string::npos;
    return hasMore ? "found a URL with ? or #, expected the server's address alone" : scalarFault(field, node);
}

std::string withoutSlash(std::string url)
{
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

Expected<std::vector<MonitoredTarget>> upSeries(const std::string &url)
{
    const FetchResult answer = httpAnswer(url + "/api/v1/query?query=up", {}, deadline);
    if (!answer)
        return tl::unexpected(Problem{url, answer.error().what, {}});
    return readUpSeries(answer->body);
}

// The list of targets; where the server has none, such as Thanos and VictoriaMetrics, the series `up`.
Expected<std::vector<MonitoredTarget>> targetsOf(const std::string &url)
{
    const FetchResult answer = httpAnswer(url + "/api/v1/targets?state=active", {}, deadline);
    if (!answer && answer.error().costly)
        return tl::unexpected(Problem{url, answer.error().what, {}});
    Expected<std::vector<MonitoredTarget>> targets;
    if (answer)
        targets = readTargets(answer->body);
    else
        targets = tl::unexpected(Problem{url, answer.error().what, {}});
    if (targets && !targets->empty())
        return targets;
    Expected<std::vector<MonitoredTarget>> series = upSeries(url);
    if (!series && !targets)
        return tl::unexpected(Problem{url, targets.error().what, targets.error().advice});
    if (!series || series->empty())
        return tl::unexpected(Problem{url, "this server has no targets, so there is nothing to begin with",
                                      "Let it scrape something first, or write the estate file by hand"});
    return series;
}

Exit show(const InitReport &report, const Arguments &arguments, Terminal &terminal)
{
    if (arguments.has(jsonOption.name))
        terminal.out << QJsonDocument(reportJson(report)).toJson().toStdString();
    else
        printReport(report, terminal.out);
    return report.written || report.difference.isEmpty() ? Exit::Done : Exit::Blocked;
}

Exit compare(InitReport report, const Arguments &arguments, Terminal &terminal)
{
    const EstateReading reading = readEstate(report.file);
    if (!reading.estate) {
        for (const EstateError &error : reading.errors)
            terminal.err << harmless(error.line()) << '\n';
        return failed({report.file, "there is such a file, and it has mistakes, so nothing can be compared",
                       "Put them right, or name another file"},
                      terminal, Exit::BadInput);
    }
    report.difference = differenceOf(*reading.estate, report.draft);
    return show(report, arguments, terminal);
}

Exit run(const Arguments &arguments, Terminal &terminal)
{
    if (!arguments.has(fromOption))
        return failed({"--from-prometheus", "say where to begin", "Such as: --from-prometheus http://prometheus:9090"},
                      terminal, Exit::BadInput);
    const std::string url = withoutSlash(arguments.value(fromOption));
    if (const std::string fault = faultOf(url); !fault.empty())
        return failed({"--from-prometheus", fault, {}}, terminal, Exit::BadInput);
    const Expected<std::vector<MonitoredTarget>> targets = targetsOf(url);
    if (!targets)
        return failed(targets.error(), terminal, Exit::Failed);
    InitReport report;
    report.file = arguments.operand(0).empty() ? defaultEstatePath() : arguments.operand(0);
    report.draft = draftEstate(*targets, arguments.value(siteOption));
    if (report.draft.hosts.empty())
        return failed({url, "no host can be made of its targets", "Write the estate file by hand"}, terminal,
                      Exit::Failed);
    const QFileInfo about(QString::fromStdString(report.file));
    if (report.file != "-" && (about.exists() || about.isSymLink()))
        return compare(std::move(report), arguments, terminal);
    const std::string text = estateDraftText(report.draft, url);
    // What is written must be right: it is read as the desk will read it.
    if (const EstateReading reading = parseEstate(text); !reading.estate)
        return failed({url, "no estate can be made of it: " + reading.errors.front().line(), {}}, terminal,
                      Exit::Failed);
    if (report.file == "-") {
        terminal.out << text;
        return Exit::Done;
    }
    if (const Expected<void> written = writeNewFile(report.file, text); !written)
        return failed(written.error(), terminal, Exit::Failed);
    report.written = true;
    return show(report, arguments, terminal);
}

constexpr CommandOption options[] = {
    {fromOption, "URL", "the server to ask, such as http://prometheus:9090"},
    {siteOption, "NAME", "the label that tells where a host stands"},
    jsonOption,
};
} // namespace

extern const Command item;
const Command item{.name = "init",
                   .operands = "[FILE]",
                   .mostOperands = 1,
                   .options = options,
                   .summary = "Write a first estate file from what Prometheus sees",
                   .text = "Hosts come from its targets, roles from the jobs, sites from a label. FILE left\n"
                           "out is $XDG_CONFIG_HOME/signalbox/estate.yaml; - prints it. A file that exists\n"
                           "is never touched: then it shows what is different and ends with 2, or with 0\n"
                           "where nothing is.",
                   .run = run};
} // namespace signalbox::commands::init
