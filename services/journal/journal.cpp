// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <journal/journal.h>

#include <QCryptographicHash>
#include <filesystem>

#include <database/sqlitefile.h>

namespace signalbox
{
namespace
{
constexpr const char *upgrades[] = {"ALTER TABLE entry ADD COLUMN until INTEGER"};

const FileKind journalKind = {
    "journal",
    0x53474A4C, // "SGJL"
    2,
    "CREATE TABLE entry (number INTEGER PRIMARY KEY, wall INTEGER, who TEXT, act TEXT, what TEXT, text TEXT, hash "
    "BLOB)",
    "PRAGMA synchronous=FULL; PRAGMA secure_delete=OFF;",
    1,
    upgrades,
};

constexpr const char *selectAfter =
    "SELECT number, wall, who, act, what, text, hash, until FROM entry WHERE number > ?1 ORDER BY number";
// Of a file that was opened for reading only, and never since format 1 for writing.
constexpr const char *selectAfterInFormat1 =
    "SELECT number, wall, who, act, what, text, hash, NULL FROM entry WHERE number > ?1 ORDER BY number";

void add(std::string &bytes, std::uint64_t number)
{
    for (unsigned shift = 0; shift < 64; shift += 8)
        bytes += static_cast<char>(number >> shift & 0xff);
}

// SHA-256 of: the hash before (32 bytes; zeros before row 1), number, wall (milliseconds since 1970), then length and
// bytes of each text; then `until`, where there is one. Numbers and lengths take 8 bytes, low ones first, so that no
// two rows give the same bytes, and a row of format 1 keeps its hash.
std::string chainedHash(std::string_view before, const JournalRow &row)
{
    std::string bytes(before);
    add(bytes, row.number);
    add(bytes, static_cast<std::uint64_t>(row.wall.time_since_epoch().count()));
    for (const std::string *text : {&row.who, &row.act, &row.what, &row.text}) {
        add(bytes, text->size());
        bytes += *text;
    }
    if (row.until)
        add(bytes, static_cast<std::uint64_t>(row.until->time_since_epoch().count()));
    const auto input = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return QCryptographicHash::hash(input, QCryptographicHash::Sha256).toStdString();
}

std::string hashBeforeFirst()
{
    return std::string(32, '\0');
}

JournalRow rowOf(const Statement &row)
{
    return {static_cast<std::uint64_t>(row.integer(0)),
            WallTime(std::chrono::milliseconds(row.integer(1))),
            row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            row.text(6),
            row.isNull(7) ? std::nullopt : std::optional(WallTime(std::chrono::milliseconds(row.integer(7))))};
}

// Calls visit(row, hash) for every row after that number until it returns false.
template <class Visit>
Expected<void> forEachRow(const Database &database, std::uint64_t after, Visit visit)
{
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    auto rows = database.prepare(*version == 1 ? selectAfterInFormat1 : selectAfter);
    if (!rows)
        return tl::unexpected(std::move(rows.error()));
    rows->bind(1, static_cast<std::int64_t>(after));
    while (true) {
        const auto row = rows->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row || !visit(rowOf(*rows), rows->bytes(6)))
            return {};
    }
}

Expected<std::vector<JournalRow>> rowsAfter(const Database &database, std::uint64_t after)
{
    std::vector<JournalRow> rows;
    auto read = forEachRow(database, after, [&](JournalRow row, std::string_view) {
        rows.push_back(std::move(row));
        return true;
    });
    if (!read)
        return tl::unexpected(std::move(read.error()));
    return rows;
}

Expected<std::optional<JournalRow>> lastRow(const Database &database)
{
    const auto number = database.number("SELECT coalesce(max(number), 0) FROM entry");
    if (!number)
        return tl::unexpected(number.error());
    const auto rows = rowsAfter(database, *number > 0 ? static_cast<std::uint64_t>(*number) - 1 : 0);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->empty() ? std::nullopt : std::optional(rows->back());
}

Expected<std::uint64_t> firstBroken(const Database &database)
{
    std::string last = hashBeforeFirst();
    std::uint64_t expected = 1;
    std::uint64_t broken = 0;
    auto read = forEachRow(database, 0, [&](const JournalRow &row, std::string_view hash) {
        if (row.number != expected++ || hash != chainedHash(last, row)) {
            broken = row.number;
            return false;
        }
        last = hash;
        return true;
    });
    if (!read)
        return tl::unexpected(std::move(read.error()));
    return broken;
}

class FileReader final : public JournalReader
{
public:
    explicit FileReader(SqliteFileReader file)
        : m_file(std::move(file))
    {
    }
    [[nodiscard]] Expected<std::vector<JournalRow>> rows(std::uint64_t after) const override
    {
        return m_file.snapshot([&](Database &database) { return rowsAfter(database, after); });
    }
    [[nodiscard]] Expected<std::optional<JournalRow>> last() const override
    {
        return m_file.snapshot([](Database &database) { return lastRow(database); });
    }
    [[nodiscard]] Expected<std::uint64_t> firstBrokenRow() const override
    {
        return m_file.snapshot([](Database &database) { return firstBroken(database); });
    }

private:
    mutable SqliteFileReader m_file;
};

class FileJournal final : public Journal
{
public:
    explicit FileJournal(Database database)
        : m_database(std::move(database))
    {
    }
    [[nodiscard]] Expected<std::vector<JournalRow>> rows(std::uint64_t after) const override
    {
        return rowsAfter(m_database, after);
    }
    [[nodiscard]] Expected<std::optional<JournalRow>> last() const override { return lastRow(m_database); }
    [[nodiscard]] Expected<std::uint64_t> firstBrokenRow() const override { return firstBroken(m_database); }
    Expected<std::uint64_t> append(const JournalRow &row) override;

private:
    Database m_database;
};

Expected<std::uint64_t> FileJournal::append(const JournalRow &row)
{
    // Takes the writer's lock before it looks at the last row, so that no other process comes between.
    auto transaction = Transaction::begin(m_database, Transaction::Kind::Write);
    if (!transaction)
        return tl::unexpected(std::move(transaction.error()));
    auto last = m_database.prepare("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1");
    if (!last)
        return tl::unexpected(std::move(last.error()));
    const auto found = last->step();
    if (!found)
        return tl::unexpected(found.error());
    JournalRow entry = row;
    entry.number = *found ? static_cast<std::uint64_t>(last->integer(0)) + 1 : 1;
    const std::string hash = chainedHash(*found ? last->text(1) : hashBeforeFirst(), entry);
    last->reset();
    auto insert = m_database.prepare("INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    if (!insert)
        return tl::unexpected(std::move(insert.error()));
    insert->bind(1, static_cast<std::int64_t>(entry.number))
        .bind(2, entry.wall.time_since_epoch().count())
        .bind(3, entry.who)
        .bind(4, entry.act)
        .bind(5, entry.what)
        .bind(6, entry.text)
        .bindBlob(7, hash)
        .bindNull(8);
    if (entry.until)
        insert->bind(8, entry.until->time_since_epoch().count());
    if (auto inserted = insert->run(); !inserted)
        return tl::unexpected(std::move(inserted.error()));
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(std::move(committed.error()));
    return entry.number;
}
} // namespace

Expected<std::unique_ptr<Journal>> Journal::open(const std::string &path)
{
    auto database = openForWriting(path, journalKind);
    if (!database)
        return tl::unexpected(std::move(database.error()));
    return std::make_unique<FileJournal>(std::move(*database));
}

Expected<std::unique_ptr<const JournalReader>> openJournal(const std::string &path)
{
    auto file = SqliteFileReader::open(path, journalKind);
    if (!file)
        return tl::unexpected(std::move(file.error()));
    return std::make_unique<const FileReader>(std::move(*file));
}

Expected<std::vector<JournalRow>> journalRows(const std::string &path)
{
    std::error_code trouble;
    if (!std::filesystem::exists(path, trouble) && !trouble)
        return std::vector<JournalRow>();
    const auto journal = openJournal(path);
    if (!journal)
        return tl::unexpected(journal.error());
    return (*journal)->rows(0);
}
} // namespace signalbox
