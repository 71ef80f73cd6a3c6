// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/userrule.h>

#include <algorithm>

#include <estate/estatescalar.h>

namespace signalbox
{
std::string UserRule::compared() const
{
    return rate.count() > 0 ? rateMetric(metric, rate) : metric;
}

std::string UserRule::comparedPer() const
{
    return rate.count() > 0 && !per.empty() ? rateMetric(per, rate) : per;
}

bool UserRule::isAbout(const Subject &subject) const
{
    return (kind.empty() || kind == subject.kind) &&
           (!isForRoles || std::binary_search(subjects.begin(), subjects.end(), subject));
}

bool UserRule::takes(const Labels &seriesLabels) const
{
    return hasLabels(seriesLabels, labels);
}

std::string rateMetric(std::string_view counter, std::chrono::milliseconds window)
{
    return std::string(counter) + ":rate" + durationText(window);
}
} // namespace signalbox
