// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <actions/plan.h>
#include <picture/picture.h>

namespace signalbox
{
/// Whether a subject is well, as far as its alerts tell.
struct Wellness {
    Guard::Verdict verdict = Guard::Verdict::Unknown; ///< Pass: it has none; Fail: it has; Unknown: nobody knows
    std::string words;                                ///< "host/web1: disk full", "host/web1: nobody watches it"
};

/// Raised alerts count, shelved ones and those of what is out of service as well: it is not well for that. Where
/// nothing young is said of it, or an alert says that something is not known, it is Unknown.
Wellness wellnessOf(const Picture &picture, const Subject &subject, bool isCriticalOnly);

/// Whether it has a raised critical alert.
bool isDown(const Picture &picture, const Subject &subject);

/// The verdict that decides over several: what is not met before what is not known before what is met.
bool isWorseVerdict(Guard::Verdict a, Guard::Verdict b);
} // namespace signalbox
