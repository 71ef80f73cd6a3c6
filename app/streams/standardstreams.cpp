// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <streams/standardstreams.h>

#include <QByteArray>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox
{
void occupyStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // open() gives the lowest free number; the wrong mode makes reading or writing fail.
        if (fcntl(stream, F_GETFD) < 0)
            (void)open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

bool isJournal(int stream)
{
    struct stat file = {};
    return ::fstat(stream, &file) == 0 &&
           qgetenv("JOURNAL_STREAM") == QByteArray::number(static_cast<qulonglong>(file.st_dev)) + ':' +
                                            QByteArray::number(static_cast<qulonglong>(file.st_ino));
}
} // namespace signalbox
