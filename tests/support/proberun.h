// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <sources/source.h>
#include <support/saycollector.h>

namespace signalbox
{
inline const Subject panel{"site", "panel"};

/// A source that looks at one address, once and again at what the test plays.
struct ProbeRun {
    SayCollector said;
    ManualClock clock{Moment(Milliseconds(1'000'000))};
    std::unique_ptr<Source> source;

    ProbeRun(const std::string &type, const std::string &url,
             const std::function<void(SourceDeclaration &)> &change = {})
    {
        SourceDeclaration declared;
        declared.name = "probe";
        declared.type = type;
        declared.interval = Milliseconds(30'000);
        declared.deadline = Milliseconds(20'000);
        declared.targets = {{panel, url}};
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == type)
                source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] bool hasLooked() const { return said.flushes > 0; }
    [[nodiscard]] std::string error() const { return said.text(panel, "probe_error"); }
    [[nodiscard]] double number(const std::string &metric) const { return said.number(panel, metric).value_or(-1); }
};
} // namespace signalbox
