// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <csignal>
#include <random>
#include <thread>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <database/database.h>
#include <disk/fulldisk.h>
#include <journal/journal.h>
#include <support/testprogram.h>

namespace tst_journalfile
{
using namespace signalbox;

class TestJournalFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAreReadAsTheyWereWritten();
    void aReaderSeesWhatAnotherCommits();
    void whatIsTamperedWithIsFound_data();
    void whatIsTamperedWithIsFound();
    void theHashIsTheOneThatIsDocumented();
    void theFormatBeforeIsReadAndContinued();
    void severalThreadsMakeOneFile();
    void severalProcessesAppendAndAreKilled();
    void anotherFileIsRefused();
    void aFullDiskKeepsNothing();

private:
    static JournalRow row(std::int64_t i);
    void fill(int rows);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_path;
};

void TestJournalFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("journal.db")).toStdString();
}

JournalRow TestJournalFile::row(std::int64_t i)
{
    return {0,
            WallTime(std::chrono::milliseconds(1'750'000'000'000 + i)),
            "ann@desk",
            "acknowledge",
            "disk-full host/web1{mount=\"/\"}",
            "seen, \n'); DROP TABLE entry; -- " + std::string(1, '\0') + std::to_string(i)};
}

void TestJournalFile::fill(int rows)
{
    auto journal = Journal::open(m_path);
    QVERIFY2(journal, journal ? "" : journal.error().sentence().c_str());
    for (int i = 1; i <= rows; ++i)
        QCOMPARE((*journal)->append(row(i)).value(), static_cast<std::uint64_t>(i));
}

// Without it a post-mortem would quote words that nobody wrote.
void TestJournalFile::rowsAreReadAsTheyWereWritten()
{
    fill(5);
    fill(0); // opened again
    const auto journal = Journal::open(m_path);
    QCOMPARE((*journal)->append(row(6)).value(), 6U);
    const auto rows = (*openJournal(m_path))->rows(2);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 4U);
    for (const JournalRow &read : *rows) {
        const JournalRow written = row(static_cast<std::int64_t>(read.number));
        QCOMPARE(read.wall.time_since_epoch().count(), written.wall.time_since_epoch().count());
        QCOMPARE(read.who, written.who);
        QCOMPARE(read.act, written.act);
        QCOMPARE(read.what, written.what);
        QCOMPARE(read.text, written.text);
    }
    QCOMPARE(rows->front().number, 3U);
    QCOMPARE((*journal)->firstBrokenRow().value(), 0U);
}

// Without it an acknowledgement from a terminal would not reach the recorder.
void TestJournalFile::aReaderSeesWhatAnotherCommits()
{
    fill(1);
    const auto reader = openJournal(m_path);
    QVERIFY(reader);
    auto journal = Journal::open(m_path);
    for (std::uint64_t i = 2; i < 20; ++i) {
        QVERIFY((*journal)->append(row(static_cast<std::int64_t>(i))));
        QCOMPARE((*reader)->rows(i - 1)->size(), 1U);
        QCOMPARE((*journal)->rows(i - 1)->size(), 1U);
    }
}

void TestJournalFile::whatIsTamperedWithIsFound_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<std::uint64_t>("broken");
    QTest::newRow("nothing") << QByteArray("SELECT 1") << std::uint64_t{0};
    QTest::newRow("words") << QByteArray("UPDATE entry SET text='not seen' WHERE number=4") << std::uint64_t{4};
    QTest::newRow("who") << QByteArray("UPDATE entry SET who='bob@desk' WHERE number=9") << std::uint64_t{9};
    QTest::newRow("when") << QByteArray("UPDATE entry SET wall=wall+1 WHERE number=1") << std::uint64_t{1};
    QTest::newRow("words moved to another field")
        << QByteArray("UPDATE entry SET who=who||'a', act=substr(act,2) WHERE number=3") << std::uint64_t{3};
    QTest::newRow("a row taken out") << QByteArray("DELETE FROM entry WHERE number=5") << std::uint64_t{6};
    QTest::newRow("the first row taken out") << QByteArray("DELETE FROM entry WHERE number=1") << std::uint64_t{2};
    QTest::newRow("two rows exchanged")
        << QByteArray("UPDATE entry SET number=99 WHERE number=6; UPDATE entry SET number=6 WHERE number=7;"
                      "UPDATE entry SET number=7 WHERE number=99")
        << std::uint64_t{6};
    QTest::newRow("a row put in")
        << QByteArray("INSERT INTO entry SELECT 11, wall, who, act, what, text, hash, until FROM entry WHERE number=10")
        << std::uint64_t{11};
    QTest::newRow("a hash") << QByteArray("UPDATE entry SET hash=zeroblob(32) WHERE number=8") << std::uint64_t{8};
}

