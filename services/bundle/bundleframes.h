// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include <bundle/bundle.h>

namespace signalbox
{
/// Cuts frames down to some subjects, and gives what is left dense numbers of its own: nothing of the others is left,
/// not even a text or how many they were.
class BundleFrames
{
public:
    explicit BundleFrames(const BundleCut &cut);
    /// The first frame of a bundle: all that was declared up to its tick and held at it.
    Frame first(const std::vector<DatedChange> &changes, const RecordedState &state);
    /// A frame after it.
    Frame next(const Frame &frame);

private:
    [[nodiscard]] bool isWanted(const Subject &subject) const;
    void declare(const Change &change, std::vector<Change> &into);
    void hold(const RecordedState &state, Frame &into);
    std::optional<Fact> cutFact(const Fact &fact, std::vector<Change> &declared);
    std::optional<Transition> cutTransition(const Transition &transition, std::vector<Change> &declared);
    TextId textOf(TextId text, std::vector<Change> &declared);

    const BundleCut m_cut;
    std::map<SeriesId, SeriesId> m_series; ///< those wanted: their numbers in the bundle
    std::map<AlertId, AlertId> m_alerts;
    std::unordered_map<std::uint32_t, std::string> m_allTexts;
    std::unordered_map<std::uint32_t, TextId> m_texts; ///< those declared in the bundle
};
} // namespace signalbox
