// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/tail.h>

#include <algorithm>

#include <recording/overlay.h>
#include <recording/recordingfile.h>

namespace signalbox
{
namespace
{
class TailRecording final : public Recording
{
public:
    TailRecording(std::shared_ptr<const Tail> tail, std::string path)
        : m_tail(std::move(tail))
        , m_path(std::move(path))
    {
    }

    Expected<Extent> extent() const override
    {
        const Extent held = m_tail->extent();
        const Expected<Extent> stored = fileExtent();
        return stored && stored->first.number != 0 ? Extent{stored->first, std::max(stored->last, held.last, byNumber)}
                                                   : held;
    }

    Expected<std::vector<DatedChange>> changes(TickNumber after, TickNumber upTo) const override
    {
        return changesBy(&Recording::changes, after, upTo);
    }

    Expected<std::vector<DatedChange>> changesToFold(TickNumber after, TickNumber upTo) const override
    {
        return changesBy(&Recording::changesToFold, after, upTo);
    }

    Expected<RecordedState> stateAt(TickNumber tick) const override
    {
        if (std::optional<RecordedState> state = m_tail->stateAt(tick))
            return std::move(*state);
        return fromFile<RecordedState>([&](const Recording &file) { return file.stateAt(tick); });
    }

    Expected<std::vector<Frame>> frames(TickNumber after, TickNumber upTo, std::size_t maximum) const override
    {
        if (std::optional<std::vector<Frame>> frames = m_tail->frames(after, upTo, maximum))
            return std::move(*frames);
        return fromFile<std::vector<Frame>>([&](const Recording &file) { return file.frames(after, upTo, maximum); });
    }

    Expected<Tick> tickAt(Moment moment) const override
    {
        if (const std::optional<Tick> tick = m_tail->tickAt(moment))
            return *tick;
        const Expected<Extent> stored = fileExtent();
        if (!stored || stored->first.number == 0)
            return m_tail->extent().first;
        return fromFile<Tick>([&](const Recording &file) { return file.tickAt(moment); });
    }

    Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to) const override
    {
        return fromFile<std::optional<Tick>>([&](const Recording &file) { return file.step(from, forward, to); });
    }

    Expected<std::vector<HistoryPoint>> history(SeriesId series, Moment from, Moment to) const override
    {
        // Of what is committed from here on the file is not asked: it is in memory.
        const Tick stored = lastStored();
        std::vector<HistoryPoint> points;
        if (stored.number != 0 && from <= stored.moment) {
            auto past = fromFile<std::vector<HistoryPoint>>(
                [&](const Recording &file) { return file.history(series, from, std::min(to, stored.moment)); });
            if (!past)
                return past;
            points = std::move(*past);
        }
        const std::vector<Frame> newest = notStored(stored, to);
        for (const Frame &frame : newest) {
            for (const Fact &fact : frame.facts) {
                if (fact.series == series && frame.tick.moment >= from)
                    points.push_back({fact.at, fact.value, fact.kind});
            }
        }
        for (const Frame &frame : newest) {
            for (const Earlier &answer : frame.earlier) {
                if (answer.series != series)
                    continue;
                const Expected<std::optional<Moment>> begin = firstFact(series, to);
                if (!begin)
                    return tl::unexpected(begin.error());
                overlayEarlier(answer, *begin, from, to, points);
            }
        }
        return points;
    }

    Expected<std::optional<Moment>> firstFact(SeriesId series, Moment knownBy) const override
    {
        const Tick stored = lastStored();
        if (stored.number != 0) {
            auto first =
                fromFile<std::optional<Moment>>([&](const Recording &file) { return file.firstFact(series, knownBy); });
            if (!first || *first)
                return first;
        }
        for (const Frame &frame : notStored(stored, knownBy)) {
            for (const Fact &fact : frame.facts) {
                if (fact.series == series)
                    return std::optional(fact.at);
            }
        }
        return std::optional<Moment>{};
    }

    Expected<std::vector<Gap>> gaps(Moment from, Moment to) const override
    {
        if (!fileExtent())
            return std::vector<Gap>();
        return fromFile<std::vector<Gap>>([&](const Recording &file) { return file.gaps(from, to); });
    }

private:
    using Question = Expected<std::vector<DatedChange>> (Recording::*)(TickNumber after, TickNumber upTo) const;
    Expected<std::vector<DatedChange>> changesBy(Question question, TickNumber after, TickNumber upTo) const
    {
        Tail::Changes held = m_tail->changes(after, upTo);
        if (held.after <= after)
            return std::move(held.changes);
        auto changes = fromFile<std::vector<DatedChange>>(
            [&](const Recording &file) { return (file.*question)(after, std::min(held.after, upTo)); });
        if (changes)
            std::move(held.changes.begin(), held.changes.end(), std::back_inserter(*changes));
        return changes;
    }

    // Number 0 where the file has nothing.
    Tick lastStored() const
    {
        const Expected<Extent> extent = fileExtent();
        return extent ? extent->last : Tick{};
    }

    // Ticks after those of the file, up to that moment.
    std::vector<Frame> notStored(const Tick &stored, Moment upTo) const
    {
        const TickNumber first = std::max(stored.number, m_tail->extent().first.number - 1);
        std::vector<Frame> frames =
            m_tail->frames(first, m_tail->extent().last.number, SIZE_MAX).value_or(std::vector<Frame>());
        const auto isLater = [upTo](const Frame &frame) { return frame.tick.moment > upTo; };
        frames.erase(std::find_if(frames.begin(), frames.end(), isLater), frames.end());
        return frames;
    }

    static bool byNumber(const Tick &a, const Tick &b) { return a.number < b.number; }

    // Opened when it is first needed, on the thread that needs it; where the disk took nothing yet there is no file.
    Expected<Extent> fileExtent() const
    {
        return fromFile<Extent>([](const Recording &file) { return file.extent(); });
    }

    template <class Value, class Question>
    Expected<Value> fromFile(const Question &question) const
    {
        if (m_path.empty())
            return tl::unexpected(Problem{{}, "nothing is recorded of that time", {}});
        if (!m_file) {
            auto opened = openRecording(m_path);
            if (!opened)
                return tl::unexpected(opened.error());
            m_file = std::move(*opened);
        }
        return question(*m_file);
    }

    std::shared_ptr<const Tail> m_tail;
    std::string m_path;
    mutable std::unique_ptr<const Recording> m_file;
};
} // namespace

std::unique_ptr<const Recording> tailRecording(std::shared_ptr<const Tail> tail, std::string path)
{
    return std::make_unique<TailRecording>(std::move(tail), std::move(path));
}
} // namespace signalbox