// Without it somebody with access to the file could change who did what, and nobody would see it.
void TestJournalFile::whatIsTamperedWithIsFound()
{
    QFETCH(QByteArray, sql);
    QFETCH(std::uint64_t, broken);
    fill(10);
    auto database = Database::open(m_path, Database::Access::Write);
    QVERIFY(database && database->run(sql.constData()));
    QCOMPARE((*openJournal(m_path))->firstBrokenRow().value(), broken);
}

// Without it nobody but this program could check a journal. Computed with sha256sum over the documented bytes.
void TestJournalFile::theHashIsTheOneThatIsDocumented()
{
    auto journal = Journal::open(m_path);
    QVERIFY((*journal)->append({0, WallTime(std::chrono::milliseconds(258)), "a", "b", "", "cd"}));
    auto database = Database::open(m_path, Database::Access::Read);
    auto hash = database->prepare("SELECT lower(hex(hash)) FROM entry");
    QVERIFY(hash->step().value_or(false));
    QCOMPARE(hash->text(0), std::string("806d3ef68ebe5930ad2e3a912233226bceb0ff9f81371cd07d4bacac8cb130c9"));
}

// Without it an update would cost a team what it wrote down before, or break the chain.
void TestJournalFile::theFormatBeforeIsReadAndContinued()
{
    fill(3);
    {
        auto database = Database::open(m_path, Database::Access::Write);
        QVERIFY(database && database->run("ALTER TABLE entry DROP COLUMN until; PRAGMA user_version=1"));
    }
    QCOMPARE((*openJournal(m_path))->rows(0)->size(), 3U);
    auto journal = Journal::open(m_path);
    QVERIFY2(journal, journal ? "" : journal.error().sentence().c_str());
    JournalRow ending = row(4);
    ending.until = WallTime(std::chrono::milliseconds(1'750'000'000'999));
    QCOMPARE((*journal)->append(ending).value_or(0), 4U);
    QCOMPARE((*journal)->append(row(5)).value_or(0), 5U);
    const auto rows = (*openJournal(m_path))->rows(2);
    QVERIFY(rows && rows->size() == 3U);
    QVERIFY(!rows->at(0).until && rows->at(1).until == ending.until && !rows->at(2).until);
    QCOMPARE((*journal)->firstBrokenRow().value(), 0U);
    auto database = Database::open(m_path, Database::Access::Write);
    QVERIFY(database && database->run("UPDATE entry SET until=until+1 WHERE number=4"));
    QCOMPARE((*journal)->firstBrokenRow().value(), 4U);
}

// A watch's recorder and its operator open the journal on two threads at its first start. Without it what one of them
// had half made was published by the other, and that estate had no journal for good.
void TestJournalFile::severalThreadsMakeOneFile()
{
    constexpr int threads = 4;
    for (int round = 0; round < 50; ++round) {
        const std::string path = m_path + std::to_string(round);
        std::atomic<int> ready = 0;
        std::atomic<int> opened = 0;
        std::vector<std::thread> all;
        for (int i = 0; i < threads; ++i)
            all.emplace_back([&] {
                ++ready;
                while (ready < threads)
                    std::this_thread::yield();
                auto journal = Journal::open(path);
                opened += journal && (*journal)->append(row(1)) ? 1 : 0;
            });
        for (std::thread &thread : all)
            thread.join();
        QCOMPARE(opened.load(), threads);
        QCOMPARE(journalRows(path).value().size(), std::size_t(threads));
    }
}

