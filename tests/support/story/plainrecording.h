// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <recording/recording.h>

namespace signalbox
{
/// A recording held as plain frames, read in the slowest and plainest way: what the real one is compared with.
class PlainRecording final : public Recording
{
public:
    explicit PlainRecording(std::vector<Frame> frames);

    [[nodiscard]] Expected<Extent> extent() const override;
    [[nodiscard]] Expected<std::vector<DatedChange>> changes(TickNumber after, TickNumber upTo) const override;
    [[nodiscard]] Expected<RecordedState> stateAt(TickNumber tick) const override;
    [[nodiscard]] Expected<std::vector<Frame>> frames(TickNumber after, TickNumber upTo,
                                                      std::size_t maximum) const override;
    [[nodiscard]] Expected<Tick> tickAt(Moment moment) const override;
    [[nodiscard]] Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to) const override;
    [[nodiscard]] Expected<std::vector<HistoryPoint>> history(SeriesId series, Moment from, Moment to) const override;
    [[nodiscard]] Expected<std::optional<Moment>> firstFact(SeriesId series, Moment knownBy) const override;
    [[nodiscard]] Expected<std::vector<Gap>> gaps(Moment from, Moment to) const override;

private:
    std::vector<Frame> m_frames;
};
} // namespace signalbox
