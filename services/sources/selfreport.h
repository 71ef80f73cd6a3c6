// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <sources/source.h>

namespace signalbox
{
/// How one attempt to look at a target went.
struct Attempt {
    Moment at{};             ///< when it was over
    Milliseconds duration{}; ///< from asking to the last byte, or to giving up
    bool answered = false;
    std::string error; ///< why there was no answer, or what it lacked, in words that change rarely; empty: all is well
    std::uint64_t scraped = 0; ///< samples in the answer, kept or not
    std::uint64_t leftOut = 0; ///< of these not kept, for whatever reason
    std::uint64_t overCap = 0; ///< of these not kept because the cap was reached
};

/// What every polling source says of itself for each target, on every attempt: the series listed in source.h.
class SelfReport
{
public:
    /// `labels` tell two targets of one subject apart; usually none. `url` is shown as whom was asked.
    SelfReport(Say &say, const Subject &subject, const Labels &labels, std::string url, Milliseconds interval);
    /// Says them; the caller flushes.
    void say(const Attempt &attempt);
    /// Whether a target's own answer may not use this name, since it is one of these.
    static bool isReserved(std::string_view metric);

private:
    Say &m_say;
    std::string m_url;
    SeriesHandle m_up;
    SeriesHandle m_duration;
    SeriesHandle m_scraped;
    SeriesHandle m_leftOut;
    SeriesHandle m_overCap;
    SeriesHandle m_error;
    SeriesHandle m_askedUrl;
};
} // namespace signalbox
