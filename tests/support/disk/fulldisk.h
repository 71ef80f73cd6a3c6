// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

namespace signalbox
{
/// While it lives, SQLite's files lie on a disk that becomes full at will (a VFS, https://www.sqlite.org/vfs.html).
/// Works without any rights, and can fail at any single write. One at a time.
class FullDisk
{
public:
    FullDisk();
    ~FullDisk();
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

    /// So many writes succeed from now on; those after them find the disk full.
    void fullAfter(int writes);
    void hasRoom();
    /// Writes that found it full since hasRoom() or the start.
    [[nodiscard]] int refused() const;

    /// How the disk stands, for the VFS's functions.
    struct Room {
        int writesLeft = -1; ///< below 0: any number
        int refused = 0;
    };

private:
    sqlite3_vfs m_vfs{};
    Room m_room;
};
} // namespace signalbox
