// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/pagetext.h>

#include <algorithm>
#include <set>

#include <QCryptographicHash>
#include <QDateTime>

#include <estate/plaintext.h>
#include <recording/about.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestTitle = 160;
constexpr std::size_t longestSentence = 300;

std::string wordOf(Severity severity)
{
    return severity == Severity::Warning ? "warning" : severity == Severity::Unknown ? "unknown" : "critical";
}

std::string timeText(WallTime wall)
{
    return QDateTime::fromMSecsSinceEpoch(wall.time_since_epoch().count(), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))
        .toStdString();
}

// For a shell: what stands between single quotes is taken as it is.
std::string inSingleQuotes(const std::string &text)
{
    std::string all = "'";
    for (const char c : text)
        all += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return all + '\'';
}

std::string hashOf(const std::string &text)
{
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(24).toStdString();
}

PagedAlert pagedAlert(const Picture &picture, AlertId id)
{
    const Alert &alert = picture.alerts[index(id)];
    return {harmless(alertKeyText(*alert.key), longestSentence),
            alert.key->rule,
            alert.key->subject.path(),
            alert.key->labels,
            wordOf(alert.cell.severity),
            harmless(picture.text(alert.cell.sentence), longestSentence),
            picture.timeline->wallAt(alert.cell.since)};
}

std::string countText(std::size_t count, const std::string &noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string hurtLine(const DuePage &due, const Picture &picture)
{
    std::set<Subject> broken;
    for (const AlertId id : due.alerts)
        broken.insert(picture.alerts[index(id)].key->subject);
    if (broken.size() > 1)
        return "Who is hurt: " + countText(broken.size(), "subject") + " (" +
               countByKind({broken.begin(), broken.end()}) + ")\n";
    const std::string hurt = broken.empty() ? std::string() : hurtBy(*picture.estate, *broken.begin());
    return "Who is hurt: " +
           (hurt.empty() ? std::string("nothing that the estate file names as depending on it") : hurt) + '\n';
}

std::string alertLines(const PageMessage &message)
{
    std::string lines;
    for (const PagedAlert &alert : message.alerts) {
        lines.append(alert.severity).append(": ").append(alert.key).append("\n  ").append(alert.sentence);
        lines.append("\n  since ").append(timeText(alert.since)).append("\n");
    }
    if (message.count > message.alerts.size())
        lines.append("and ").append(countText(message.count - message.alerts.size(), "more alert")).append("\n");
    return lines;
}

void tellTest(PageMessage &message)
{
    message.kind = "test";
    message.severity = "test";
    message.title = "[test] " + message.estate + ": a test page, nothing to do";
    message.text = "This is a test of the way by which Signalbox pages. Nothing is wrong and nothing need be done.\n"
                   "That it arrived shows that the way works.\n\nMore: " +
                   message.command + '\n';
}
} // namespace

std::string hurtBy(const Estate &estate, const Subject &subject)
{
    std::set<Subject> broken{subject};
    for (bool grows = true; grows;) {
        grows = false;
        for (const Declared &declared : estate.subjects) {
            const auto isBroken = [&](const Subject &each) { return broken.contains(each); };
            const bool hangs = std::any_of(declared.dependsOn.begin(), declared.dependsOn.end(), isBroken) ||
                               std::any_of(declared.members.begin(), declared.members.end(), isBroken);
            grows = (hangs && broken.insert(declared.subject).second) || grows;
        }
    }
    broken.erase(subject);
    if (broken.empty())
        return {};
    std::string names;
    std::size_t named = 0;
    for (const Subject &each : broken) {
        if (++named <= 5)
            names += (names.empty() ? "" : ", ") + each.path();
    }
    return countByKind({broken.begin(), broken.end()}) + " (" + names + (named > 5 ? ", …)" : ")");
}

PageMessage messageOf(const DuePage &due, std::uint64_t page, const Picture &picture, const std::string &estatePath)
{
    const Estate &estate = *picture.estate;
    const std::string where = estatePath.empty() ? std::string() : ' ' + inSingleQuotes(estatePath);
    PageMessage message;
    message.id = estate.id + '.' + std::to_string(page);
    message.thread =
        estate.id + '.' + hashOf(due.note.matter) + '.' + std::to_string(due.note.start.time_since_epoch().count());
    message.estate = harmless(estate.name, longestTitle);
    message.person = due.note.person;
    message.wall = picture.wall();
    message.step = due.note.step;
    message.repeat = due.repeat;
    message.isFirst = !due.isRepeat;
    message.mayBeRepeat = due.mayBeRepeat;
    message.count = due.alerts.size();
    if (isTest(due.note)) {
        message.command = "signalboxctl pagers" + where;
        tellTest(message);
        return message;
    }
    message.command = "signalboxctl brief" + where;
    message.severity = wordOf(due.note.severity);
    for (std::size_t i = 0; i < std::min(due.alerts.size(), alertsInAPage); ++i)
        message.alerts.push_back(pagedAlert(picture, due.alerts[i]));
    const bool isFlood = due.note.matter == floodMatter;
    message.kind = isFlood ? "flood" : "alert";
    std::string head = isFlood ? countText(due.alerts.size(), "alert") + " in " + message.estate
                               : message.alerts.front().key + ": " + message.alerts.front().sentence;
    if (!isFlood && due.alerts.size() > 1)
        head += " (and " + std::to_string(due.alerts.size() - 1) + " that hang on it)";
    message.title = '[' + message.severity + "] " + harmless(head, longestTitle);
    std::string &text = message.text;
    text.append("Estate: ").append(message.estate).append("\n").append(alertLines(message));
    text.append(hurtLine(due, picture));
    text.append("\nMore: ").append(message.command).append("\n");
    if (!isFlood)
        text.append("You have it: signalboxctl ack ").append(inSingleQuotes(message.alerts.front().key));
    else
        text.append("You have one of them: signalboxctl ack ALERT");
    text.append(where.empty() ? "" : " --estate" + where).append("\n");
    if (due.isRepeat)
        text.append("Nobody has acknowledged it since it was paged before.\n");
    if (due.mayBeRepeat)
        text.append("This may be a repeat: whether the page before it arrived is not known.\n");
    return message;
}
} // namespace signalbox
