// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <operator/watchhealth.h>

#include <filesystem>

#include <QFileInfo>
#include <QNetworkInterface>

#include <operator/commandrun.h>

namespace signalbox
{
namespace
{
// Of a folder that is not there yet, where it will be. Not by QStorageInfo, which knows a file system by its line in
// /proc/mounts alone: in a chroot there is none.
std::uint64_t freeSpaceAt(std::filesystem::path folder)
{
    std::error_code error;
    std::filesystem::space_info space = std::filesystem::space(folder, error);
    while (error == std::errc::no_such_file_or_directory && folder.has_relative_path()) {
        folder = folder.parent_path();
        space = std::filesystem::space(folder, error);
    }
    return error ? 0 : space.available;
}
} // namespace

WatchHealth watchHealth(const std::string &journalPath)
{
    WatchHealth health;
    const QString folder = QFileInfo(QString::fromStdString(journalPath)).absolutePath();
    health.freeDisk = freeSpaceAt(folder.toStdString());
    for (const QHostAddress &address : QNetworkInterface::allAddresses())
        health.ownAddresses.push_back(address.toString().toStdString());
    health.refusal = refusalOf;
    return health;
}
} // namespace signalbox
