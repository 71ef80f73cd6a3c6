// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <time/moment.h>

namespace signalbox
{
/// Text facts of this metric are change marks: from here on something is different — a deploy, a package run.
inline constexpr std::string_view changeMarkMetric = "change_mark";
/// There is no telling when the next one comes; nothing is late.
inline constexpr Milliseconds changeMarkInterval = std::chrono::hours(24 * 3650);
/// The source of those that people wrote into the journal. Nobody polls it, and it is no subject.
inline constexpr std::string_view journalSource = "journal";
/// The kind of the one subject that is the estate as a whole, named by its id: what a mark is about that names nothing.
inline constexpr std::string_view estateKind = "estate";
} // namespace signalbox
