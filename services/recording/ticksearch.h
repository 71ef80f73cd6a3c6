// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <recording/layout.h>
#include <recording/recording.h>

namespace signalbox
{
/// Finds ticks in one snapshot of a recording. Looks at the ticks of a few windows only, however long the recording is,
/// and never at a tile.
class TickSearch
{
public:
    TickSearch(const Database &database, Decompressor &decompressor)
        : m_database(database)
        , m_decompressor(decompressor)
    {
    }

    Expected<Extent> extent();
    Expected<Tick> tickAt(Moment moment);
    Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to);
    Expected<std::vector<Recording::Gap>> gaps(Moment from, Moment to);

private:
    Expected<std::optional<Tick>> firstTick();
    Expected<std::optional<Tick>> lastTick();
    Expected<void> gapsOf(const WindowRow &window, std::optional<Moment> before, std::vector<Recording::Gap> &into);

    const Database &m_database;
    Decompressor &m_decompressor;
};
} // namespace signalbox
