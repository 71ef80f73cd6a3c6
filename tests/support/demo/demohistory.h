// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <session/session.h>

namespace signalbox
{
/// A made-up past for any series of a demo picture, ending in what the picture holds: waves, a hole in the recording,
/// and nothing after the sample's own moment.
SeriesHistory demoHistory(const Picture &picture, SeriesId series, Milliseconds back);
} // namespace signalbox
