// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <streams/stopsignals.h>

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
sigset_t requests()
{
    sigset_t asked;
    sigemptyset(&asked);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&asked, signal);
    return asked;
}
} // namespace

void StopSignals::holdBack()
{
    const sigset_t asked = requests();
    pthread_sigmask(SIG_BLOCK, &asked, nullptr);
}

StopSignals::StopSignals(std::function<void()> stop, std::function<void()> reload)
{
    holdBack();
    const sigset_t asked = requests();
    m_descriptor = signalfd(-1, &asked, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this, stop = std::move(stop), reload = std::move(reload)] {
                         signalfd_siginfo which{};
                         bool isReload = true;
                         while (read(m_descriptor, &which, sizeof which) > 0)
                             isReload = isReload && reload && which.ssi_signo == SIGHUP;
                         if (isReload && reload)
                             reload();
                         else
                             stop();
                     });
}

StopSignals::~StopSignals()
{
    m_notifier.reset();
    close(m_descriptor);
}
} // namespace signalbox
