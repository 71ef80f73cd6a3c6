// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/packagelog.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <sources/metric.h>
#include <sources/words.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

constexpr qint64 mostRead = 256 * 1024;
constexpr std::size_t namedPackages = 2;
constexpr std::size_t longestCommand = 120;
constexpr std::size_t longestText = 400;
constexpr auto sameRun = 60s;

std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// "2026-11-27", "01:10:24".
std::optional<std::chrono::local_seconds> timeOf(std::string_view date, std::string_view time)
{
    const QDateTime parsed =
        QDateTime::fromString(QString::fromLatin1(date.data(), static_cast<qsizetype>(date.size())) + u'T' +
                                  QString::fromLatin1(time.data(), static_cast<qsizetype>(time.size())),
                              QStringLiteral("yyyy-MM-dd'T'HH:mm:ss"));
    if (!parsed.isValid())
        return {};
    const QDateTime asUtc(parsed.date(), parsed.time(), Qt::UTC);
    return std::chrono::local_seconds(std::chrono::seconds(asUtc.toSecsSinceEpoch()));
}

std::optional<std::chrono::local_seconds> timeOf(std::string_view text)
{
    const std::string_view date = takeWord(text);
    return timeOf(date, takeWord(text));
}

/// What was done to packages in one run, by verb.
class Actions
{
public:
    void add(std::string_view verb, std::string_view package, std::string_view versions)
    {
        const auto known =
            std::find_if(m_verbs.begin(), m_verbs.end(), [&](const Verb &each) { return each.word == verb; });
        Verb &done = known == m_verbs.end() ? m_verbs.emplace_back(Verb{std::string(verb), {}, 0}) : *known;
        if (++done.count <= namedPackages)
            done.named += (done.named.empty() ? "" : ", ") + std::string(package.substr(0, package.find(':'))) +
                          (versions.empty() ? "" : " " + std::string(versions));
    }
    [[nodiscard]] bool isEmpty() const { return m_verbs.empty(); }
    [[nodiscard]] std::string text() const
    {
        std::string all;
        for (const Verb &verb : m_verbs) {
            all += (all.empty() ? "" : "; ") + verb.word + ' ' + verb.named;
            if (verb.count > namedPackages)
                all += " and " + std::to_string(verb.count - namedPackages) + " more";
        }
        return all;
    }

private:
    struct Verb {
        std::string word;
        std::string named;
        std::size_t count;
    };
    std::vector<Verb> m_verbs;
};

// "curl:amd64 (7.88.1-10, 7.88.1-11), …": the versions, or the version and "automatic".
void takePackages(std::string_view list, std::string_view verb, bool hasTwoVersions, Actions &actions)
{
    while (!list.empty()) {
        const std::string_view package = takeWord(list);
        const std::size_t open = list.find('(');
        const std::size_t close = list.find(')');
        if (open == std::string_view::npos || close == std::string_view::npos || close < open)
            return;
        const std::string_view inside = list.substr(open + 1, close - open - 1);
        const std::size_t comma = inside.find(", ");
        std::string versions(inside.substr(0, comma));
        if (hasTwoVersions && comma != std::string_view::npos)
            versions += " → " + std::string(inside.substr(comma + 2));
        actions.add(verb, package, versions);
        list.remove_prefix(close + 1);
        list.remove_prefix(std::min(list.find_first_not_of(", "), list.size()));
    }
}

struct Key {
    std::string_view key;
    std::string_view verb;
    bool hasTwoVersions;
};
constexpr Key keys[] = {{"Install: ", "installed", false}, {"Reinstall: ", "reinstalled", false},
                        {"Upgrade: ", "upgraded", true},   {"Downgrade: ", "downgraded", true},
                        {"Remove: ", "removed", false},    {"Purge: ", "purged", false}};

struct Verb {
    std::string_view log;
    std::string_view verb;
};
constexpr Verb verbs[] = {
    {"install", "installed"}, {"upgrade", "upgraded"}, {"remove", "removed"}, {"purge", "purged"}};

std::string oneText(const std::string &text)
{
    return wellFormed(text, longestText);
}

std::string tailOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return {}; // a machine without apt or dpkg has neither, and nothing is to be told
    if (file.size() > mostRead)
        file.seek(file.size() - mostRead);
    return file.read(mostRead).toStdString();
}

std::string stampOf(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    return std::to_string(info.size()) + '@' + std::to_string(info.lastModified().toMSecsSinceEpoch()) + ' ';
}

