// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <disk/powercut.h>

#include <fstream>
#include <iterator>

namespace signalbox
{
namespace
{
using Power = PowerCut::Power;

// A file of ours: its head as SQLite wants it, the disk, its path, and the real file behind it.
struct CutFile {
    sqlite3_file head;
    Power *power;
    const char *path; ///< lives as long as the file (sqlite3_vfs, xOpen); null: a temporary one
    sqlite3_file *real;
};

CutFile *oursOf(sqlite3_file *file)
{
    return reinterpret_cast<CutFile *>(file);
}

sqlite3_file *behind(sqlite3_file *file)
{
    return oursOf(file)->real;
}

void carryOut(std::string &content, const PowerCut::Change &change)
{
    const auto at = static_cast<std::size_t>(change.at);
    if (change.isTruncation) {
        content.resize(at);
        return;
    }
    if (content.size() < at + change.bytes.size())
        content.resize(at + change.bytes.size());
    content.replace(at, change.bytes.size(), change.bytes);
}

void sync(PowerCut::Content &content)
{
    for (const PowerCut::Change &change : content.changes)
        carryOut(content.synced, change);
    content.changes.clear();
}

// Whether it still goes through. Where the power goes now, that is settled here.
bool passes(Power &power, sqlite3_file *synced = nullptr)
{
    if (power.isOff)
        return false;
    if (power.left-- > 0)
        return true;
    power.isOff = true;
    if (power.kind == PowerCut::Kind::Silent && synced && oursOf(synced)->path)
        sync(power.files[oursOf(synced)->path]);
    for (auto &[path, content] : power.files) {
        for (std::size_t i = 0; power.kind == PowerCut::Kind::Torn && i < content.changes.size(); i += 2)
            carryOut(content.synced, content.changes[i]);
    }
    return false;
}

int writeCut(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    const CutFile &ours = *oursOf(file);
    if (!passes(*ours.power))
        return SQLITE_IOERR_WRITE;
    if (ours.path)
        ours.power->files[ours.path].changes.push_back(
            {at, std::string(static_cast<const char *>(bytes), static_cast<std::size_t>(size))});
    return ours.real->pMethods->xWrite(ours.real, bytes, size, at);
}

int truncateCut(sqlite3_file *file, sqlite3_int64 size)
{
    const CutFile &ours = *oursOf(file);
    if (!passes(*ours.power))
        return SQLITE_IOERR_TRUNCATE;
    if (ours.path)
        ours.power->files[ours.path].changes.push_back({size, {}, true});
    return ours.real->pMethods->xTruncate(ours.real, size);
}

int syncCut(sqlite3_file *file, int)
{
    const CutFile &ours = *oursOf(file);
    if (!passes(*ours.power, file))
        return SQLITE_IOERR_FSYNC;
    if (ours.path)
        sync(ours.power->files[ours.path]);
    return SQLITE_OK; // the real disk keeps it without, for as long as the test runs
}

int closeCut(sqlite3_file *file)
{
    const int code = behind(file)->pMethods->xClose(behind(file));
    file->pMethods = nullptr;
    return code;
}

const sqlite3_io_methods cutMethods = {
    2, // no xFetch: what is mapped would be written past us
    closeCut,
    [](sqlite3_file *f, void *into, int size, sqlite3_int64 at) {
        return behind(f)->pMethods->xRead(behind(f), into, size, at);
    },
    writeCut,
    truncateCut,
    syncCut,
    [](sqlite3_file *f, sqlite3_int64 *size) { return behind(f)->pMethods->xFileSize(behind(f), size); },
    [](sqlite3_file *f, int level) { return behind(f)->pMethods->xLock(behind(f), level); },
    [](sqlite3_file *f, int level) { return behind(f)->pMethods->xUnlock(behind(f), level); },
    [](sqlite3_file *f, int *held) { return behind(f)->pMethods->xCheckReservedLock(behind(f), held); },
    [](sqlite3_file *f, int what, void *with) { return behind(f)->pMethods->xFileControl(behind(f), what, with); },
    [](sqlite3_file *f) { return behind(f)->pMethods->xSectorSize(behind(f)); },
    [](sqlite3_file *) { return 0; }, // a disk that promises nothing
    [](sqlite3_file *f, int page, int size, int extend, void volatile **mapped) {
        return behind(f)->pMethods->xShmMap(behind(f), page, size, extend, mapped);
    },
    [](sqlite3_file *f, int offset, int n, int flags) {
        return behind(f)->pMethods->xShmLock(behind(f), offset, n, flags);
    },
    [](sqlite3_file *f) { behind(f)->pMethods->xShmBarrier(behind(f)); },
    [](sqlite3_file *f, int remove) { return behind(f)->pMethods->xShmUnmap(behind(f), remove); },
    nullptr,
    nullptr,
};

sqlite3_vfs *vfsBehind()
{
    return sqlite3_vfs_find("unix");
}

int openCut(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    CutFile *ours = oursOf(file);
    ours->head.pMethods = nullptr;
    ours->power = static_cast<Power *>(vfs->pAppData);
    ours->path = path;
    ours->real = reinterpret_cast<sqlite3_file *>(ours + 1);
    // What was made under another name and renamed is on the disk as it is.
    if (path && !ours->power->files.contains(path)) {
        std::ifstream there(path, std::ios::binary);
        ours->power->files[path].synced.assign(std::istreambuf_iterator<char>(there), {});
    }
    const int code = vfsBehind()->xOpen(vfsBehind(), path, ours->real, flags, outFlags);
    if (ours->real->pMethods)
        ours->head.pMethods = &cutMethods;
    return code;
}

int removeCut(sqlite3_vfs *vfs, const char *path, int)
{
    auto *power = static_cast<Power *>(vfs->pAppData);
    if (power->isOff)
        return SQLITE_IOERR_DELETE;
    power->files.erase(path);
    return vfsBehind()->xDelete(vfsBehind(), path, 0);
}
} // namespace

PowerCut::PowerCut(Kind kind, int after)
    : m_vfs(*vfsBehind())
{
    m_power.kind = kind;
    m_power.left = after;
    m_vfs.zName = "power-cut";
    m_vfs.pNext = nullptr;
    m_vfs.szOsFile = static_cast<int>(sizeof(CutFile)) + vfsBehind()->szOsFile;
    m_vfs.pAppData = &m_power;
    m_vfs.xOpen = openCut;
    m_vfs.xDelete = removeCut;
    sqlite3_vfs_register(&m_vfs, 1);
}

PowerCut::~PowerCut()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(vfsBehind(), 1);
}

void PowerCut::survive(const std::string &folder) const
{
    for (const auto &[path, content] : m_power.files) {
        std::ofstream file(folder + path.substr(path.rfind('/')), std::ios::binary);
        file << content.synced;
    }
}
} // namespace signalbox
