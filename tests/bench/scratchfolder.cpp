// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scratchfolder.h"

#include <filesystem>

namespace signalbox::bench
{
std::uint64_t bytesBelow(const std::string &path)
{
    if (std::filesystem::is_regular_file(path))
        return std::filesystem::file_size(path);
    std::uint64_t bytes = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(path)) {
        if (entry.is_regular_file())
            bytes += entry.file_size();
    }
    return bytes;
}
} // namespace signalbox::bench
