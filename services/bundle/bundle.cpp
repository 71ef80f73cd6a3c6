// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <bundle/bundle.h>

#include <algorithm>
#include <cstring>

#include <bundle/bundleframes.h>
#include <database/sqlitefile.h>
#include <recording/layout.h>
#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
constexpr std::size_t framesAtOnce = 500;

Problem exists(const std::string &path)
{
    return {path, "there is a file of that name already", "Name another file, or remove this one"};
}

Expected<Extent> spanOf(const Recording &recording, const BundleCut &cut)
{
    const auto whole = recording.extent();
    if (!whole)
        return tl::unexpected(whole.error());
    if (cut.to < cut.from)
        return tl::unexpected(Problem{{}, "the span ends before it begins", "Exchange the two times"});
    if (whole->first.number == 0 || cut.to < whole->first.moment || cut.from > whole->last.moment)
        return tl::unexpected(Problem{{}, "nothing was recorded within that span", "Choose another one"});
    const auto first = recording.tickAt(cut.from);
    const auto last = first ? recording.tickAt(cut.to) : first;
    if (!last)
        return tl::unexpected(last.error());
    return Extent{*first, *last};
}

Expected<void> copyFrames(const Recording &recording, const BundleCut &cut, const Extent &span, RecordingWriter &writer)
{
    const auto changes = recording.changesToFold(0, span.first.number);
    if (!changes)
        return tl::unexpected(changes.error());
    const auto state = recording.stateAt(span.first.number);
    if (!state)
        return tl::unexpected(state.error());
    BundleFrames bundle(cut);
    std::vector<Frame> batch{bundle.first(*changes, *state)};
    if (state->tick != span.first)
        return tl::unexpected(Problem{{}, "the span's beginning has just been deleted", "Choose a later one"});
    while (true) {
        if (auto written = writer.append(batch); !written)
            return written;
        const auto frames = recording.frames(writer.last().number, span.last.number, framesAtOnce);
        if (!frames)
            return tl::unexpected(frames.error());
        if (frames->empty())
            return {};
        batch.clear();
        for (const Frame &frame : *frames)
            batch.push_back(bundle.next(frame));
    }
}

Expected<void> addEntries(Database &database, std::span<const BundledEntry> entries)
{
    auto transaction = Transaction::begin(database, Transaction::Kind::Write);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    auto insert = database.prepare("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    if (!insert)
        return tl::unexpected(std::move(insert.error()));
    for (const BundledEntry &entry : entries) {
        insert->bind(1, static_cast<std::int64_t>(entry.number))
            .bind(2, entry.wall.time_since_epoch().count())
            .bind(3, entry.who)
            .bind(4, entry.act)
            .bind(5, entry.what)
            .bind(6, entry.text)
            .bindBlob(7, entry.hash)
            .bindNull(8);
        if (entry.until)
            insert->bind(8, entry.until->time_since_epoch().count());
        if (auto inserted = insert->run(); !inserted)
            return inserted;
    }
    return transaction->commit();
}

// Out of WAL mode, which needs companions and a folder to write them into; and all of it on the disk.
Expected<void> seal(const std::string &draft, std::span<const BundledEntry> entries)
{
    auto database = Database::open(draft, Database::Access::Write);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    if (auto added = addEntries(*database, entries); !added)
        return added;
    auto mode = database->prepare("PRAGMA journal_mode=DELETE");
    if (!mode)
        return tl::unexpected(std::move(mode.error()));
    const auto row = mode->step();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row || mode->bytes(0) != "delete")
        return tl::unexpected(Problem{draft, "it cannot be closed: somebody else has opened it", "Try again"});
    return {};
}

Expected<void> writeDraft(const Recording &recording, const BundleCut &cut, const Extent &span,
                          std::span<const BundledEntry> entries, const std::string &draft)
{
    {
        auto writer = RecordingWriter::open(draft);
        if (!writer)
            return tl::unexpected(std::move(writer.error()));
        if (auto copied = copyFrames(recording, cut, span, **writer); !copied)
            return copied;
    }
    if (auto sealed = seal(draft, entries); !sealed)
        return sealed;
    // A connection that ends on a full disk tells nobody what it could not write.
    const auto bundle = openRecording(draft);
    const auto extent = bundle ? (*bundle)->extent() : tl::unexpected(bundle.error());
    if (!extent)
        return tl::unexpected(extent.error());
    if (extent->first != span.first || extent->last != span.last)
        return tl::unexpected(Problem{draft, "not all of it could be written", "Make room on its file system"});
    return {};
}
} // namespace

Expected<Extent> writeBundle(const Recording &recording, const BundleCut &cut, std::span<const BundledEntry> entries,
                             const std::string &path)
{
    if (::access(path.c_str(), F_OK) == 0)
        return tl::unexpected(exists(path));
    auto span = spanOf(recording, cut);
    if (!span)
        return span;
    const std::string draft = draftOf(path);
    removeWithCompanions(draft);
    if (auto written = writeDraft(recording, cut, *span, entries, draft); !written) {
        removeWithCompanions(draft);
        const bool isOurs = written.error().where == draft;
        return tl::unexpected(
            Problem{isOurs ? path : written.error().where, written.error().what, written.error().advice});
    }
    const int error = publish(draft, path);
    if (error == EEXIST)
        return tl::unexpected(exists(path));
    if (error != 0)
        return tl::unexpected(Problem{path, std::string("the file cannot be made: ") + std::strerror(error),
                                      "Check owner and mode of its folder"});
    return span;
}

Expected<std::vector<BundledEntry>> bundledEntries(const std::string &path)
{
    auto file = SqliteFileReader::open(path, recordingKind);
    if (!file)
        return tl::unexpected(std::move(file.error()));
    return file->snapshot([](Database &database) -> Expected<std::vector<BundledEntry>> {
        const auto version = database.number("PRAGMA user_version");
        if (!version)
            return tl::unexpected(version.error());
        std::vector<BundledEntry> entries;
        if (*version < 2)
            return entries;
        auto rows = database.prepare(
            *version < 3 ? "SELECT number, wall, who, act, what, text, hash, NULL FROM entry ORDER BY number"
                         : "SELECT number, wall, who, act, what, text, hash, until FROM entry ORDER BY number");
        if (!rows)
            return tl::unexpected(std::move(rows.error()));
        while (true) {
            const auto row = rows->step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                return entries;
            entries.push_back(
                {static_cast<std::uint64_t>(rows->integer(0)), WallTime(Milliseconds(rows->integer(1))), rows->text(2),
                 rows->text(3), rows->text(4), rows->text(5), rows->text(6),
                 rows->isNull(7) ? std::nullopt : std::optional(WallTime(Milliseconds(rows->integer(7))))});
        }
    });
}
} // namespace signalbox
