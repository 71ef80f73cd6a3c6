// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/httpanswer.h>

#include <optional>

#include <QEventLoop>
#include <QNetworkProxy>
#include <QTimer>

#include <sources/trust.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookAtStopEvery{50};
} // namespace

FetchResult httpAnswer(const std::string &url, const std::string &authority, Milliseconds deadline,
                       const std::atomic<bool> &stop)
{
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    const SystemClock clock;
    Names names(clock);
    Reach reach{network, names, QSslConfiguration::defaultConfiguration()};
    if (!authority.empty()) {
        if (const auto trusted = trustOnly(authority, reach.tls); !trusted)
            return tl::unexpected(FetchTrouble{trusted.error().what});
    }
    Fetch fetch(reach, QUrl(QString::fromStdString(url)), "application/json");
    std::optional<FetchResult> answer;
    QEventLoop loop;
    QTimer looks;
    QObject::connect(&looks, &QTimer::timeout, &loop, [&] {
        if (stop)
            loop.quit();
    });
    looks.start(lookAtStopEvery);
    fetch.start(deadline, [&](FetchResult result) {
        answer = std::move(result);
        loop.quit();
    });
    loop.exec();
    // The loop also ends when the program is asked to end.
    return answer ? std::move(*answer) : tl::unexpected(FetchTrouble{"stopped while " + url + " was being asked"});
}
} // namespace signalbox