WallTime wallOf(std::chrono::local_seconds time)
{
    const QDateTime naive = QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    const QDateTime local(naive.date(), naive.time(), QTimeZone::systemTimeZone());
    return WallTime(Milliseconds(local.toMSecsSinceEpoch()));
}
} // namespace

std::vector<PackageRun> aptRuns(std::string_view history)
{
    std::vector<PackageRun> runs;
    PackageRun run;
    std::string command;
    Actions actions;
    while (!history.empty()) {
        const std::string_view line = takeLine(history);
        const auto after = [&](std::string_view key) { return line.substr(key.size()); };
        if (line.starts_with("Start-Date: ")) {
            run = {};
            run.began = timeOf(after("Start-Date: ")).value_or(std::chrono::local_seconds{});
            command.clear();
            actions = {};
        } else if (line.starts_with("Commandline: ")) {
            command = wellFormed(std::string(after("Commandline: ")), longestCommand);
        } else if (line.starts_with("End-Date: ")) {
            const auto ended = timeOf(after("End-Date: "));
            if (ended && run.began != std::chrono::local_seconds{} && *ended >= run.began && !actions.isEmpty()) {
                run.ended = *ended;
                run.text = oneText((command.empty() ? "apt" : command) + ": " + actions.text());
                runs.push_back(run);
            }
            run = {};
        }
        for (const Key &key : keys) {
            if (line.starts_with(key.key))
                takePackages(after(key.key), key.verb, key.hasTwoVersions, actions);
        }
    }
    return runs;
}

std::vector<PackageRun> dpkgRuns(std::string_view log)
{
    std::vector<PackageRun> runs;
    Actions actions;
    const auto close = [&] {
        if (!actions.isEmpty())
            runs.back().text = oneText("dpkg: " + actions.text());
        actions = {};
    };
    while (!log.empty()) {
        std::string_view line = takeLine(log);
        const std::string_view date = takeWord(line);
        const std::string_view time = takeWord(line);
        const std::string_view word = takeWord(line);
        const auto *verb =
            std::find_if(std::begin(verbs), std::end(verbs), [&](const Verb &each) { return each.log == word; });
        const std::string_view package = takeWord(line);
        const std::string_view before = takeWord(line);
        const std::string_view now = takeWord(line);
        const auto at = verb == std::end(verbs) || now.empty() ? std::nullopt : timeOf(date, time);
        if (!at)
            continue;
        if (actions.isEmpty() || *at - runs.back().ended > sameRun || *at < runs.back().ended) {
            close();
            runs.push_back({*at, *at, true, {}});
        }
        runs.back().ended = *at;
        const bool isUpgrade = word == "upgrade";
        actions.add(verb->verb, package,
                    isUpgrade           ? std::string(before) + " → " + std::string(now)
                    : word == "install" ? std::string(now)
                                        : std::string(before));
    }
    close();
    return runs;
}

std::vector<PackageRun> packageRuns(std::string_view aptHistory, std::string_view dpkgLog)
{
    std::vector<PackageRun> all = aptRuns(aptHistory);
    const std::vector<PackageRun> ofApt = all;
    for (PackageRun &run : dpkgRuns(dpkgLog)) {
        const bool isApts = std::any_of(ofApt.begin(), ofApt.end(), [&](const PackageRun &each) {
            return run.began <= each.ended + 2s && run.ended >= each.began - 2s;
        });
        if (!isApts)
            all.push_back(std::move(run));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const PackageRun &a, const PackageRun &b) { return a.ended < b.ended; });
    return all;
}

PackageLog::PackageLog(std::string aptHistory, std::string dpkgLog)
    : m_aptHistory(std::move(aptHistory))
    , m_dpkgLog(std::move(dpkgLog))
{
}

std::vector<PackageLog::News> PackageLog::news(WallTime since, WallTime now)
{
    const std::string stamp = stampOf(m_aptHistory) + stampOf(m_dpkgLog);
    if (stamp == m_seen && !m_isWaiting)
        return {};
    m_seen = stamp;
    m_isWaiting = false;
    std::vector<News> found;
    for (const PackageRun &run : packageRuns(tailOf(m_aptHistory), tailOf(m_dpkgLog))) {
        const WallTime at = wallOf(run.ended);
        if (run.ended <= m_told || at < since)
            continue;
        if (run.isDpkgs && now - at < sameRun) {
            m_isWaiting = true;
            break;
        }
        m_told = run.ended;
        found.push_back({at, run.text});
    }
    return found;
}
} // namespace signalbox
