// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QObject>

#include <picture/picture.h>
#include <recording/recording.h>
#include <time/clock.h>

namespace signalbox
{
/// What is known at a tick: reads a recording up to clock.now() and folds it into a picture, on a worker thread of its
/// own. Under a clock that runs this is live; under a playhead it is replay; it does not know which. All methods: the
/// GUI's thread.
class Session : public QObject
{
    Q_OBJECT
public:
    Session(std::unique_ptr<const Recording> recording, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~Session() override;

    /// The newest picture handed over; null before the first.
    [[nodiscard]] PicturePtr picture() const;
    /// Asks the worker to read on to clock.now(); answers with pictureChanged, at most 30 times a second.
    void advance();
    /// Reads in the recording's past: calls `part` on the worker again and again until it returns true, and then `then`
    /// on the GUI's thread. Pictures are made between two parts, so a long look holds them up by no more than one. Once
    /// `receiver` is destroyed the question is given up, and neither is called any more.
    void read(std::function<bool(const Recording &)> part, QObject *receiver, std::function<void()> then);
    /// Asks where the next change or tick lies; nothing at the end.
    void step(bool forward, StepTo to, QObject *receiver, std::function<void(Expected<std::optional<Tick>>)> then);
    /// First and last tick of the recording.
    void extent(QObject *receiver, std::function<void(Expected<Extent>)> then);

Q_SIGNALS:
    /// A new picture is there.
    void pictureChanged(const signalbox::PicturePtr &picture);
    /// Reading failed; the last picture stays. The sentence says what to do.
    void failed(const signalbox::Problem &problem);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};
} // namespace signalbox
