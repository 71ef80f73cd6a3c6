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
    /// What a recording held when it was taken up.
    void begin(const std::vector<DatedChange> &changes);
    /// A tick, and the picture at its end.
    void append(std::shared_ptr<const Frame> frame, PicturePtr picture);

    [[nodiscard]] Extent extent() const; ///< of what is held here
    [[nodiscard]] std::vector<DatedChange> changes(TickNumber after, TickNumber upTo) const;
    /// Frames of (after, upTo], or nothing where they are no longer held here.
    [[nodiscard]] std::optional<std::vector<Frame>> frames(TickNumber after, TickNumber upTo,
                                                           std::size_t maximum) const;
    [[nodiscard]] std::optional<RecordedState> stateAt(TickNumber tick) const;
    [[nodiscard]] std::optional<Tick> tickAt(Moment moment) const;

private:
    mutable std::mutex m_mutex;
    std::deque<DatedChange> m_changes; ///< all of them: they are few, and the file may not have them
    std::deque<std::shared_ptr<const Frame>> m_frames;
    std::size_t m_facts = 0;           ///< in all of them
    std::deque<PicturePtr> m_pictures; ///< of the last few frames
};

/// A recording that is being made in this process: its tail from memory, what lies before from the file at `path`;
/// empty: from nowhere.
std::unique_ptr<const Recording> tailRecording(std::shared_ptr<const Tail> tail, std::string path);
} // namespace signalbox
