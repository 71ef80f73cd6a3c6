// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/statefolder.h>

#include <filesystem>

#include <QStandardPaths>
#include <QtGlobal>

namespace signalbox
{
namespace
{
std::string xdgFolder(const char *variable, const char *fallback)
{
    const QString named = qEnvironmentVariable(variable);
    if (named.startsWith(QLatin1Char('/'))) // the XDG specification: relative paths are to be ignored
        return named.toStdString();
    return QStandardPaths::writableLocation(QStandardPaths::HomeLocation).toStdString() + fallback;
}

// Each missing folder of the path as its parent is: shared with a group, or private.
std::error_code makeFolder(const std::filesystem::path &folder)
{
    namespace fs = std::filesystem;
    constexpr fs::perms shared = fs::perms::set_gid | fs::perms::owner_all | fs::perms::group_all;
    std::error_code error;
    if (fs::is_directory(folder, error))
        return {};
    if (const std::error_code above = makeFolder(folder.parent_path()))
        return above;
    const fs::perms parent = fs::status(folder.parent_path(), error).permissions();
    const bool isShared =
        (parent & fs::perms::set_gid) != fs::perms::none && (parent & fs::perms::group_write) != fs::perms::none;
    if (fs::create_directory(folder, error))
        fs::permissions(folder, isShared ? shared : fs::perms::owner_all, error);
    return error;
}
} // namespace

std::string stateFolderName(const std::string &estateId)
{
    return xdgFolder("XDG_STATE_HOME", "/.local/state") + "/signalbox/" + estateId;
}

std::string besideRecording(const std::string &recordingPath, const std::string &name)
{
    const std::string folder = recordingPath.substr(0, recordingPath.find_last_of('/') + 1);
    return recordingPath == folder + "recording.db" ? folder + name : recordingPath + '.' + name;
}

std::string journalBeside(const std::string &recordingPath)
{
    return besideRecording(recordingPath, "journal.db");
}

Expected<std::string> stateFolder(const std::string &estateId)
{
    const std::string folder = stateFolderName(estateId);
    if (const std::error_code error = makeFolder(folder)) {
        return tl::unexpected(
            Problem{folder, "cannot make the state folder: " + error.message(),
                    "Set XDG_STATE_HOME to a folder that may be written, or record elsewhere with --record"});
    }
    return folder;
}
} // namespace signalbox
