// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

namespace signalbox
{
/// Whether the root folder is a mount point here: not so where a system was put into a folder of another one (chroot),
/// and then nobody, node_exporter and check_disk neither, says how full it is.
inline bool isRootMounted()
{
    QFile mounts(QStringLiteral("/proc/self/mounts"));
    return mounts.open(QIODevice::ReadOnly) && mounts.readAll().contains(" / ");
}
} // namespace signalbox
