// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/island.h>

#include <cerrno>
#include <cstring>

#include <QFile>
#include <QTest>

#include <fcntl.h>
#include <laboratory/laboratory.h>
#include <sched.h>
#include <unistd.h>

namespace signalbox::lab
{
namespace
{
constexpr int settled = 30'000; // milliseconds; reached only when something is wrong

Expected<void> ip(const QString &words)
{
    const auto done = run(QStringLiteral("ip"), QStringLiteral("iproute2"), words.split(u' '));
    return done ? Expected<void>() : tl::unexpected(done.error());
}
} // namespace

Expected<void> enterEmptyNetwork()
{
    if (::unshare(CLONE_NEWNET) != 0)
        return tl::unexpected(Problem{{}, std::string("no network of its own: ") + std::strerror(errno), "Be root"});
    return ip(QStringLiteral("link set lo up"));
}

Island::Island(int number)
    : m_cable(QStringLiteral("cable%1").arg(number))
    , m_net(QStringLiteral("10.77.%1").arg(number))
{
}

Island::~Island()
{
    m_holder.kill();
    m_holder.waitForFinished(settled);
}

Expected<std::unique_ptr<Island>> Island::make(int number)
{
    const auto sleep = findProgram(QStringLiteral("sleep"), QStringLiteral("coreutils"));
    if (!sleep)
        return tl::unexpected(sleep.error());
    std::unique_ptr<Island> island(new Island(number));
    QProcess &holder = island->m_holder;
    holder.setChildProcessModifier([endWithTheTest = endingWithTheTest()] {
        endWithTheTest();
        if (::unshare(CLONE_NEWNET) != 0)
            ::_exit(1);
    });
    holder.start(*sleep, {QStringLiteral("infinity")});
    if (!holder.waitForStarted(settled))
        return tl::unexpected(Problem{sleep->toStdString(), "it does not start", {}});
    if (auto joined = island->join(); !joined)
        return tl::unexpected(joined.error());
    return island;
}

Expected<void> Island::join()
{
    const QString there = wordsToEnter().join(u' ');
    for (const QString &words :
         {QStringLiteral("link add %1 type veth peer name eth0 netns %2").arg(m_cable).arg(m_holder.processId()),
          QStringLiteral("addr add %1/24 dev %2").arg(near(), m_cable),
          QStringLiteral("link set %1 up").arg(m_cable)}) {
        if (auto done = ip(words); !done)
            return done;
    }
    for (const QString &words : {QStringLiteral("link set lo up"), QStringLiteral("addr add %1/24 dev eth0").arg(far()),
                                 QStringLiteral("link set eth0 up")}) {
        QStringList argv = wordsToEnter() + QStringList{QStringLiteral("ip")} + words.split(u' ');
        const QString program = argv.takeFirst();
        if (const auto done = run(program, QStringLiteral("util-linux"), argv); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

QStringList Island::wordsToEnter() const
{
    return {QStringLiteral("nsenter"), QStringLiteral("--target"), QString::number(m_holder.processId()),
            QStringLiteral("--net"), QStringLiteral("--")};
}

std::function<void()> Island::entering() const
{
    return [path = QStringLiteral("/proc/%1/ns/net").arg(m_holder.processId()).toLatin1()] {
        const int network = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
        if (network < 0 || ::setns(network, CLONE_NEWNET) != 0)
            ::_exit(1);
    };
}

// Not by taking the near end down, which this side's programs would be told.
Expected<void> Island::pullCable()
{
    QStringList argv = wordsToEnter() + QStringLiteral("ip link set eth0 down").split(u' ');
    const QString program = argv.takeFirst();
    const auto done = run(program, QStringLiteral("util-linux"), argv);
    return done ? Expected<void>() : tl::unexpected(done.error());
}

Expected<void> Island::plugCable()
{
    QStringList argv = wordsToEnter() + QStringLiteral("ip link set eth0 up").split(u' ');
    const QString program = argv.takeFirst();
    const auto done = run(program, QStringLiteral("util-linux"), argv);
    return done ? Expected<void>() : tl::unexpected(done.error());
}

Expected<void> Island::slowDown(int bytesPerSecond)
{
    const auto done = run(QStringLiteral("tc"), QStringLiteral("iproute2"),
                          QStringLiteral("qdisc replace dev %1 root tbf rate %2bps burst 1600 limit 100000")
                              .arg(m_cable)
                              .arg(bytesPerSecond)
                              .split(u' '));
    return done ? Expected<void>() : tl::unexpected(done.error());
}
} // namespace signalbox::lab