// Without it two desks that write at once, or one that dies, would break the chain or lose a row that was said to be
// durable.
void TestJournalFile::severalProcessesAppendAndAreKilled()
{
    std::uint64_t last = 0;
    std::mt19937 random(1);
    for (int round = 0; round < 10; ++round) {
        std::vector<std::unique_ptr<QProcess>> writers;
        for (const char *who : {"ann@desk", "bob@desk", "watch@mon1"}) {
            writers.push_back(std::make_unique<QProcess>());
            writers.back()->start(QStringLiteral(JOURNAL_HELPER),
                                  {QString::fromStdString(m_path), QString::fromLatin1(who)});
        }
        for (const auto &writer : writers)
            writer->write(QByteArray(30, '\n'));
        for (const auto &writer : writers) {
            for (int lines = 1 + static_cast<int>(random() % 20); lines > 0; --lines) {
                while (!writer->canReadLine())
                    QVERIFY(writer->waitForReadyRead());
                const QByteArray said = writer->readLine().trimmed();
                QVERIFY2(said.toULongLong() > 0, said.constData());
                last = std::max<std::uint64_t>(last, said.toULongLong());
            }
        }
        for (const auto &writer : writers) {
            ::kill(static_cast<pid_t>(writer->processId()), SIGKILL);
            writer->waitForFinished();
            while (writer->canReadLine())
                last = std::max<std::uint64_t>(last, writer->readLine().trimmed().toULongLong());
        }
        const auto reader = openJournal(m_path);
        QVERIFY2(reader, reader ? "" : reader.error().sentence().c_str());
        const auto rows = (*reader)->rows(0);
        QVERIFY(rows);
        QVERIFY(rows->size() >= last);
        QCOMPARE((*reader)->firstBrokenRow().value(), 0U);
        QCOMPARE(rows->back().number, static_cast<std::uint64_t>(rows->size()));
    }
}

// Without it a slip in a path would write a journal into a recording.
void TestJournalFile::anotherFileIsRefused()
{
    auto database = Database::open(m_path, Database::Access::Create);
    QVERIFY(database && database->run("CREATE TABLE t (x); PRAGMA application_id=0x53474258"));
    const auto journal = Journal::open(m_path);
    QVERIFY(!journal);
    QVERIFY(journal.error().what.find("not a journal") != std::string::npos);
    QVERIFY(!openJournal(m_path));
    QVERIFY(!openJournal(m_path + "-missing"));
}

// Without it a full disk would leave a broken chain, or an acknowledgement that was said to be kept and is not.
void TestJournalFile::aFullDiskKeepsNothing()
{
    FullDisk disk;
    auto journal = Journal::open(m_path);
    QVERIFY(journal && (*journal)->append(row(1)));
    std::uint64_t expected = 2;
    for (int writes = 0; writes < 6; ++writes) {
        disk.fullAfter(writes);
        auto appended = (*journal)->append(row(static_cast<std::int64_t>(expected)));
        disk.hasRoom();
        if (!appended) {
            QVERIFY2(appended.error().what.find("disk is full") != std::string::npos,
                     appended.error().sentence().c_str());
            QVERIFY((*journal)->rows(expected - 1)->empty());
            appended = (*journal)->append(row(static_cast<std::int64_t>(expected)));
        }
        QCOMPARE(appended.value_or(0), expected);
        ++expected;
    }
    QCOMPARE((*journal)->firstBrokenRow().value(), 0U);
}

SIGNALBOX_TEST(TestJournalFile)
} // namespace tst_journalfile

#include "tst_journalfile.moc"
