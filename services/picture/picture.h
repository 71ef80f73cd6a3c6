// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <estate/estate.h>
#include <picture/paged.h>
#include <recording/frame.h>
#include <recording/mark.h>

namespace signalbox
{
/// How old a value is, against the interval expected of its series. Apart from severity.
enum class Freshness : std::uint8_t {
    Never, ///< nothing was ever said
    Fresh, ///< younger than 2 intervals
    Late,  ///< 2 intervals old or more
    Stale, ///< 3 intervals old or more
    Gone,  ///< the source said that it is no longer there
};

/// Dense number of a subject within one picture's history; order of birth.
enum class SubjectId : std::uint32_t {};

/// What was last said in a series.
struct Sample {
    double value = 0; ///< for FactKind::Text the TextId
    Moment at{};
    FactKind kind = FactKind::Number;
    Freshness freshness = Freshness::Never;
    /// Bit for bit: NaN equals NaN, 0.0 does not equal -0.0.
    [[nodiscard]] bool operator==(const Sample &other) const
    {
        return std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(other.value) && at == other.at &&
               kind == other.kind && freshness == other.freshness;
    }
};

/// A series as the picture knows it; immutable, shared.
struct Series {
    SeriesDeclared declared;
    SubjectId subject{};
    bool aboutScraping = false; ///< isAboutScraping
};

/// Whether a metric tells of the polling, or of what was done, and not of how the subject is: `up`, scrape_*,
/// change_mark. That nobody answers is fresh news, but it must not make a subject look known.
bool isAboutScraping(std::string_view metric);

/// The state of one subject.
struct SubjectState {
    Subject subject;
    std::string site;                     ///< where the estate says that it stands; may be empty
    bool declared = false;                ///< in the estate now; otherwise only told about by a source
    bool watched = false;                 ///< some source says something about it, or it is a source
    std::vector<SeriesId> series;         ///< in order of birth
    std::array<std::uint32_t, 5> count{}; ///< series by Freshness, those about scraping left out
    std::vector<AlertId> alerts;          ///< every alert ever declared for it
    Severity severity = Severity::Ok;     ///< worst of its raised alerts, those suppressed left out
    std::uint32_t raised = 0;             ///< raised alerts, those suppressed left out
    std::uint32_t suppressed = 0;         ///< raised alerts that are shelved or out of service
    Moment shelvedUntil{};                ///< all its alerts, by SuppressionSet; zero: they are not
    Moment outOfServiceUntil{};           ///< in the same way

    /// The worst freshness among its series that are not gone: Stale above Late above Fresh; Never without series.
    [[nodiscard]] Freshness freshness() const;
};

/// An alert with its key; the key is immutable.
struct Alert {
    std::shared_ptr<const AlertDeclared> key;
    SubjectId subject{};
    AlertCell cell;
    Moment shelvedUntil{}; ///< this very alert, by SuppressionSet; zero: it is not
};

/// Subjects by their path ("host/web1").
using SubjectIndex = std::unordered_map<std::string, SubjectId>;

/// The estate as it was known at one tick: a value, shared between threads, never changed. What the estate file
/// declares and what the sources said are both in it; ages are now - at.
struct Picture {
    Tick tick;
    Moment now{};        ///< the tick's moment; later only where a live recording has stopped moving (then `heldUp`)
    bool heldUp = false; ///< no tick came for more than 3 s: what is shown ages, and a banner says so
    std::shared_ptr<const Timeline> timeline;
    std::shared_ptr<const Estate> estate;
    std::shared_ptr<const EstateAccepted> accepted; ///< hash and program version in force
    Paged<Sample> samples;
    Paged<std::shared_ptr<const Series>> series;
    Paged<std::shared_ptr<const std::string>> texts;
    Paged<std::shared_ptr<const SubjectState>> subjects;
    Paged<Alert> alerts;
    std::shared_ptr<const SubjectIndex> numbers;                     ///< never null
    std::vector<SubjectId> unwatched;                                ///< declared, and watched by nothing
    std::shared_ptr<const std::vector<SuppressionSet>> suppressions; ///< in force; by what they are about. Never null

    /// An empty picture: every pointer set, nothing known.
    Picture();
    [[nodiscard]] WallTime wall() const { return timeline->wallAt(now); }
    [[nodiscard]] const std::string &text(TextId id) const;
    /// What a text sample says; nothing where its value is no number of a text (a recording may be damaged).
    [[nodiscard]] const std::string &text(const Sample &sample) const;
    /// The subject's number, or nothing.
    [[nodiscard]] std::optional<SubjectId> find(const Subject &subject) const;
    [[nodiscard]] const SubjectState &subject(SubjectId id) const { return *subjects[index(id)]; }
    [[nodiscard]] const Sample &sample(SeriesId id) const { return samples[index(id)]; }
};

using PicturePtr = std::shared_ptr<const Picture>;

/// Series of `now` whose sample may differ from `before` (page-wise, then value-wise); all of them without a `before`.
std::vector<SeriesId> changedSeries(const Picture &before, const Picture &now);
} // namespace signalbox
