// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <journal/heads.h>

#include <cerrno>
#include <cstring>
#include <map>

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
Problem failed(const std::string &path, const std::string &what)
{
    return {path, what, "Check owner, mode and room of the place named in `journal: {heads_to: …}`"};
}

QByteArray lineOf(const JournalRow &row)
{
    return QByteArray::number(static_cast<qulonglong>(row.number)) + ' ' + QByteArray::fromStdString(row.hash).toHex() +
           '\n';
}

// Empty where there is no such file yet.
Expected<QByteArray> contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return QByteArray();
    if (!QFileInfo(file).isFile()) // a pipe or a device may never end
        return tl::unexpected(failed(path, "this is not a file"));
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(failed(path, "the heads cannot be read: " + file.errorString().toStdString()));
    return file.readAll();
}

// One write, so that two that append at once do not mix; and on the disk before it counts.
Expected<void> append(const std::string &path, const QByteArray &line)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        return tl::unexpected(failed(path, std::string("the heads cannot be written: ") + std::strerror(errno)));
    const bool isWritten = ::write(file, line.constData(), static_cast<std::size_t>(line.size())) == line.size();
    const bool isDurable = isWritten && ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    if (!isDurable)
        return tl::unexpected(failed(path, std::string("the heads cannot be written: ") + std::strerror(error)));
    return {};
}
} // namespace

Expected<std::uint64_t> exportHead(const JournalReader &journal, const std::string &path)
{
    const auto last = journal.last();
    if (!last)
        return tl::unexpected(last.error());
    if (!*last)
        return 0;
    const auto before = contentOf(path);
    if (!before)
        return tl::unexpected(before.error());
    QByteArray line = lineOf(**last);
    if (before->endsWith(line))
        return (*last)->number;
    if (!before->isEmpty() && !before->endsWith('\n'))
        line.prepend('\n'); // somebody's line that was cut short
    if (auto appended = append(path, line); !appended)
        return tl::unexpected(appended.error());
    return (*last)->number;
}

Expected<HeadsCheck> checkHeads(const JournalReader &journal, const std::string &path)
{
    const auto content = contentOf(path);
    if (!content)
        return tl::unexpected(content.error());
    std::map<std::uint64_t, QByteArray> heads;
    int number = 0;
    for (const QByteArray &line : content->split('\n')) {
        ++number;
        if (line.isEmpty())
            continue;
        const auto space = line.indexOf(' ');
        bool isNumber = false;
        const std::uint64_t row = line.left(space).toULongLong(&isNumber);
        const QByteArray hash = QByteArray::fromHex(line.mid(space + 1));
        if (space < 1 || !isNumber || hash.size() != 32)
            return tl::unexpected(Problem{path + ':' + std::to_string(number), "this is no head of a journal",
                                          "Look who wrote there besides Signalbox"});
        // The same row exported with two hashes: one of them differs from what is there.
        const auto [known, isNew] = heads.emplace(row, hash);
        if (!isNew && known->second != hash)
            return HeadsCheck{heads.size(), row};
    }
    const auto rows = journal.rows(0);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const auto &[row, hash] : heads) {
        const bool isThere = row >= 1 && row <= rows->size() && rows->at(row - 1).number == row;
        if (!isThere || rows->at(row - 1).hash != hash.toStdString())
            return HeadsCheck{heads.size(), row};
    }
    return HeadsCheck{heads.size(), 0};
}
} // namespace signalbox
