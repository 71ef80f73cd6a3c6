// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/whatchanged.h>

#include <array>
#include <cmath>
#include <map>

#include <QDateTime>

#include <models/changemark.h>
#include <models/format.h>
#include <session/follower.h>

namespace signalbox
{
namespace
{
/// A clock put right moves a time of boot by less, as /proc/stat and so node_exporter compute it.
constexpr double leastRestart = 120; // seconds

/// Labels of an info-like series that tell what is installed; the others tell of what. The first that differs is shown.
constexpr std::array<std::string_view, 8> versionLabels{"version", "release",  "full_version", "package_version",
                                                        "build",   "revision", "commit",       "goversion"};
/// Of a kernel the release is what one installs; its `version` is a sentence.
constexpr std::array<std::string_view, 2> kernelLabels{"release", "version"};

bool isVersionLabel(const std::string &name)
{
    return std::find(versionLabels.begin(), versionLabels.end(), name) != versionLabels.end();
}

bool isThere(const SubjectState &subject)
{
    using enum Freshness;
    return subject.declared ||
           subject.count[index(Fresh)] + subject.count[index(Late)] + subject.count[index(Stale)] > 0;
}

bool isKnown(const Sample &sample, FactKind kind)
{
    return sample.kind == kind && sample.freshness != Freshness::Never && sample.freshness != Freshness::Gone;
}

std::string secondsText(double seconds)
{
    // Beyond what a QDateTime holds it is no time, and shown as said.
    if (!(std::fabs(seconds) < 1e12))
        return numberText(seconds, Unit::Plain).toStdString();
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(seconds * 1000), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'"))
        .toStdString();
}

/// The moment at which somebody stops to be there: when the last of its series went.
std::optional<Moment> lastWord(const Picture &picture, const SubjectState &subject)
{
    std::optional<Moment> last;
    for (const SeriesId id : subject.series) {
        const Sample &sample = picture.sample(id);
        if (sample.freshness == Freshness::Gone && (!last || *last < sample.at))
            last = sample.at;
    }
    return last;
}

class PictureComparison
{
public:
    PictureComparison(const Picture &before, const Picture &now)
        : m_before(before)
        , m_now(now)
    {
    }
    std::vector<WhatChange> all()
    {
        subjects();
        for (std::size_t i = 0; i < m_now.series.size(); ++i)
            if (m_now.series[i])
                series(static_cast<SeriesId>(i), *m_now.series[i]);
        versions();
        estate();
        clock();
        return std::move(m_changes);
    }

private:
    void add(ChangeKind kind, const Subject &subject, std::string what, std::string before, std::string after,
             std::optional<Moment> when = {})
    {
        m_changes.push_back({kind, subject, std::move(what), std::move(before), std::move(after), when});
    }

    void subjects()
    {
        for (std::size_t i = 0; i < m_now.subjects.size(); ++i) {
            const SubjectState &state = *m_now.subjects[i];
            const auto id = m_before.find(state.subject);
            const bool was = id && isThere(m_before.subject(*id));
            if (was == isThere(state))
                continue;
            if (was)
                add(ChangeKind::Gone, state.subject, {}, {}, {}, lastWord(m_now, state));
            else
                add(ChangeKind::Appeared, state.subject, {}, {}, {});
        }
        // Declared then, never spoken of, and no longer declared: the later picture has never heard of it.
        for (std::size_t i = 0; i < m_before.subjects.size(); ++i) {
            const SubjectState &state = *m_before.subjects[i];
            if (isThere(state) && !m_now.find(state.subject))
                add(ChangeKind::Gone, state.subject, {}, {}, {});
        }
    }

