// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/attachedrecording.h>

namespace signalbox
{
namespace
{
class AttachedRecording final : public Recording
{
public:
    AttachedRecording(std::unique_ptr<const Recording> copy, AskForHistory ask)
        : m_copy(std::move(copy))
        , m_ask(std::move(ask))
    {
    }
    [[nodiscard]] Expected<Extent> extent() const override { return m_copy->extent(); }
    [[nodiscard]] Expected<std::vector<DatedChange>> changes(TickNumber after, TickNumber upTo) const override
    {
        return m_copy->changes(after, upTo);
    }
    [[nodiscard]] Expected<std::vector<DatedChange>> changesToFold(TickNumber after, TickNumber upTo) const override
    {
        return m_copy->changesToFold(after, upTo);
    }
    [[nodiscard]] Expected<RecordedState> stateAt(TickNumber tick) const override { return m_copy->stateAt(tick); }
    [[nodiscard]] Expected<std::vector<Frame>> frames(TickNumber after, TickNumber upTo,
                                                      std::size_t maximum) const override
    {
        return m_copy->frames(after, upTo, maximum);
    }
    [[nodiscard]] Expected<Tick> tickAt(Moment moment) const override { return m_copy->tickAt(moment); }
    [[nodiscard]] Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to) const override
    {
        return m_copy->step(from, forward, to);
    }
    [[nodiscard]] Expected<std::vector<HistoryPoint>> history(SeriesId series, Moment from, Moment to) const override;
    [[nodiscard]] Expected<std::optional<Moment>> firstFact(SeriesId series, Moment knownBy) const override
    {
        return m_copy->firstFact(series, knownBy);
    }
    [[nodiscard]] Expected<std::vector<Gap>> gaps(Moment from, Moment to) const override
    {
        return m_copy->gaps(from, to);
    }

private:
    std::unique_ptr<const Recording> m_copy;
    AskForHistory m_ask;
};

Expected<std::vector<HistoryPoint>> AttachedRecording::history(SeriesId series, Moment from, Moment to) const
{
    auto kept = m_copy->history(series, from, to);
    const auto extent = m_copy->extent();
    if (!kept || !extent || extent->first.number == 0 || from >= extent->first.moment)
        return kept;
    const Moment begin = extent->first.moment;
    auto points = m_ask(series, from, std::min(to, begin - Milliseconds(1)));
    if (!points)
        return kept;
    // The copy's first tick says again what was held then, with the moments that it was held from.
    for (HistoryPoint &point : *kept) {
        if (point.at >= begin || points->empty() || point.at > points->back().at)
            points->push_back(point);
    }
    return points;
}
} // namespace

std::unique_ptr<const Recording> attachedRecording(std::unique_ptr<const Recording> copy, AskForHistory ask)
{
    return std::make_unique<const AttachedRecording>(std::move(copy), std::move(ask));
}
} // namespace signalbox
