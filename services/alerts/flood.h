// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <picture/picture.h>

namespace signalbox
{
constexpr std::size_t floodAbove = 10; ///< new alerts within …
constexpr Milliseconds floodWindow = std::chrono::minutes(10);

/// More new alerts than a person can read one by one (EEMUA 191, ISA-18.2: more than ten in ten minutes): what came
/// first, and counts, are told before the list.
struct Flood {
    bool isOn = false;
    std::vector<AlertId> fresh;               ///< raised, or got worse, within the window; as they came
    std::optional<AlertId> first;             ///< what the flood began with, within the window or before it
    std::map<std::string, std::size_t> rules; ///< fresh ones, by rule
    std::map<std::string, std::size_t> sites; ///< and by their subject's site; "" where none is known
};

/// Those suppressed count for nothing.
Flood flood(const Picture &picture);
} // namespace signalbox
