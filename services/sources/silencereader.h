// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <estate/problem.h>

namespace signalbox
{
/// Reads the answer to GET /api/v2/silences (github.com/prometheus/alertmanager, api/v2/openapi.yaml, gettableSilence;
/// outside data), whole or not at all. Whose silence, of those in force, mutes alerts whatever their name, and until
/// when, in one line of at most 200 bytes: "ann until 2026-11-26T18:00:00Z"; of several the first, empty where none
/// does. Muting whatever is no more than .* of any label, .+ of one that every alert of a Prometheus has, or any name
/// but some.
Expected<std::string> silenceOfEverything(std::string_view answer);
} // namespace signalbox
