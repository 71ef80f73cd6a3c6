// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/watchhealth.h>

#include <QFileInfo>
#include <QNetworkInterface>
#include <QStorageInfo>

#include <operator/commandrun.h>

namespace signalbox
{
WatchHealth watchHealth(const std::string &journalPath)
{
    WatchHealth health;
    const QString folder = QFileInfo(QString::fromStdString(journalPath)).absolutePath();
    const qint64 free = QStorageInfo(folder).bytesAvailable();
    health.freeDisk = free > 0 ? static_cast<std::uint64_t>(free) : 0;
    for (const QHostAddress &address : QNetworkInterface::allAddresses())
        health.ownAddresses.push_back(address.toString().toStdString());
    health.refusal = refusalOf;
    return health;
}
} // namespace signalbox
