// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/selfreport.h>

#include <algorithm>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::string_view durationMetric = "scrape_duration_seconds";
constexpr std::string_view scrapedMetric = "scrape_samples_scraped";
constexpr std::string_view leftOutMetric = "scrape_samples_left_out";
constexpr std::string_view overCapMetric = "scrape_samples_over_cap";
constexpr std::string_view urlMetric = "scrape_url";
} // namespace

SelfReport::SelfReport(Say &say, const Subject &subject, const Labels &labels, std::string url, Milliseconds interval)
    : m_say(say)
    , m_url(std::move(url))
    , m_up(say.series(subject, upMetric, labels, {}, interval))
    , m_duration(say.series(subject, durationMetric, labels, unitOf(durationMetric), interval))
    , m_scraped(say.series(subject, scrapedMetric, labels, {}, interval))
    , m_leftOut(say.series(subject, leftOutMetric, labels, {}, interval))
    , m_overCap(say.series(subject, overCapMetric, labels, {}, interval))
    , m_error(say.series(subject, scrapeErrorMetric, labels, {}, interval))
    , m_askedUrl(say.series(subject, urlMetric, labels, {}, interval))
{
}

void SelfReport::say(const Attempt &attempt)
{
    m_say.number(m_up, attempt.at, attempt.answered ? 1 : 0);
    m_say.number(m_duration, attempt.at, std::chrono::duration<double>(attempt.duration).count());
    m_say.number(m_scraped, attempt.at, static_cast<double>(attempt.scraped));
    m_say.number(m_leftOut, attempt.at, static_cast<double>(attempt.leftOut));
    m_say.number(m_overCap, attempt.at, static_cast<double>(attempt.overCap));
    m_say.text(m_error, attempt.at, attempt.error);
    m_say.text(m_askedUrl, attempt.at, m_url);
}

bool SelfReport::isReserved(std::string_view metric)
{
    static constexpr std::string_view own[] = {upMetric,      durationMetric,    scrapedMetric, leftOutMetric,
                                               overCapMetric, scrapeErrorMetric, urlMetric};
    return std::find(std::begin(own), std::end(own), metric) != std::end(own);
}
} // namespace signalbox
