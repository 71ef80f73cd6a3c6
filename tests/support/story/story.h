// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <watching/engine.h>

namespace signalbox
{
/// A recording told by a test, tick by tick, through the real engine: `at(10s).says("host/web1", "up", 1)`.
class Story
{
public:
    /// Starts at a fixed moment, with this estate (YAML) accepted at the first tick; `rules` as on the shelf.
    explicit Story(const std::string &estate = "name: test\n", std::span<const Rule *const> rules = rules::all());
    static Moment begin();

    /// The time of the next tick, counted from begin(); later than the last one's.
    Story &at(Milliseconds time);
    /// A fact of the tick to come; the series is declared where it is new. Source "node" and interval 10 s unless set.
    Story &says(const std::string &subject, const std::string &metric, double value, const Labels &labels = {});
    Story &says(const std::string &subject, const std::string &metric, const std::string &text,
                const Labels &labels = {});
    Story &gone(const std::string &subject, const std::string &metric, const Labels &labels = {});
    Story &from(const std::string &source);
    Story &every(Milliseconds interval);
    Story &accepts(const std::string &estate);
    Story &clockShows(WallTime wall);
    /// A row without a wall time was written when the tick to come is made.
    Story &writes(const JournalRow &row);
    /// An act of ann@desk at that time, as the next row.
    Story &acts(const Act &act);
    /// `at` of the facts to come, counted from begin(); by default the tick's.
    Story &trueAt(Milliseconds time);
    /// Ends the tick. Returns the whole frame.
    const Frame &tick();

    [[nodiscard]] const std::vector<Frame> &frames() const { return m_frames; }
    [[nodiscard]] Engine &engine() { return m_engine; }
    [[nodiscard]] const Picture &picture() { return m_engine.fold().working(); }
    /// Raised alerts as "rule subject{labels}: sentence", sorted.
    [[nodiscard]] std::vector<std::string> raised();
    /// What a rule states, raised or still held back, as "warning: sentence".
    [[nodiscard]] std::vector<std::string> stated(std::string_view rule);
    /// The sample of a series that was said before.
    [[nodiscard]] const Sample &sample(const std::string &subject, const std::string &metric);

private:
    SeriesId series(const std::string &subject, const std::string &metric, const Labels &labels);
    void add(SeriesId series, FactKind kind, double value);

    Engine m_engine;
    std::vector<Frame> m_frames;
    Frame m_next;
    std::vector<JournalRow> m_rows;
    std::string m_source = "node";
    Milliseconds m_interval{10'000};
    std::optional<Moment> m_trueAt;
};

/// Everything that is shown of a picture, as text, to compare two of them.
std::string pictureText(const Picture &picture);
} // namespace signalbox
