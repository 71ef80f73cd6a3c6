// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <unistd.h>

#include <database/database.h>
#include <disk/fulldisk.h>
#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_recordingfaults
{
using namespace signalbox;

class TestRecordingFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsNoRecordingIsNamedAndLeftAlone_data();
    void whatIsNoRecordingIsNamedAndLeftAlone();
    void aFileCutShortSaysSo();
    void aFullDiskKeepsNothingHalf();
    void aNewFileOnAFullDiskIsNotLeftBehind();
    void aSecondWriterIsRefused();
    void aFlippedBitIsNoticed();
    void aFolderThatCannotBeWrittenToIsRead();
    void anImmutableFileThatIsWrittenAfterAllIsReadAnew();
    void aFullAndThenReadOnlyFileSystem();

private:
    void write(const std::vector<Frame> &frames);
    bool startUnprivileged(QProcess &process, const QStringList &arguments);

    QTemporaryDir m_programs; ///< where anybody may start what lies in it; the checkout may be in a home of root's
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::string m_path;
};

void TestRecordingFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("recording.db"));
    m_path = m_file.toStdString();
}

void TestRecordingFaults::write(const std::vector<Frame> &frames)
{
    auto writer = RecordingWriter::open(m_path);
    QVERIFY(writer);
    const auto appended = (*writer)->append(frames);
    QVERIFY2(appended, appended ? "" : appended.error().sentence().c_str());
}

// A program without the right to write to the folder: another user where this one may do everything.
bool TestRecordingFaults::startUnprivileged(QProcess &process, const QStringList &arguments)
{
    constexpr unsigned nobody = 65534;
    if (::geteuid() == 0)
        process.setChildProcessModifier([] {
            if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
                ::_exit(9);
        });
    constexpr auto all = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner |
                         QFileDevice::ReadOther | QFileDevice::ExeOther;
    const QString program = m_programs.filePath(QStringLiteral("helper"));
    if (!QFile::exists(program) &&
        (!QFile::copy(QStringLiteral(RECORDING_HELPER), program) || !QFile::setPermissions(program, all) ||
         !QFile::setPermissions(m_programs.path(), all)))
        return false;
    process.start(program, arguments);
    return process.waitForStarted();
}

void TestRecordingFaults::whatIsNoRecordingIsNamedAndLeftAlone_data()
{
    QTest::addColumn<QString>("sql"); ///< what the file is made with; empty: with the bytes
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const QString none;
    QTest::newRow("text") << none << QByteArray(5000, 'x') << QStringLiteral("not an SQLite file");
    QTest::newRow("empty") << none << QByteArray() << QStringLiteral("empty");
    QTest::newRow("a head alone") << none << QByteArray("SQLite format 3\0", 16)
                                  << QStringLiteral("not an SQLite file");
    QTest::newRow("another program's") << QStringLiteral("CREATE TABLE t (x); PRAGMA application_id=7") << QByteArray()
                                       << QStringLiteral("not a recording");
    QTest::newRow("another program's, in WAL mode") << QStringLiteral("PRAGMA journal_mode=WAL; CREATE TABLE t (x)")
                                                    << QByteArray() << QStringLiteral("not a recording");
    QTest::newRow("a journal") << QStringLiteral("CREATE TABLE t (x); PRAGMA application_id=0x53474A4C") << QByteArray()
                               << QStringLiteral("not a recording");
    QTest::newRow("a newer version")
        << QStringLiteral("CREATE TABLE t (x); PRAGMA application_id=0x53474258; PRAGMA user_version=999")
        << QByteArray() << QStringLiteral("newer Signalbox");
    QTest::newRow("an older version")
        << QStringLiteral("CREATE TABLE t (x); PRAGMA application_id=0x53474258; PRAGMA user_version=0") << QByteArray()
        << QStringLiteral("format 0");
}

// Without it a slip in a command line would destroy somebody's file, or answer with SQLite's words for programmers.
void TestRecordingFaults::whatIsNoRecordingIsNamedAndLeftAlone()
{
    QFETCH(QString, sql);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    if (sql.isEmpty()) {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    } else {
        auto database = Database::open(m_path, Database::Access::Create);
        QVERIFY(database && database->run(sql.toUtf8().constData()));
    }
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const auto recording = openRecording(m_path);
    const auto writer = RecordingWriter::open(m_path);
    for (const Problem *problem : {recording ? nullptr : &recording.error(), writer ? nullptr : &writer.error()}) {
        QVERIFY(problem);
        QVERIFY2(QString::fromStdString(problem->sentence()).contains(says), problem->sentence().c_str());
        QVERIFY(!problem->advice.empty());
        QCOMPARE(problem->where, m_path);
    }
    file.seek(0);
    QCOMPARE(file.readAll(), before);
    QVERIFY(!openRecording(m_path + "-missing"));
    QVERIFY(!openRecording(m_folder->path().toStdString()));
}

