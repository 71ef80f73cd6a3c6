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
    std::error_code error;
    if (std::filesystem::create_directories(folder, error))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error) {
        return tl::unexpected(
            Problem{folder, "cannot make the state folder: " + error.message(),
                    "Set XDG_STATE_HOME to a folder that may be written, or record elsewhere with --record"});
    }
    return folder;
}
} // namespace signalbox