    void series(SeriesId id, const Series &series)
    {
        const SeriesKey &key = series.declared.key;
        if (key.metric.ends_with("_info"))
            sortIn(id, key);
        if (index(id) >= m_before.samples.size() || m_now.samples.sharesPage(m_before.samples, index(id)))
            return;
        if (key.metric == changeMarkMetric)
            return; // read one by one
        const Sample &was = m_before.sample(id);
        const Sample &is = m_now.sample(id);
        if (isKnown(was, FactKind::Text) && isKnown(is, FactKind::Text) && !isAboutScraping(key.metric)) {
            if (m_before.text(was) != m_now.text(is))
                add(ChangeKind::Text, key.subject, key.metric + labelText(key.labels), m_before.text(was),
                    m_now.text(is), is.at);
            return;
        }
        const bool isBoot = key.metric == "node_boot_time_seconds";
        if (!isBoot && !key.metric.ends_with("process_start_time_seconds"))
            return;
        const bool areKnown = isKnown(was, FactKind::Number) && isKnown(is, FactKind::Number);
        if (areKnown && std::fabs(is.value - was.value) > leastRestart)
            add(ChangeKind::Restart, key.subject, isBoot ? "machine" : key.metric + labelText(key.labels),
                secondsText(was.value), secondsText(is.value), momentOf(is));
    }

    [[nodiscard]] std::optional<Moment> momentOf(const Sample &started) const
    {
        const Moment moment = std::fabs(started.value) < 1e12
                                  ? m_now.timeline->momentAt(WallTime(Milliseconds(std::llround(started.value * 1000))))
                                  : started.at;
        return std::min(moment, started.at);
    }

    /// What an info-like series tells of: the same before and now, whatever the version.
    struct Thing {
        Subject subject;
        std::string metric;
        std::string source;
        Labels labels;
        auto operator<=>(const Thing &) const = default;
    };
    struct Versions {
        std::optional<SeriesId> before;
        std::optional<SeriesId> now;
    };

    void sortIn(SeriesId id, const SeriesKey &key)
    {
        Labels::List labels;
        for (const auto &label : key.labels)
            if (!isVersionLabel(label.first))
                labels.push_back(label);
        if (labels.size() == key.labels.size())
            return; // it tells no version
        Versions &versions = m_versions[{key.subject, key.metric, key.source, std::move(labels)}];
        if (index(id) < m_before.samples.size())
            takeNewer(versions.before, id, m_before);
        takeNewer(versions.now, id, m_now);
    }

    static void takeNewer(std::optional<SeriesId> &held, SeriesId id, const Picture &picture)
    {
        const Sample &sample = picture.sample(id);
        if (isKnown(sample, FactKind::Number) && (!held || picture.sample(*held).at <= sample.at))
            held = id;
    }

    void versions()
    {
        for (const auto &[thing, versions] : m_versions) {
            if (!versions.before || !versions.now || *versions.before == *versions.now)
                continue;
            const bool isKernel = thing.metric == "node_uname_info";
            const Labels &was = m_now.series[index(*versions.before)]->declared.key.labels;
            const Labels &is = m_now.series[index(*versions.now)]->declared.key.labels;
            const auto tell = [&](auto &labels) {
                for (const std::string_view name : labels) {
                    if (labelValue(was, name) == labelValue(is, name))
                        continue;
                    add(isKernel ? ChangeKind::Kernel : ChangeKind::Version, thing.subject,
                        isKernel ? "kernel" : thing.metric + labelText(thing.labels),
                        std::string(labelValue(was, name)), std::string(labelValue(is, name)));
                    return;
                }
            };
            isKernel ? tell(kernelLabels) : tell(versionLabels);
        }
    }

    void estate()
    {
        const auto summary = [](const Picture &picture) {
            return std::to_string(picture.estate->subjects.size()) + " subjects, " +
                   std::to_string(picture.estate->sources.size()) + " sources";
        };
        if (m_before.accepted->hash != m_now.accepted->hash)
            add(ChangeKind::Estate, {}, "estate file", summary(m_before), summary(m_now));
        if (m_before.accepted->programVersion != m_now.accepted->programVersion)
            add(ChangeKind::Version, {}, "Signalbox", m_before.accepted->programVersion,
                m_now.accepted->programVersion);
    }

