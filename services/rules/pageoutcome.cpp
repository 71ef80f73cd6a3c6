// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/pageoutcome.h>

namespace signalbox::rules
{
std::optional<std::string> lastFailure(const SubjectView &view)
{
    for (const SubjectView::Value &up : view.values(pageUp)) {
        if (up.sample.freshness == Freshness::Never || up.sample.value == 1)
            continue;
        std::string why;
        for (const SubjectView::Value &error : view.values(pageError))
            why = view.text(error.sample);
        return why.empty() ? "it failed" : why;
    }
    return {};
}
} // namespace signalbox::rules
