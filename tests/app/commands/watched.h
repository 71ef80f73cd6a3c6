// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <QTemporaryDir>

#include <journal/journal.h>
#include <recording/recordingwriter.h>
#include <story/story.h>

#include "said.h"

namespace signalbox
{
/// A recording with alerts, and a journal beside it, for the commands that act on them: web1's disks are full, web2 has
/// a full disk too.
struct Watched {
    QTemporaryDir folder;
    QString recording = folder.filePath(QStringLiteral("recording.db"));
    Story story{
        "name: t\nhosts:\n  web1: {address: 192.0.2.1, site: york}\n  web2: {address: 192.0.2.2, site: york}\n"};

    Watched()
    {
        disk("web1", "/", 96);
        disk("web1", "/var", 90);
        disk("web2", "/", 90);
        story.at(std::chrono::seconds(1)).tick();
        record();
    }

    void disk(const std::string &host, const std::string &mountpoint, double used)
    {
        const Labels labels{{"mountpoint", mountpoint}};
        story.says("host/" + host, "node_filesystem_size_bytes", 100, labels);
        story.says("host/" + host, "node_filesystem_avail_bytes", 100 - used, labels);
    }

    /// Writes down what was told since.
    bool record()
    {
        const auto writer = RecordingWriter::open(recording.toStdString());
        const std::vector<Frame> news(story.frames().begin() + recorded, story.frames().end());
        recorded = static_cast<std::ptrdiff_t>(story.frames().size());
        return writer && (*writer)->append(news);
    }

    /// What the journal holds; empty where there is none.
    [[nodiscard]] std::vector<JournalRow> rows() const
    {
        const auto journal = openJournal(journalPath());
        const auto rows = journal ? (*journal)->rows(0) : tl::unexpected(journal.error());
        return rows.value_or(std::vector<JournalRow>());
    }

    [[nodiscard]] std::string journalPath() const
    {
        return folder.filePath(QStringLiteral("journal.db")).toStdString();
    }

    std::ptrdiff_t recorded = 0;
};
} // namespace signalbox