// Without it a bundle cut off by a full stick would open and show half a night as the whole.
void TestRecordingFaults::aFileCutShortSaysSo()
{
    write(FrameMaker(51, 1500).next(200));
    const qint64 size = QFile(m_file).size();
    for (const qint64 left : {qint64{100}, qint64{512}, qint64{4096}, size / 2, size - 1}) {
        const QString cut = m_folder->filePath(QStringLiteral("cut%1.db").arg(left));
        QVERIFY(QFile::copy(m_file, cut));
        QVERIFY(QFile::resize(cut, left));
        const auto recording = openRecording(cut.toStdString());
        QVERIFY2(!recording, qPrintable(QString::number(left)));
        QVERIFY(!recording.error().advice.empty());
        QVERIFY(!RecordingWriter::open(cut.toStdString()));
        QCOMPARE(QFile(cut).size(), left);
    }
}

// Without it a full disk would leave half a tick, or recording would not go on when somebody has made room.
void TestRecordingFaults::aFullDiskKeepsNothingHalf()
{
    FullDisk disk;
    FrameMaker maker(52, 1500);
    std::vector<Frame> written = maker.next(20);
    auto writer = RecordingWriter::open(m_path);
    QVERIFY(writer && (*writer)->append(written));
    int refused = 0;
    for (int writes = 0; written.size() < 400; writes = (writes + 1) % 40) {
        const std::vector<Frame> batch = maker.next(7);
        disk.fullAfter(writes);
        auto appended = (*writer)->append(batch);
        const bool full = disk.refused() > 0;
        disk.hasRoom();
        if (!appended) {
            ++refused;
            QVERIFY(full);
            QVERIFY2(appended.error().what.find("disk is full") != std::string::npos,
                     appended.error().sentence().c_str());
            QCOMPARE((*writer)->last(), written.back().tick);
            const auto recording = openRecording(m_path);
            QVERIFY2(recording, recording ? "" : recording.error().sentence().c_str());
            QCOMPARE((*recording)->extent()->last, written.back().tick);
            appended = (*writer)->append(batch);
        }
        QVERIFY2(appended, appended ? "" : appended.error().sentence().c_str());
        written.insert(written.end(), batch.begin(), batch.end());
    }
    QVERIFY(refused > 20);
    const auto read = (*openRecording(m_path))->frames(0, ~TickNumber{0}, 10'000);
    QVERIFY(read);
    QCOMPARE(read->size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i)
        QCOMPARE(difference(written[i], (*read)[i]), std::string());
}

// Without it a start on a full disk would leave an empty file that every later start refuses.
void TestRecordingFaults::aNewFileOnAFullDiskIsNotLeftBehind()
{
    FullDisk disk;
    bool made = false;
    for (int writes = 0; !made; ++writes) {
        disk.fullAfter(writes);
        made = RecordingWriter::open(m_path).has_value();
        disk.hasRoom();
        // Either nothing is there or a whole, empty recording.
        const QStringList left = QDir(m_folder->path()).entryList(QDir::Files);
        if (made || left.isEmpty())
            continue;
        const auto recording = openRecording(m_path);
        QVERIFY2(recording, recording ? "" : recording.error().sentence().c_str());
    }
    QVERIFY(RecordingWriter::open(m_path));
}

// Without it two recorders of one estate would mix their ticks.
void TestRecordingFaults::aSecondWriterIsRefused()
{
    FrameMaker maker(53);
    auto first = RecordingWriter::open(m_path);
    QVERIFY(first && (*first)->append(maker.next(3)));
    auto second = RecordingWriter::open(m_path);
    QVERIFY(second);
    const std::vector<Frame> next = maker.next(2);
    QVERIFY((*first)->append(next));
    const auto appended = (*second)->append(next);
    QVERIFY(!appended);
    QVERIFY2(appended.error().what.find("somebody else") != std::string::npos, appended.error().sentence().c_str());
    QVERIFY((*first)->append(maker.next(2)));
}

// Without it a bad sector would be shown as a value that nobody ever said.
void TestRecordingFaults::aFlippedBitIsNoticed()
{
    write(FrameMaker(54, 1500).next(150));
    const auto recording = openRecording(m_path);
    const TickNumber tick = 20;
    const auto state = (*recording)->stateAt(tick);
    QVERIFY(state);
    auto database = Database::open(m_path, Database::Access::Write);
    auto select = database->prepare("SELECT key, tile FROM tile ORDER BY key LIMIT 1");
    QVERIFY(select->step().value_or(false));
    const std::int64_t key = select->integer(0);
    const std::string tile = select->text(1);
    select->reset();
    auto update = database->prepare("UPDATE tile SET tile = ?1 WHERE key = ?2");
    std::mt19937 random(1);
    for (int round = 0; round < 300; ++round) {
        std::string flipped = tile;
        char &byte = flipped[random() % flipped.size()];
        byte = static_cast<char>(byte ^ 1 << random() % 8);
        QVERIFY(update->bindBlob(1, flipped).bind(2, key).run());
        const auto read = (*recording)->stateAt(tick);
        if (read)
            QCOMPARE(difference(*state, *read), std::string());
        else
            QVERIFY(read.error().what.find("damaged") != std::string::npos && !read.error().advice.empty());
    }
    for (std::size_t size = 0; size < tile.size(); size += 1 + tile.size() / 100) {
        QVERIFY(update->bindBlob(1, std::string_view(tile).substr(0, size)).bind(2, key).run());
        QVERIFY(!(*recording)->stateAt(tick));
    }
}

// Without it a colleague could not look at a recording in a folder that is not theirs, open or closed.
void TestRecordingFaults::aFolderThatCannotBeWrittenToIsRead()
{
    FrameMaker maker(55);
    write(maker.next(30));
    const std::string last = "tick " + std::to_string(openRecording(m_path).value()->extent()->last.number) + "\n";
    const auto allow = [this](QFileDevice::Permissions more) {
        constexpr auto read =
            QFileDevice::ReadOwner | QFileDevice::ExeOwner | QFileDevice::ReadOther | QFileDevice::ExeOther;
        return QFile::setPermissions(m_folder->path(), read | more);
    };
    QFile::remove(m_file + QStringLiteral("-wal")); // of the reader above; empty
    QFile::remove(m_file + QStringLiteral("-shm"));
    QVERIFY(allow({}));
    QProcess closed;
    QVERIFY(startUnprivileged(closed, {QStringLiteral("probe"), m_file}));
    closed.closeWriteChannel();
    QVERIFY(closed.waitForFinished());
    QCOMPARE(closed.readAllStandardOutput().toStdString(), last);

    // Nor may such a one write, and it is told so.
    QProcess writing;
    QVERIFY(startUnprivileged(
        writing, {QStringLiteral("write"), m_file, QStringLiteral("55"), QStringLiteral("20"), QStringLiteral("1")}));
    QVERIFY(writing.waitForFinished());
    const QByteArray said = writing.readAllStandardOutput();
    QVERIFY2(said.contains("cannot be written to"), said.constData());
    QVERIFY(allow(QFileDevice::WriteOwner));
}

// Without it somebody who looks at a finished recording would see torn values once it is recorded on.
void TestRecordingFaults::anImmutableFileThatIsWrittenAfterAllIsReadAnew()
{
    if (::geteuid() != 0)
        QSKIP("needs two users: one who may write to the folder and one who may not");
    FrameMaker maker(56);
    write(maker.next(30));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                                                        QFileDevice::ExeOwner | QFileDevice::ReadOther |
                                                        QFileDevice::ExeOther));
    QProcess reader;
    QVERIFY(startUnprivileged(reader, {QStringLiteral("probe"), m_file}));
    QTRY_VERIFY(reader.waitForReadyRead(10) || reader.canReadLine());
    const QByteArray first = reader.readLine();
    auto writer = RecordingWriter::open(m_path);
    QVERIFY(writer);
    for (int i = 0; i < 5; ++i) {
        QVERIFY((*writer)->append(maker.next(20)));
        reader.write("\n");
        QVERIFY(reader.waitForReadyRead());
        QCOMPARE(reader.readLine().toStdString(), "tick " + std::to_string((*writer)->last().number) + "\n");
    }
    QVERIFY(first.startsWith("tick "));
    reader.closeWriteChannel();
    QVERIFY(reader.waitForFinished());
}

// The same on a real file system: full, then with room again, then read-only.
void TestRecordingFaults::aFullAndThenReadOnlyFileSystem()
{
    QProcess process;
    process.start(QStringLiteral(RECORDING_HELPER), {QStringLiteral("mount"), m_folder->path()});
    QVERIFY(process.waitForFinished());
    const QList<QByteArray> said = process.readAllStandardOutput().split('\n');
    if (said[0].startsWith("cannot mount"))
        QSKIP(said[0].constData());
    QVERIFY2(said.size() >= 7, said.join('|').constData());
    QCOMPARE(said[1], QByteArray("full"));
    QVERIFY2(said[2].contains("the disk is full"), said[2].constData());
    QCOMPARE(said[3], QByteArray("last 1"));
    QCOMPARE(said[4], QByteArray("repeated"));
    QVERIFY2(said[5].contains("cannot be written to"), said[5].constData());
    QVERIFY2(said[6].startsWith("tick "), said[6].constData());
}

SIGNALBOX_TEST(TestRecordingFaults)
} // namespace tst_recordingfaults

#include "tst_recordingfaults.moc"
