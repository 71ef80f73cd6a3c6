// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <recording/recording.h>

namespace signalbox
{
/// What a series said in [from, to], as the watch has it.
using AskForHistory = std::function<Expected<std::vector<HistoryPoint>>(SeriesId series, Moment from, Moment to)>;

/// A copy of a watch's recording, which begins when a desk first attached: of what lies before, a series' history is
/// asked for when somebody looks at it. While the watch cannot be asked, history begins with the copy.
std::unique_ptr<const Recording> attachedRecording(std::unique_ptr<const Recording> copy, AskForHistory ask);
} // namespace signalbox
