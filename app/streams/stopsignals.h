// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QSocketNotifier>

namespace signalbox
{
/// Calls `stop` in the event loop when the process is asked to end (SIGINT, SIGTERM, SIGHUP), so that what waits for
/// the disk gets there. SIGHUP asks a service, which has no terminal to lose, to read its configuration again.
class StopSignals
{
public:
    /// Holds those signals back in this thread and all that it starts. To be called before there are any: Qt's
    /// platforms start threads with the application object.
    static void holdBack();

    /// `reload` is called at SIGHUP; empty: `stop` is.
    explicit StopSignals(std::function<void()> stop, std::function<void()> reload = {});
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

private:
    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};
} // namespace signalbox
