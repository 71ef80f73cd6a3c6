// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace signalbox
{
/// While it lives, SQLite's files lie on a disk whose power is cut at will (a VFS, https://www.sqlite.org/vfs.html):
/// from then on nothing is written, and what survives is what was synced, and no more. One at a time, one thread at a
/// time.
class PowerCut
{
public:
    /// What becomes of that write or sync at which the power goes.
    enum class Kind {
        Lost,  ///< nothing of what was not synced survives
        Torn,  ///< every other write that was not synced does: disks write in any order
        Silent ///< a sync is done, and nobody is told that it was
    };
    PowerCut(Kind kind, int after);
    ~PowerCut();
    PowerCut(const PowerCut &) = delete;
    PowerCut &operator=(const PowerCut &) = delete;

    [[nodiscard]] bool isOff() const { return m_power.isOff; }
    /// Writes what survived into that folder, under the files' own names.
    void survive(const std::string &folder) const;

    struct Change {
        sqlite3_int64 at = 0;
        std::string bytes;
        bool isTruncation = false; ///< to the size `at`
    };
    struct Content {
        std::string synced;
        std::vector<Change> changes; ///< since then
    };
    /// How the disk stands, for the VFS's functions.
    struct Power {
        Kind kind = Kind::Lost;
        int left = 0; ///< writes and syncs before it goes
        bool isOff = false;
        std::map<std::string, Content> files; ///< by path
    };

private:
    sqlite3_vfs m_vfs{};
    Power m_power;
};
} // namespace signalbox
