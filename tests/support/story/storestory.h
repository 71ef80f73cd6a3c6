// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <story/story.h>

namespace signalbox
{
/// A store with its master on imap21 and its replica on imap22, told as the probes and the source `cyrus` tell it.
/// What a test wants otherwise it changes before it tells.
struct StoreStory {
    struct Slot {
        std::optional<double> master;
        double users = 100;
        bool isProbed = true;
        bool answers = true; ///< over IMAP
    };
    const char *store = "store/store07";
    Slot imap21{1, 100, true, true};
    Slot imap22{0, 100, true, true};
    double lag = 0; ///< seconds; of the master
    double logging = 1;
    bool syncRuns = true;
    std::string head; ///< the event that it is stuck on
    double headAge = 0;
    std::vector<std::string> waiting; ///< users
    Milliseconds canaryAge{5000};     ///< on the replica; what it is compared with is now
    double toCompare = 100;
    double compared = 100;
    double incomplete = 0;
    Milliseconds comparisonAge = std::chrono::hours(1);
    std::string mapMaster = "imap21";
    std::optional<std::string> reading; ///< as the map has it; nothing: it has no such column
    std::optional<double> newUsers;

    static std::string estate();
    /// Says all of it at that time and ends the tick. `runOf`: when the probes last ran, where that is earlier.
    void tell(Story &story, Milliseconds at, std::optional<Milliseconds> runOf = {}) const;
};
} // namespace signalbox
