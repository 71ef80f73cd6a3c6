// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <picture/picture.h>

#include <limits>

namespace signalbox
{
bool isAboutScraping(std::string_view metric)
{
    return metric == "up" || metric.substr(0, 7) == "scrape_" || metric == changeMarkMetric;
}

Freshness SubjectState::freshness() const
{
    for (const Freshness worst : {Freshness::Stale, Freshness::Late, Freshness::Fresh}) {
        if (count[index(worst)] > 0)
            return worst;
    }
    return Freshness::Never;
}

Picture::Picture()
    : timeline(std::make_shared<Timeline>())
    , estate(std::make_shared<Estate>())
    , accepted(std::make_shared<EstateAccepted>())
    , numbers(std::make_shared<SubjectIndex>())
    , suppressions(std::make_shared<std::vector<SuppressionSet>>())
{
}

const std::string &Picture::text(TextId id) const
{
    static const std::string none;
    const auto i = index(id);
    return i < texts.size() && texts[i] ? *texts[i] : none;
}

const std::string &Picture::text(const Sample &sample) const
{
    constexpr auto none = std::numeric_limits<std::uint32_t>::max();
    const bool isNumber = sample.value >= 0 && sample.value < none;
    return text(static_cast<TextId>(isNumber ? static_cast<std::uint32_t>(sample.value) : none));
}

std::optional<SubjectId> Picture::find(const Subject &subject) const
{
    const auto found = numbers->find(subject.path());
    return found == numbers->end() ? std::nullopt : std::optional(found->second);
}

std::vector<SeriesId> changedSeries(const Picture &before, const Picture &now)
{
    constexpr std::size_t pageSize = Paged<Sample>::pageSize;
    std::vector<SeriesId> changed;
    for (std::size_t page = 0; page < now.samples.size(); page += pageSize) {
        if (page < before.samples.size() && now.samples.sharesPage(before.samples, page))
            continue;
        const std::size_t end = std::min(page + pageSize, now.samples.size());
        for (std::size_t i = page; i < end; ++i) {
            if (i >= before.samples.size() || !(now.samples[i] == before.samples[i]))
                changed.push_back(static_cast<SeriesId>(i));
        }
    }
    return changed;
}
} // namespace signalbox
