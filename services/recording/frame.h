// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <estate/subject.h>
#include <time/timeline.h>

namespace signalbox
{
/// Numbers in a recording are dense, given in order of birth and never used again within it.
enum class SeriesId : std::uint32_t {};
enum class TextId : std::uint32_t {};
enum class AlertId : std::uint32_t {};
using TickNumber = std::uint64_t; ///< 1, 2, 3 …; 0: before the first

/// An id as an index into a vector.
template <class Id>
constexpr std::size_t index(Id id)
{
    return static_cast<std::size_t>(id);
}

/// When it was known. Order is the number; the moment is strictly increasing with it.
struct Tick {
    TickNumber number = 0;
    Moment moment{};
    std::uint64_t journal = 0; ///< highest journal row that the recorder had seen
    bool operator==(const Tick &) const = default;
};

/// What a fact says.
enum class FactKind : std::uint8_t {
    Number, ///< any double, NaN and -0.0 kept bit for bit
    Text,   ///< value is a TextId
    Gone,   ///< the thing is no longer there; value is 0
};

/// (series, at, value): `at` is when the source says that it was true, at most the tick's moment.
struct Fact {
    SeriesId series{};
    FactKind kind = FactKind::Number;
    Moment at{};
    double value = 0;
};

/// Who is observed, what is observed, by whom: the identity of a series.
struct SeriesKey {
    Subject subject;
    std::string metric; ///< Prometheus naming, base units
    Labels labels;
    std::string source; ///< SourceDeclaration::name
    auto operator<=>(const SeriesKey &) const = default;
};

/// A series is born, or its unit or interval changed (same id again).
struct SeriesDeclared {
    SeriesId id{};
    SeriesKey key;
    std::string unit;        ///< "bytes", "seconds", "" …
    Milliseconds interval{}; ///< expected between two facts; > 0
    bool operator==(const SeriesDeclared &) const = default;
};

/// A text gets its number. Texts are outside data.
struct TextDeclared {
    TextId id{};
    std::string text;
    bool operator==(const TextDeclared &) const = default;
};

/// Alert key (rule, subject, labels) gets its number.
struct AlertDeclared {
    AlertId id{};
    std::string rule;
    std::uint32_t ruleVersion = 1;
    Subject subject;
    Labels labels;
    bool operator==(const AlertDeclared &) const = default;
};

/// This estate holds from this tick on; together with the program that read it.
struct EstateAccepted {
    std::string text; ///< Estate::text
    std::string hash; ///< Estate::hash
    std::string programVersion;
    std::string ruleSetHash;
    bool operator==(const EstateAccepted &) const = default;
};

/// The machine's clock was stepped, or a recorder started.
struct AnchorSet {
    Anchor anchor;
    bool operator==(const AnchorSet &) const = default;
};

/// Alerts are nobody's work until then, since somebody said so (ISA-18.2: suppression). It replaces what was said
/// before of the same kind and `about`; what was ended by hand ends at its tick.
struct SuppressionSet {
    enum class Kind : std::uint8_t { Shelved, OutOfService };
    Kind kind = Kind::Shelved;
    std::string about; ///< an alert key, or a subject's path: all its alerts, present and future
    Moment from{};
    Moment until{}; ///< Moment::max(): until somebody ends it
    std::string by; ///< "ann@desk: why"; outside text
    bool operator==(const SuppressionSet &) const = default;
};

/// A change of what there is to say something about. Applied before the facts of its tick, in order.
using Change = std::variant<SeriesDeclared, TextDeclared, AlertDeclared, EstateAccepted, AnchorSet, SuppressionSet>;

/// How bad. Not knowing ranks above what is known to be bad.
enum class Severity : std::uint8_t { Ok, Warning, Critical, Unknown };

enum class AlertState : std::uint8_t {
    Clear,   ///< the finding is not stated
    Pending, ///< stated, but not yet for as long as the rule asks
    Raised,  ///< stated
};

/// The life of one alert, folded. All zeros at rest.
struct AlertCell {
    AlertState state = AlertState::Clear;
    Severity severity = Severity::Ok;
    bool acknowledged = false;
    Moment since{};          ///< first stated without a break since (pending, raised), or cleared (clear)
    TextId sentence{};       ///< what is wrong, as stated at the last transition
    TextId acknowledgedBy{}; ///< who and why; meaningless unless acknowledged
    std::uint32_t raises = 0;
    Severity worst = Severity::Ok; ///< (isWorse) since it was raised, and not seen; once acknowledged: what that covers
    bool latched = false;          ///< was critical, cleared by itself, and nobody has acknowledged it yet
    bool flapping = false;         ///< was raised so often lately that it is held raised until it has been quiet
    bool held = false;             ///< not stated at present: raised only since it is flapping
    bool escalated = false;        ///< a warning that was left alone until its moment: a page now
    std::uint8_t flaps = 0;        ///< raises, fewer by one for each stretch without
    Moment acknowledgedUntil{};    ///< zero: for as long as it lasts and gets no worse
    Moment stirred{};              ///< last raised, or got worse, or came or went while flapping
    bool operator==(const AlertCell &) const = default;
};

/// An alert's cell is this from this tick on. Recorded, so that a replay shows what the screen showed.
struct Transition {
    AlertId alert{};
    AlertCell cell;
    bool operator==(const Transition &) const = default;
};

/// A number that a series had before it was recorded: somebody else remembered it.
struct EarlierPoint {
    Moment at{};
    double value = 0;
    bool operator==(const EarlierPoint &) const = default;
};

/// What became known late of a series' past. It is drawn and never folded: at its time nobody here knew it. A later
/// answer replaces what an earlier one said of the same span.
struct Earlier {
    SeriesId series{};
    std::vector<EarlierPoint> points; ///< strictly ascending, at least one, none later than the tick
    bool operator==(const Earlier &) const = default;
};
/// More points do not fit into a frame; the frames after it take them.
constexpr std::size_t earlierPointsPerFrame = 100'000;

/// The atomic unit of a recording: everything that became known at one tick. At most one fact a series.
struct Frame {
    Tick tick;
    std::vector<Change> changes;
    std::vector<Fact> facts; ///< ascending series
    std::vector<Transition> transitions;
    std::vector<Earlier> earlier = {}; ///< in the order of the answers
};
} // namespace signalbox