    void clock()
    {
        const std::vector<Anchor> &anchors = m_now.timeline->anchors();
        for (std::size_t i = 1; i < anchors.size(); ++i) {
            const WallTime expected = anchors[i - 1].wall + (anchors[i].moment - anchors[i - 1].moment);
            const Milliseconds step = anchors[i].wall - expected;
            if (anchors[i].moment <= m_before.now || std::abs(step.count()) <= 1000)
                continue;
            const auto text = [](WallTime wall) {
                return secondsText(static_cast<double>(wall.time_since_epoch().count()) / 1000);
            };
            add(ChangeKind::Clock, {}, "recorder's clock", text(expected), text(anchors[i].wall), anchors[i].moment);
        }
    }

    const Picture &m_before;
    const Picture &m_now;
    std::map<Thing, Versions> m_versions;
    std::vector<WhatChange> m_changes;
};

/// When the estate in force was accepted.
Expected<std::optional<Moment>> acceptedAt(const Recording &recording, const Picture &before, const Picture &now)
{
    const auto changes = recording.changes(before.tick.number, now.tick.number);
    if (!changes)
        return tl::unexpected(changes.error());
    TickNumber tick = 0;
    for (const DatedChange &dated : *changes) {
        const auto *accepted = std::get_if<EstateAccepted>(&dated.change);
        if (accepted && accepted->hash == now.accepted->hash)
            tick = dated.tick;
    }
    if (tick == 0)
        return std::optional<Moment>();
    const auto frames = recording.frames(tick - 1, tick, 1);
    if (!frames)
        return tl::unexpected(frames.error());
    return frames->empty() ? std::optional<Moment>() : std::optional(frames->front().tick.moment);
}

/// The marks since then, the newest first: those that tell why come before what they did.
Expected<std::vector<WhatChange>> marksSince(const Recording &recording, const Picture &now, Moment since)
{
    std::vector<WhatChange> found;
    for (std::size_t i = 0; i < now.series.size(); ++i) {
        const SeriesDeclared &declared = now.series[i]->declared;
        if (declared.key.metric != changeMarkMetric || now.samples[i].at < since)
            continue;
        const auto history = recording.history(declared.id, since, now.now);
        if (!history)
            return tl::unexpected(history.error());
        const bool isEstate = declared.key.subject.kind == estateKind;
        for (const ChangeMark &mark : marksOf(now, {declared.id, *history})) {
            if (mark.at >= since)
                found.push_back({ChangeKind::Mark,
                                 isEstate ? Subject{} : declared.key.subject,
                                 declared.key.source,
                                 {},
                                 mark.text,
                                 mark.at});
        }
    }
    std::sort(found.begin(), found.end(), [](const WhatChange &a, const WhatChange &b) { return a.when > b.when; });
    return found;
}
} // namespace

std::vector<WhatChange> whatChanged(const Picture &before, const Picture &now)
{
    return PictureComparison(before, now).all();
}

Expected<ChangesSince> changesSince(const Recording &recording, const Picture &now, Moment since)
{
    const auto extent = recording.extent();
    if (!extent)
        return tl::unexpected(extent.error());
    ChangesSince found{std::max(since, extent->first.moment), since < extent->first.moment, {}};
    const Expected<PicturePtr> before = Follower(recording).moveTo(found.since);
    if (!before)
        return tl::unexpected(before.error());
    if (!*before)
        return found;
    found.changes = whatChanged(**before, now);
    const auto accepted = acceptedAt(recording, **before, now);
    if (!accepted)
        return tl::unexpected(accepted.error());
    for (WhatChange &change : found.changes)
        if (change.kind == ChangeKind::Estate)
            change.when = *accepted;
    const auto gaps = recording.gaps(found.since, now.now);
    if (!gaps)
        return tl::unexpected(gaps.error());
    auto marks = marksSince(recording, now, found.since);
    if (!marks)
        return tl::unexpected(marks.error());
    found.changes.insert(found.changes.begin(), std::make_move_iterator(marks->begin()),
                         std::make_move_iterator(marks->end()));
    for (const Recording::Gap &gap : *gaps)
        found.changes.push_back({ChangeKind::NotRecorded,
                                 {},
                                 "nothing recorded for " + ageText(gap.to - gap.from).toStdString(),
                                 {},
                                 {},
                                 gap.from});
    return found;
}
} // namespace signalbox
