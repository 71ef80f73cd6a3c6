// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/leverwatch.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds soon = std::chrono::minutes(1);
constexpr Milliseconds daily = std::chrono::hours(24);
constexpr LeverTest::Limits limits{std::chrono::seconds(20), std::chrono::minutes(10)};
} // namespace

LeverWatch::LeverWatch(std::function<void(const std::vector<HostStanding> &)> found)
    : m_found(std::move(found))
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { test(); });
}

LeverWatch::~LeverWatch() = default;

void LeverWatch::accept(const Estate &estate)
{
    std::vector<HostToTest> hosts = hostsToTest(estate, levers(estate), Identity::Look);
    if (!m_isFirst && hosts == m_hosts)
        return;
    m_isFirst = false;
    m_hosts = std::move(hosts);
    m_test.reset();
    if (!m_hosts.empty()) {
        m_timer.start(soon);
        return;
    }
    m_timer.stop();
    m_found({});
}

void LeverWatch::test()
{
    m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/tmp/signalbox-XXXXXX")); // sockets have short paths
    const std::string folder = m_folder->isValid() ? m_folder->path().toStdString() : std::string();
    m_test = std::make_unique<LeverTest>(m_hosts, folder, limits,
                                         [this](const std::vector<HostStanding> &standings) { tested(standings); });
}

void LeverWatch::tested(const std::vector<HostStanding> &standings)
{
    m_timer.start(daily);
    m_found(standings);
    // Not here: this is called by the test.
    QTimer::singleShot(0, &m_timer, [this] {
        m_test.reset();
        m_folder.reset();
    });
}
} // namespace signalbox
