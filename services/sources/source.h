// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <estate/estate.h>
#include <recording/frame.h>
#include <time/clock.h>

namespace signalbox
{
/// A source's own number of a series, dense from 0: the index into what it declared with Say::series.
enum class SeriesHandle : std::uint32_t {};

/// What a source does when it notices something: say it. Nothing else is given to it. Thread: the source's.
class Say
{
public:
    virtual ~Say() = default;
    /// Declares a series of this source; the same key again gives the same handle (and updates unit and interval).
    virtual SeriesHandle series(const Subject &subject, std::string_view metric, const Labels &labels,
                                std::string_view unit, Milliseconds interval) = 0;
    /// `at` is when it was true.
    virtual void number(SeriesHandle series, Moment at, double value) = 0;
    virtual void text(SeriesHandle series, Moment at, std::string_view value) = 0;
    virtual void gone(SeriesHandle series, Moment at) = 0;
    /// What the source remembers of the series' past, one answer for one span, in any order: recorded and drawn, not
    /// judged. A later answer replaces an earlier one where their spans overlap. Only what lies before the series'
    /// first fact is ever shown. Of more than 11,000 points (as many as Prometheus gives) the newest are kept.
    virtual void earlier(SeriesHandle series, std::vector<EarlierPoint> points) = 0;
    /// What was said since the last flush became known together: one answer of one target.
    virtual void flush() = 0;
};

/// Where facts come from. Lives on the I/O thread from construction to destruction and must never block it.
class Source
{
public:
    virtual ~Source() = default;
    /// A person has opened this subject's page: a source that remembers its past may say it (Say::earlier). Called on
    /// the I/O thread, for subjects of other sources, too, and again each time. Does nothing by default.
    virtual void attend(const Subject &subject) { static_cast<void>(subject); }
};

/// One part on the shelf.
struct SourceType {
    std::string_view id; ///< SourceDeclaration::type
    std::string_view title;
    /// Starts polling; `say` and `clock` outlive the source. Called on the I/O thread, whose event loop drives it. Null
    /// where the declaration names no target.
    std::unique_ptr<Source> (*start)(const SourceDeclaration &declaration, Say &say, const Clock &clock) = nullptr;
};

/// Series that every polling source says of each of its targets' subjects, on every attempt:
///   up                              1 answered, 0 did not (Prometheus' own convention)
///   scrape_duration_seconds         how long the answer took
///   scrape_samples_scraped          samples in the answer, kept or not
///   scrape_samples_left_out         samples not kept: refused by `keep`, over the cap, twice in one answer
///   scrape_samples_over_cap         of these the ones over the cap: 0 unless the cap was reached
///   scrape_error                    text: why it did not answer, or what its answer lacked; empty when all is well
///   scrape_url                      text: whom it asked
inline constexpr std::string_view upMetric = "up";
inline constexpr std::string_view scrapeErrorMetric = "scrape_error";

namespace sources
{
/// Every source on the shelf.
std::span<const SourceType *const> all();
} // namespace sources
} // namespace signalbox
