// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <disk/fulldisk.h>

namespace signalbox
{
namespace
{
// A file of ours: its head as SQLite wants it, the disk, and the real file behind it.
struct File {
    sqlite3_file head;
    FullDisk::Room *room;
    sqlite3_file *real;
};

sqlite3_file *real(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file)->real;
}

int writeFile(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
    FullDisk::Room &room = *reinterpret_cast<File *>(file)->room;
    if (room.writesLeft == 0) {
        ++room.refused;
        return SQLITE_FULL;
    }
    if (room.writesLeft > 0)
        --room.writesLeft;
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int closeFile(sqlite3_file *file)
{
    const int code = real(file)->pMethods->xClose(real(file));
    file->pMethods = nullptr;
    return code;
}

// Everything but a write goes to the real file as it is.
const sqlite3_io_methods methods = {
    3,
    closeFile,
    [](sqlite3_file *f, void *into, int size, sqlite3_int64 at) {
        return real(f)->pMethods->xRead(real(f), into, size, at);
    },
    writeFile,
    [](sqlite3_file *f, sqlite3_int64 size) { return real(f)->pMethods->xTruncate(real(f), size); },
    [](sqlite3_file *f, int flags) { return real(f)->pMethods->xSync(real(f), flags); },
    [](sqlite3_file *f, sqlite3_int64 *size) { return real(f)->pMethods->xFileSize(real(f), size); },
    [](sqlite3_file *f, int level) { return real(f)->pMethods->xLock(real(f), level); },
    [](sqlite3_file *f, int level) { return real(f)->pMethods->xUnlock(real(f), level); },
    [](sqlite3_file *f, int *held) { return real(f)->pMethods->xCheckReservedLock(real(f), held); },
    [](sqlite3_file *f, int what, void *with) { return real(f)->pMethods->xFileControl(real(f), what, with); },
    [](sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); },
    [](sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    [](sqlite3_file *f, int page, int size, int extend, void volatile **mapped) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, mapped);
    },
    [](sqlite3_file *f, int offset, int n, int flags) {
        return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
    },
    [](sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); },
    [](sqlite3_file *f, int remove) { return real(f)->pMethods->xShmUnmap(real(f), remove); },
    [](sqlite3_file *f, sqlite3_int64 at, int size, void **mapped) {
        return real(f)->pMethods->xFetch(real(f), at, size, mapped);
    },
    [](sqlite3_file *f, sqlite3_int64 at, void *mapped) { return real(f)->pMethods->xUnfetch(real(f), at, mapped); },
};

sqlite3_vfs *realVfs()
{
    return sqlite3_vfs_find("unix");
}

int openFile(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    auto *ours = reinterpret_cast<File *>(file);
    ours->head.pMethods = nullptr;
    ours->room = static_cast<FullDisk::Room *>(vfs->pAppData);
    ours->real = reinterpret_cast<sqlite3_file *>(ours + 1);
    const int code = realVfs()->xOpen(realVfs(), path, ours->real, flags, outFlags);
    if (ours->real->pMethods)
        ours->head.pMethods = &methods;
    return code;
}
} // namespace

FullDisk::FullDisk()
    : m_vfs(*realVfs())
{
    m_vfs.zName = "full-disk";
    m_vfs.pNext = nullptr;
    m_vfs.szOsFile = static_cast<int>(sizeof(File)) + realVfs()->szOsFile;
    m_vfs.pAppData = &m_room;
    m_vfs.xOpen = openFile;
    sqlite3_vfs_register(&m_vfs, 1);
}

FullDisk::~FullDisk()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(realVfs(), 1);
}

void FullDisk::fullAfter(int writes)
{
    m_room.writesLeft = writes;
}

void FullDisk::hasRoom()
{
    m_room = {};
}

int FullDisk::refused() const
{
    return m_room.refused;
}
} // namespace signalbox
