// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include <QTemporaryDir>

namespace signalbox::bench
{
/// A folder for the files of one row, removed with all that is in it.
class ScratchFolder
{
public:
    [[nodiscard]] std::string file(const char *name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

/// Bytes of all files below a path, or of the file that it is.
std::uint64_t bytesBelow(const std::string &path);
} // namespace signalbox::bench
