// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <support/saycollector.h>

namespace signalbox::lab
{
/// A source of the shelf that runs on the test's own event loop, at once a second, with what it says. Time is the
/// machine's.
class Watched
{
public:
    Watched(std::string_view type, std::vector<Target> targets,
            const std::function<void(SourceDeclaration &)> &change = {})
    {
        SourceDeclaration declared;
        declared.name = "lab";
        declared.type = type;
        declared.interval = Milliseconds(1000);
        declared.deadline = Milliseconds(900);
        declared.targets = std::move(targets);
        if (change)
            change(declared);
        for (const SourceType *part : sources::all()) {
            if (part->id == type)
                m_source = part->start(declared, said, clock);
        }
    }
    [[nodiscard]] std::string error(const Subject &subject) const { return said.text(subject, "scrape_error"); }
    [[nodiscard]] std::optional<double> up(const Subject &subject) const { return said.number(subject, "up"); }

    SayCollector said;
    SystemClock clock;

private:
    std::unique_ptr<Source> m_source; ///< last: it speaks to the others
};
} // namespace signalbox::lab
