// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include <watching/engine.h>
#include <watching/inbox.h>

namespace signalbox
{
/// What an earlier life of a source said and a later one says no more — a unit that was mended, an alert that was
/// resolved while nobody looked — is said to be gone: the later life does not know that it was there, and what does not
/// end would be held against its subject for ever. It waits until the source has answered about the subject, and so
/// long that it would have been said again. One thread.
class Succession
{
public:
    /// `engine` outlives this.
    explicit Succession(Engine &engine);
    /// Adds what is gone to a frame that has all its facts; `reports` are those that it was made of.
    void extend(Frame &frame, const std::vector<Report> &reports);

private:
    struct Left {
        std::unordered_set<SeriesId> series;  ///< said by an earlier life, and not again since
        std::map<SubjectId, Moment> answered; ///< when the later life first had an answer
        std::optional<Moment> firstAnswer;    ///< the first of them
    };
    void takeLives(const std::vector<Report> &reports);
    void takeFacts(const Frame &frame);
    void end(const std::string &source, Left &left, Moment now, std::vector<Fact> &gone) const;

    Engine &m_engine;
    std::set<std::uint64_t> m_lives;                 ///< that have spoken
    std::map<std::string, Left, std::less<>> m_left; ///< by source
    Moment m_next{};
};
} // namespace signalbox
