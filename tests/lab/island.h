// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QProcess>
#include <QString>
#include <QStringList>

#include <estate/problem.h>

namespace signalbox::lab
{
/// Puts the calling thread, and every process that it starts from now on, into an empty network with a loopback of its
/// own. Needs root; to be called by the main thread before there are sockets.
Expected<void> enterEmptyNetwork();

/// A machine's place in the network: a network namespace (network_namespaces(7)) that one cable joins to the test's. It
/// goes with this, or with the test, however the test ends.
class Island
{
public:
    /// The test's end of the cable is 10.77.NUMBER.1, its other end 10.77.NUMBER.2; 1 to 250.
    static Expected<std::unique_ptr<Island>> make(int number);
    ~Island();
    Island(const Island &) = delete;
    Island &operator=(const Island &) = delete;

    [[nodiscard]] QString near() const { return m_net + QStringLiteral(".1"); }
    [[nodiscard]] QString far() const { return m_net + QStringLiteral(".2"); }
    /// The words with which a program is started on it.
    [[nodiscard]] QStringList wordsToEnter() const;
    /// What a child process runs before its program to be on it.
    [[nodiscard]] std::function<void()> entering() const;
    /// No packet passes and nothing is said of it: neither end hears a reset.
    Expected<void> pullCable();
    Expected<void> plugCable();
    /// What goes out to it passes at that rate.
    Expected<void> slowDown(int bytesPerSecond);

private:
    explicit Island(int number);
    Expected<void> join();

    QString m_cable; ///< name of its near end
    QString m_net;   ///< "10.77.NUMBER"
    QProcess m_holder;
};
} // namespace signalbox::lab
