// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <picture/picture.h>

namespace signalbox
{
/// What node_exporter's collector of systemd, or a source like it, says of a unit on a host.
struct UnitFacts {
    std::string state;             ///< "active"; empty where nobody knows. Outside text, harmless
    Moment stateAt{};              ///< when that was true
    std::optional<double> started; ///< seconds since 1970; nothing where nobody knows
};

/// Of a unit by its name as the estate has it ("nginx", "cron.service"). `isYoung`: only what is fresh or late, and
/// else whatever was last said.
UnitFacts unitFactsOf(const Picture &picture, const Subject &host, const std::string &unit, bool isYoung);
} // namespace signalbox
