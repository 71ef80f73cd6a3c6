// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <picture/picture.h>

namespace signalbox
{
/// What a rule states: something is wrong with the subject. The sentence names values rounded so that it changes
/// rarely, and no duration (the alert knows since when).
struct Finding {
    Severity severity = Severity::Warning;
    Labels labels; ///< tells findings of one rule and subject apart: {mountpoint="/"}
    std::string sentence;
    std::optional<Milliseconds> holdFor{}; ///< instead of the rule's
    bool operator==(const Finding &) const = default;
};

/// All findings about one subject, and the first moment at which they may differ without any new fact.
struct Verdict {
    std::vector<Finding> findings;
    std::optional<Moment> recheckAt;
};

/// The series that one source says of one subject, those about the scrape itself (`up`, scrape_*) left out.
struct SourceStanding {
    std::uint32_t series = 0;     ///< not gone
    std::vector<SeriesId> silent; ///< of these: late, stale, or never said
};

struct Rule;

/// A series that a rule reads of a subject.
struct Input {
    static constexpr std::uint16_t byName = 0xffff; ///< what only the estate's own rules name
    SeriesId series{};
    std::uint16_t metric = 0; ///< which of Rule::metrics it is, or byName
    bool isOwn = true;        ///< of the subject itself; else a source's member
};

/// What a rule gets to see: one subject of the picture, and of that the metrics that the rule declares. For a source
/// also its members: those metrics as it says them of any subject.
class SubjectView
{
public:
    /// `inputs`: what the rule reads here, in order of birth. Valid as long as picture and inputs are.
    SubjectView(const Picture &picture, SubjectId subject, const Rule &rule, std::span<const Input> inputs);
    [[nodiscard]] const Subject &subject() const;
    [[nodiscard]] const Estate &estate() const;
    [[nodiscard]] Moment now() const { return m_picture.now; }
    /// What the clock on the wall (UTC) shows now, or showed at a moment.
    [[nodiscard]] WallTime wall() const { return m_picture.wall(); }
    [[nodiscard]] WallTime wallAt(Moment moment) const { return m_picture.timeline->wallAt(moment); }
    /// The moment at which the wall will show that, unless it is stepped before (then every rule is asked again).
    [[nodiscard]] Moment whenWallShows(WallTime wall) const { return m_picture.now + (wall - m_picture.wall()); }

    struct Value {
        const Series &series;
        const Sample &sample;
    };
    /// The subject's own series of that metric that are not gone, in order of birth.
    [[nodiscard]] std::vector<Value> values(std::string_view metric) const;
    /// Series of the subject with that metric and these labels from that source, or nothing.
    [[nodiscard]] std::optional<Value> value(std::string_view metric, const Labels &labels,
                                             std::string_view source) const;
    /// A source's members of that metric, the gone ones too, in order of birth; for every other kind as values().
    [[nodiscard]] std::vector<Value> members(std::string_view metric) const;
    [[nodiscard]] const std::string &text(const Sample &sample) const;
    /// How the subject that a member belongs to is called, and how its series stand.
    [[nodiscard]] const SubjectState &subjectOf(const Series &series) const;
    /// How all values stand that a source says, of whatever subject. Costs a look at every series.
    [[nodiscard]] SourceStanding standing(std::string_view source) const;
    /// How the values stand that a source says of a subject.
    [[nodiscard]] SourceStanding standing(const SubjectState &subject, std::string_view source) const;
    [[nodiscard]] const Series &series(SeriesId id) const;
    [[nodiscard]] const Sample &sample(SeriesId id) const;

private:
    template <class Use>
    void eachOf(std::string_view metric, Use use) const;

    const Picture &m_picture;
    SubjectId m_subject;
    const Rule &m_rule;
    std::span<const Input> m_inputs;
};

/// What counts as wrong: a pure function and what it reads. No memory, no clock.
struct Rule {
    std::string_view id;                    ///< "disk-full"; in the alert key
    std::uint32_t version = 1;              ///< raised when the verdict on the same picture changes
    std::string_view title;                 ///< "Disk full"
    std::string_view kind;                  ///< subjects that it is about: "host", "source"; empty: every kind
    std::vector<std::string_view> metrics;  ///< values that it reads; it is called when one of them changes
    std::vector<std::string_view> limits{}; ///< keys of the estate's `limits` that it compares with
    bool readsFreshness =
        false; ///< also called when a series of the subject, or one that the source says, changes freshness
    bool readsUserRules = false; ///< it reads what the estate's own rules compare, besides `metrics`
    Milliseconds holdFor{};      ///< how long a finding must be stated before it is raised, unless it says so itself
    std::string_view guidance;   ///< what it means, what to look at, what to do
    Verdict (*judge)(const SubjectView &view) = nullptr;
};

namespace rules
{
/// Every rule on the shelf, in the order of its list.
std::span<const Rule *const> all();
/// SHA-256 over ids and versions: the same hash promises the same verdicts.
std::string setHash();
} // namespace rules
} // namespace signalbox
