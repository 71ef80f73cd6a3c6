// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/brief.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <QCoreApplication>

#include <alerts/causes.h>
#include <alerts/flood.h>
#include <alerts/life.h>
#include <journal/act.h>
#include <models/alertstanding.h>
#include <models/format.h>
#include <models/shelfsentence.h>
#include <models/state.h>
#include <models/whatchangedmodel.h>
#include <recording/about.h>

namespace signalbox
{
namespace
{
using namespace Qt::StringLiterals;

// Lines of each part, so that all of them fit.
constexpr std::size_t brokenLines = 5;
constexpr std::size_t hurtLines = 3;
constexpr std::size_t changedLines = 3;
constexpr std::size_t lastTimeLines = 3;
constexpr Milliseconds anHour = std::chrono::hours(1);

class Brief
{
    Q_DECLARE_TR_FUNCTIONS(Brief)
public:
    Brief(const Picture &picture, std::optional<AlertId> about, const BriefPast &past, const QTimeZone &zone)
        : m_picture(picture)
        , m_about(about)
        , m_past(past)
        , m_zone(zone)
        , m_list(listedAlerts(picture))
    {
    }

    [[nodiscard]] QStringList broken() const
    {
        if (m_about)
            return aboutIt(*m_about);
        QStringList lines;
        std::size_t left = 0;
        for (const ListedAlert &listed : m_list) {
            const Alert &alert = m_picture.alerts[index(listed.alert)];
            if (suppressedUntil(m_picture, alert) > m_picture.now)
                continue;
            if (lines.size() + 1 >= static_cast<qsizetype>(brokenLines)) {
                left += 1 + listed.hanging.size();
                continue;
            }
            const QString more =
                listed.hanging.empty() ? QString() : tr(" (%1 more hang on it)").arg(countText(listed.hanging.size()));
            lines += line(alert) + more;
        }
        if (left > 0)
            lines += tr("and %1 more").arg(countText(left));
        if (lines.isEmpty())
            lines += m_past.silence ? tr("nothing, when it was last looked at") : tr("nothing that is known of");
        return lines;
    }

    // The sites and kinds that are touched, and what cannot work without them.
    [[nodiscard]] QStringList hurt() const
    {
        const std::set<Subject> touched = touchedSubjects();
        if (touched.empty())
            return {tr("nobody that is known of")};
        std::map<std::pair<std::string, std::string>, std::size_t> places;
        for (const Subject &subject : touched)
            ++places[{siteOf(subject), subject.kind}];
        QStringList lines;
        for (const auto &[place, count] : mostFirst(places)) {
            if (lines.size() + 1 >= static_cast<qsizetype>(hurtLines))
                break;
            const auto all = static_cast<std::size_t>(std::count_if(
                m_picture.estate->subjects.begin(), m_picture.estate->subjects.end(),
                [&](const Declared &each) { return each.site == place.first && each.subject.kind == place.second; }));
            const QString of = all > 1 ? tr(" of %1").arg(countText(all)) : QString();
            lines += tr("%1%2 at %3")
                         .arg(kindCount(count, place.second), of,
                              place.first.empty() ? tr("no named site") : oneLine(place.first));
        }
        const std::set<Subject> below = dependents(touched);
        if (!below.empty())
            lines += tr("depend on them: %1").arg(names(below));
        return lines;
    }

    [[nodiscard]] QStringList spreading() const
    {
        const Flood found = flood(m_picture);
        std::size_t lastHour = 0;
        std::size_t waiting = 0;
        Moment last{};
        for (std::size_t i = 0; i < m_picture.alerts.size(); ++i) {
            const AlertCell &cell = m_picture.alerts[i].cell;
            if (!m_picture.alerts[i].key)
                continue;
            waiting += cell.state == AlertState::Pending ? 1 : 0;
            lastHour += cell.stirred != Moment{} && cell.stirred > m_picture.now - anHour ? 1 : 0;
            last = std::max(last, cell.stirred);
        }
        QStringList lines;
        if (found.fresh.empty() && last == Moment{})
            lines += tr("no: nothing was ever raised");
        else if (found.fresh.empty())
            lines += tr("no: nothing new for %1").arg(ageText(m_picture.now - last));
        else
            lines += tr("%1 new in ten minutes, %2 in an hour; the last %3 ago")
                         .arg(countText(found.fresh.size()), countText(lastHour), ageText(m_picture.now - last));
        if (found.first)
            lines += tr("it began with %1").arg(line(m_picture.alerts[index(*found.first)]));
        if (waiting > 0)
            lines += tr("%1 more seen once, waiting for another look").arg(countText(waiting));
        return lines;
    }

