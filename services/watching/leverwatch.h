// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QTemporaryDir>
#include <QTimer>

#include <reach/levertest.h>

namespace signalbox
{
/// Tests every lever of an estate once a day, and a minute after it began or after another set of levers holds: with
/// the watch's own key, which may look and nothing else. Lives on the I/O thread and never blocks it.
class LeverWatch
{
public:
    /// `found` gets what each test found, on this thread; nothing at all where there is no lever.
    explicit LeverWatch(std::function<void(const std::vector<HostStanding> &)> found);
    ~LeverWatch();
    LeverWatch(const LeverWatch &) = delete;
    LeverWatch &operator=(const LeverWatch &) = delete;

    /// That estate holds from now on.
    void accept(const Estate &estate);

private:
    void test();
    void tested(const std::vector<HostStanding> &standings);

    std::function<void(const std::vector<HostStanding> &)> m_found;
    std::vector<HostToTest> m_hosts;
    bool m_isFirst = true;
    QTimer m_timer;
    std::unique_ptr<QTemporaryDir> m_folder; ///< of the sockets of the test under way
    std::unique_ptr<LeverTest> m_test;       ///< null: none is under way
};
} // namespace signalbox
