// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include <picture/picture.h>
#include <recording/recording.h>

namespace signalbox
{
/// The newest ticks, in memory, as they were made: what a session in the same process follows, whether or not the disk
/// takes them. Any thread.
class Tail
{
public:
    /// Its first tick will be the one after that state, whatever its number is; before there are ticks. Then no tick
    /// needs a picture.
    void begin(RecordedState state);
    /// A tick, and the picture at its end; null where the tail has begun with a state.
    void append(std::shared_ptr<const Frame> frame, PicturePtr picture);
    /// The file has all ticks up to that one: their changes are read from there from now on.
    void setStored(TickNumber upTo);

    /// The picture at the end of the newest tick; null before the first.
    [[nodiscard]] PicturePtr newest() const;
    [[nodiscard]] Extent extent() const; ///< of what is held here
    /// Changes of (after, upTo], as far as they are held here: those after tick `after` of the answer. The file has the
    /// others.
    struct Changes {
        TickNumber after = 0;
        std::vector<DatedChange> changes;
    };
    [[nodiscard]] Changes changes(TickNumber after, TickNumber upTo) const;
    /// Frames of (after, upTo], or nothing where they are no longer held here.
    [[nodiscard]] std::optional<std::vector<Frame>> frames(TickNumber after, TickNumber upTo,
                                                           std::size_t maximum) const;
    [[nodiscard]] std::optional<RecordedState> stateAt(TickNumber tick) const;
    [[nodiscard]] std::optional<Tick> tickAt(Moment moment) const;

private:
    [[nodiscard]] std::optional<RecordedState> foldedTo(TickNumber tick) const;

    mutable std::mutex m_mutex;
    std::optional<RecordedState> m_base; ///< before m_frames, where the tail has begun with one
    TickNumber m_after = 0;              ///< what is held is all after this tick
    TickNumber m_stored = 0;
    std::deque<DatedChange> m_changes; ///< after m_stored, all of them: the file does not have them yet
    std::deque<std::shared_ptr<const Frame>> m_frames;
    std::size_t m_facts = 0;           ///< in all of them
    std::deque<PicturePtr> m_pictures; ///< of the last few frames
};

/// A recording that is being made in this process: its tail from memory, what lies before from the file at `path`;
/// empty: from nowhere.
std::unique_ptr<const Recording> tailRecording(std::shared_ptr<const Tail> tail, std::string path);
} // namespace signalbox