    [[nodiscard]] QStringList changed() const
    {
        QStringList lines;
        std::size_t left = 0;
        const auto add = [&](const QString &text) {
            if (lines.size() < static_cast<qsizetype>(changedLines))
                lines += text;
            else
                ++left;
        };
        for (auto row = m_past.journal.rbegin(); row != m_past.journal.rend(); ++row)
            if (const auto act = actOf(*row); act && act->kind == Act::Kind::ChangeMark &&
                                              row->wall >= m_picture.timeline->wallAt(m_past.changes.since))
                add(tr("%1 %2: %3").arg(time(row->wall), oneLine(row->who), oneLine(act->why)));
        for (const ChangeGroup &group : grouped(m_past.changes.changes))
            if (!isInJournal(group))
                add(line(group));
        if (left > 0)
            lines.back() += tr(" (and %1 more)").arg(countText(left));
        if (lines.isEmpty())
            lines += tr("nothing since %1").arg(time(m_picture.timeline->wallAt(m_past.changes.since)));
        return lines;
    }

    // What would make a person act on a picture that is not so.
    [[nodiscard]] QStringList safe() const
    {
        QStringList lines;
        if (m_past.silence)
            lines += tr("no: nobody watches now; the last look was %1 ago").arg(ageText(*m_past.silence));
        std::set<Subject> old;
        std::set<Subject> dead;
        for (std::size_t i = 0; i < m_picture.subjects.size(); ++i) {
            const SubjectState &subject = *m_picture.subjects[i];
            const Standing standing = standingOf(subject);
            if (!subject.watched || isForgotten(subject))
                continue;
            if (subject.subject.kind == "source" && subject.severity >= Severity::Critical)
                dead.insert(subject.subject);
            else if (standing.stale || standing.state == State::Unknown)
                old.insert(subject.subject);
        }
        if (!dead.empty())
            lines += tr("no answer from %1").arg(names(dead));
        if (!old.empty())
            lines += tr("old or not known: %1").arg(names(old));
        if (!m_picture.unwatched.empty())
            lines += tr("%1 declared and watched by nothing").arg(countText(m_picture.unwatched.size()));
        if (lines.isEmpty())
            lines += tr("all that is watched is known and fresh");
        if (const QString shelved = shelfSentence(m_picture, m_zone); !shelved.isEmpty())
            lines += shelved;
        return lines;
    }

    [[nodiscard]] QStringList lastTime() const
    {
        const std::optional<AlertId> asked = m_about ? m_about : first();
        if (!asked)
            return {tr("nothing is asked about")};
        const Alert &alert = m_picture.alerts[index(*asked)];
        const std::string key = alertKeyText(*alert.key);
        QStringList lines;
        for (auto row = m_past.journal.rbegin(); row != m_past.journal.rend(); ++row) {
            const auto act = actOf(*row);
            if (!act || act->why.empty() || (act->about != key && act->about != alert.key->subject.path()))
                continue;
            lines += tr("%1 %2: %3").arg(time(row->wall), oneLine(row->who), oneLine(act->why));
            if (lines.size() == static_cast<qsizetype>(lastTimeLines))
                break;
        }
        if (lines.isEmpty())
            lines += alert.cell.raises > 1
                         ? tr("raised %1 times; nobody wrote down what was done").arg(countText(alert.cell.raises))
                         : tr("nobody has written anything about it");
        return lines;
    }

private:
    // The alert that the questions are about where none was named.
    [[nodiscard]] std::optional<AlertId> first() const
    {
        return m_list.empty() ? std::nullopt : std::optional(m_list.front().alert);
    }

    [[nodiscard]] QString time(WallTime wall) const { return sinceText(wall, m_picture.wall(), m_zone); }

    [[nodiscard]] QString line(const Alert &alert) const
    {
        const QString word = alertWord(alert) + (alert.cell.acknowledged ? u" ✓"_s : QString());
        return tr("%1 %2: %3 (%4)")
            .arg(word, oneLine(alert.key->subject.path()), oneLine(m_picture.text(alert.cell.sentence)),
                 ageText(m_picture.now - alert.cell.since));
    }

    // What people noted comes from the journal, which has it while nobody records, too.
    static bool isInJournal(const ChangeGroup &group)
    {
        return group.kind == ChangeKind::Mark && group.what == journalSource;
    }

    [[nodiscard]] QString line(const ChangeGroup &group) const
    {
        const WhatChange &change = group.members.front();
        QStringList words{wordOf(group.kind)};
        words << (group.members.size() > 1 ? kindCount(group.members.size(), change.subject.kind)
                                           : oneLine(change.subject.kind.empty() ? "" : change.subject.path()))
              << oneLine(group.kind == ChangeKind::Mark ? group.after : group.what);
        if (group.kind != ChangeKind::Mark && (!group.before.empty() || !group.after.empty()))
            words << oneLine(group.before) + u" → "_s + oneLine(group.after);
        words.removeAll(QString());
        const QString when = change.when ? time(m_picture.timeline->wallAt(*change.when)) + u' ' : QString();
        return when + words.join(u' ');
    }

