// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <vector>

#include <watching/engine.h>
#include <watching/inbox.h>

namespace signalbox
{
/// Makes frames of what the sources said: one tick, every series once, its number given. One thread.
class FrameMaker
{
public:
    /// `engine` outlives this.
    explicit FrameMaker(Engine &engine);
    /// Fills a frame that has its tick with what was reported; series and texts that are new are declared in it. Of a
    /// long past the next frames get the rest.
    void fill(Frame &frame, const std::vector<Report> &reports);
    /// Declares gone, in this frame, every series that no source of the estate says any more: its source is no longer
    /// declared, or polls the subject no more, or keeps other metrics than before.
    void endUndeclared(Frame &frame, const Estate &before, const Estate &now);

private:
    void takeEarlier(Frame &frame);

    Engine &m_engine;
    std::map<std::uint64_t, std::vector<SeriesId>> m_lives; ///< by life of a source: its handles' numbers
    std::deque<Earlier> m_earlier;                          ///< answers for the next frames
};
} // namespace signalbox