    [[nodiscard]] QStringList aboutIt(AlertId id) const
    {
        const Alert &alert = m_picture.alerts[index(id)];
        QStringList lines{line(alert), tr("rule %1%2, since %3")
                                           .arg(oneLine(alert.key->rule), oneLine(labelText(alert.key->labels)),
                                                time(m_picture.timeline->wallAt(alert.cell.since)))};
        if (const QString standing = alertStanding(m_picture, alert, m_zone).join(u"; "_s); !standing.isEmpty())
            lines += standing;
        for (const ListedAlert &listed : m_list)
            if (std::find(listed.hanging.begin(), listed.hanging.end(), id) != listed.hanging.end())
                lines += tr("hangs on %1").arg(line(m_picture.alerts[index(listed.alert)]));
        return lines;
    }

    [[nodiscard]] std::set<Subject> touchedSubjects() const
    {
        std::set<Subject> touched;
        if (m_about) {
            touched.insert(m_picture.alerts[index(*m_about)].key->subject);
            return touched;
        }
        for (std::size_t i = 0; i < m_picture.alerts.size(); ++i) {
            const Alert &alert = m_picture.alerts[i];
            if (alert.key && alert.cell.state == AlertState::Raised && alert.key->subject.kind != "source" &&
                suppressedUntil(m_picture, alert) <= m_picture.now)
                touched.insert(alert.key->subject);
        }
        return touched;
    }

    [[nodiscard]] std::string siteOf(const Subject &subject) const
    {
        const auto id = m_picture.find(subject);
        return id ? m_picture.subject(*id).site : std::string();
    }

    // However far down; the touched ones themselves are told already.
    [[nodiscard]] std::set<Subject> dependents(const std::set<Subject> &touched) const
    {
        std::set<Subject> reached = touched;
        for (bool isGrowing = true; isGrowing;) {
            isGrowing = false;
            for (const Declared &each : m_picture.estate->subjects) {
                const auto hangs = [&](const Subject &other) { return reached.count(other) != 0; };
                const bool isBelow = std::any_of(each.dependsOn.begin(), each.dependsOn.end(), hangs) ||
                                     std::any_of(each.members.begin(), each.members.end(), hangs);
                if (isBelow && reached.insert(each.subject).second)
                    isGrowing = true;
            }
        }
        for (const Subject &each : touched)
            reached.erase(each);
        return reached;
    }

    // The greatest first.
    template <class Place>
    static std::vector<std::pair<Place, std::size_t>> mostFirst(const std::map<Place, std::size_t> &places)
    {
        std::vector<std::pair<Place, std::size_t>> sorted(places.begin(), places.end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const auto &a, const auto &b) { return a.second > b.second; });
        return sorted;
    }

    [[nodiscard]] static QString names(const std::set<Subject> &subjects)
    {
        constexpr std::size_t named = 3;
        QStringList texts;
        for (const Subject &each : subjects) {
            if (static_cast<std::size_t>(texts.size()) == named)
                break;
            texts += oneLine(each.path());
        }
        const std::size_t left = subjects.size() - static_cast<std::size_t>(texts.size());
        return texts.join(u", "_s) + (left > 0 ? tr(" and %1 more").arg(countText(left)) : QString());
    }

    const Picture &m_picture;
    std::optional<AlertId> m_about;
    const BriefPast &m_past;
    QTimeZone m_zone;
    std::vector<ListedAlert> m_list;
};
} // namespace

Expected<BriefPast> briefPast(const Recording &recording, const Picture &picture, const std::string &journal)
{
    auto changes = changesSince(recording, picture, picture.now - std::chrono::hours(24));
    if (!changes)
        return tl::unexpected(changes.error());
    auto rows = journal.empty() ? Expected<std::vector<JournalRow>>() : journalRows(journal);
    if (!rows)
        return tl::unexpected(rows.error());
    return BriefPast{std::move(*changes), std::move(*rows), {}};
}

std::vector<BriefPart> brief(const Picture &picture, std::optional<AlertId> about, const BriefPast &past,
                             const QTimeZone &zone)
{
    const Brief found(picture, about, past, zone);
    return {{"broken", Brief::tr("What is broken"), found.broken()},
            {"hurt", Brief::tr("Who is hurt"), found.hurt()},
            {"spreading", Brief::tr("Is it spreading"), found.spreading()},
            {"changed", Brief::tr("What changed"), found.changed()},
            {"safe", Brief::tr("Is it safe to act"), found.safe()},
            {"last time", Brief::tr("What was done last time"), found.lastTime()}};
}
} // namespace signalbox
