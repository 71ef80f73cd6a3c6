// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <mutex>

#include <QFile>
#include <QTemporaryDir>

#include <recording/recordingfile.h>
#include <session/follower.h>
#include <session/session.h>
#include <story/story.h>
#include <support/testprogram.h>
#include <watching/recorder.h>

namespace tst_recorder
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// A recorder under test, and what it said of itself.
struct Recorded {
    std::mutex mutex;
    RecordingStatus recording;
    EstateStatus estate;
    std::unique_ptr<Recorder> recorder;

    Recorder::Options options(const std::string &path, const std::string &estatePath = {})
    {
        Recorder::Options options;
        options.estatePath = estatePath;
        options.recordingPath = path;
        options.recordingChanged = [this](const RecordingStatus &status) {
            const std::lock_guard lock(mutex);
            recording = status;
        };
        options.estateChanged = [this](const EstateStatus &status) {
            const std::lock_guard lock(mutex);
            estate = status;
        };
        return options;
    }

    bool start(const Recorder::Options &with)
    {
        auto started = Recorder::start(with);
        if (started)
            recorder = std::move(*started);
        return recorder != nullptr;
    }

    std::size_t estateErrors()
    {
        const std::lock_guard lock(mutex);
        return estate.errors.size();
    }

    /// What was said last besides the estate file.
    std::string trouble()
    {
        const std::lock_guard lock(mutex);
        return estate.troubles.empty() ? std::string() : estate.troubles.front();
    }

    RecordingStatus::State state()
    {
        const std::lock_guard lock(mutex);
        return recording.state;
    }
};

/// The newest picture of what a recorder records.
PicturePtr newest(const Recorder &recorder)
{
    const auto recording = recorder.recording();
    if (!recording)
        return {};
    const auto picture = Follower(**recording).moveTo(recorder.clock()->now());
    return picture ? *picture : PicturePtr();
}

bool knowsThisMachine(const PicturePtr &picture)
{
    if (!picture || picture->estate->sources.empty())
        return false;
    const auto id = picture->find(picture->estate->sources.front().targets.front().subject);
    return id && picture->subject(*id).freshness() == Freshness::Fresh && picture->subject(*id).series.size() > 5;
}

std::string estateName(const PicturePtr &picture)
{
    return picture ? picture->estate->name : std::string();
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(text), text.size());
}
} // namespace

/// Were this wrong, the console would not watch this machine without being told anything, or lose what it saw.
class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thisMachineIsWatchedWithoutAnyConfiguration();
    void whatWasSeenLiveIsInTheFile();
    void aSecondWriterIsRefused();
    void aSecondDeskLooksOn();
    void aBrokenEditKeepsTheLastGoodEstate();
    void aJournalRowMakesATickAtOnce();
    void everyDeskCanAct();
    void aJournalThatOpensLateIsRead();
    void anotherJournalIsNoticed();
    void startingAgainGoesOnInTheSameRecording();
    void whereNothingCanBeRecordedThePictureLives();
    void aRecordingThatCannotBeReadIsLeftAloneAndThePictureLives();
    void anEstateThatIsWrongAtTheStartIsRefusedWithEveryError();
};

void tst_Recorder::thisMachineIsWatchedWithoutAnyConfiguration()
{
    QTemporaryDir folder;
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options(folder.filePath(QStringLiteral("recording.db")).toStdString())));
    QTRY_VERIFY(knowsThisMachine(newest(*recorded.recorder)));
    QCOMPARE(recorded.state(), RecordingStatus::State::Recording);
}

void tst_Recorder::whatWasSeenLiveIsInTheFile()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options(path)));
    QTRY_VERIFY(knowsThisMachine(newest(*recorded.recorder)));
    const PicturePtr live = newest(*recorded.recorder);
    recorded.recorder.reset();
    const auto file = openRecording(path);
    QVERIFY(file);
    const auto replayed = Follower(**file).moveTo(live->tick.moment);
    QVERIFY(replayed);
    QCOMPARE(pictureText(**replayed), pictureText(*live));
}

void tst_Recorder::aSecondWriterIsRefused()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    Recorded first;
    QVERIFY(first.start(first.options(path)));
    const auto second = Recorder::start(Recorded().options(path));
    QVERIFY(!second);
    QVERIFY(second.error().what.find("is being recorded by process") != std::string::npos);
}

void tst_Recorder::aSecondDeskLooksOn()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    Recorded first;
    QVERIFY(first.start(first.options(path)));
    QTRY_VERIFY(knowsThisMachine(newest(*first.recorder)));
    Recorded second;
    Recorder::Options options = second.options(path);
    options.whenHeld = Recorder::WhenHeld::LookOn;
    QTRY_VERIFY(second.start(options));
    QCOMPARE(second.state(), RecordingStatus::State::Reading);
    QTRY_VERIFY(knowsThisMachine(newest(*second.recorder)));
    QVERIFY(std::chrono::abs(second.recorder->clock()->now() - first.recorder->clock()->now()) < 1s);
    first.recorder.reset();
    QTRY_VERIFY_WITH_TIMEOUT(newest(*second.recorder)->heldUp, 10000);
    QTRY_COMPARE(second.state(), RecordingStatus::State::Ended);
    QVERIFY(first.start(first.options(path)));
    QTRY_COMPARE(second.state(), RecordingStatus::State::Reading);
}

void tst_Recorder::aBrokenEditKeepsTheLastGoodEstate()
{
    QTemporaryDir folder;
    const QString estate = folder.filePath(QStringLiteral("estate.yaml"));
    write(estate, "name: one\nhosts:\n  web1: {address: 192.0.2.1}\n");
    Recorded recorded;
    QVERIFY(recorded.start(
        recorded.options(folder.filePath(QStringLiteral("recording.db")).toStdString(), estate.toStdString())));
    QTRY_COMPARE(estateName(newest(*recorded.recorder)), std::string("one"));
    write(estate, "name: two\nhosts: [oops\n");
    QTRY_VERIFY_WITH_TIMEOUT(recorded.estateErrors() > 0, 10000);
    QCOMPARE(estateName(newest(*recorded.recorder)), std::string("one"));
    write(estate, "name: three\nhosts:\n  web2: {address: 192.0.2.2}\n");
    QTRY_COMPARE_WITH_TIMEOUT(estateName(newest(*recorded.recorder)), std::string("three"), 10000);
    QCOMPARE(recorded.estateErrors(), std::size_t(0));
}

void tst_Recorder::aJournalRowMakesATickAtOnce()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options(path)));
    QTRY_VERIFY(knowsThisMachine(newest(*recorded.recorder)));
    const auto journal = Journal::open(folder.filePath(QStringLiteral("journal.db")).toStdString());
    QVERIFY(journal);
    const auto number = (*journal)->append({0, {}, "ann@desk", "note", "host/web1", "seen"});
    QVERIFY(number);
    QTRY_COMPARE(newest(*recorded.recorder)->tick.journal, *number);
}

// Without it somebody at a second desk could see an alert and not say that he has it.
void tst_Recorder::everyDeskCanAct()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    Recorded records;
    QVERIFY(records.start(records.options(path)));
    Recorded looksOn;
    Recorder::Options options = looksOn.options(path);
    options.whenHeld = Recorder::WhenHeld::LookOn;
    QTRY_VERIFY(newest(*records.recorder));
    QTRY_VERIFY(looksOn.start(options));
    std::atomic<std::uint64_t> number = 0;
    std::atomic<bool> wasRefused = false;
    for (Recorded *desk : {&records, &looksOn}) {
        const auto done = [&](const Expected<std::uint64_t> &row) { number = row.value_or(0); };
        number = 0;
        desk->recorder->act({Act::Kind::Note, "host/web1", "seen", {}}, done);
        QTRY_VERIFY(number > 0);
        QTRY_COMPARE(newest(*records.recorder)->tick.journal, number.load());
        desk->recorder->act({Act::Kind::Shelve, "host/web1", "for ever", {}},
                            [&](const Expected<std::uint64_t> &row) { wasRefused = !row; });
        QTRY_VERIFY(wasRefused);
        wasRefused = false;
    }
    const auto rows = (*openJournal(folder.filePath(QStringLiteral("journal.db")).toStdString()))->rows(0);
    QVERIFY(rows && rows->size() == 2);
    QCOMPARE(rows->front().who, thisPerson());
}

// Without it an acknowledgement would be accepted, kept, and never carried out.
void tst_Recorder::aJournalThatOpensLateIsRead()
{
    QTemporaryDir folder;
    const QString journalPath = folder.filePath(QStringLiteral("journal.db"));
    write(journalPath, "no journal at all, but something that stands in its place");
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options(folder.filePath(QStringLiteral("recording.db")).toStdString())));
    QTRY_VERIFY(recorded.trouble().find("journal.db") != std::string::npos);
    QVERIFY(QFile::remove(journalPath));
    std::atomic<std::uint64_t> number = 0;
    recorded.recorder->act({Act::Kind::Note, "host/web1", "seen", {}},
                           [&](const Expected<std::uint64_t> &row) { number = row.value_or(0); });
    QTRY_COMPARE(number.load(), std::uint64_t(1));
    QTRY_COMPARE(newest(*recorded.recorder)->tick.journal, std::uint64_t(1));
    QTRY_COMPARE(recorded.trouble(), std::string());
}

void tst_Recorder::anotherJournalIsNoticed()
{
    QTemporaryDir folder;
    const QString journalPath = folder.filePath(QStringLiteral("journal.db"));
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options(folder.filePath(QStringLiteral("recording.db")).toStdString())));
    QTRY_VERIFY(newest(*recorded.recorder));
    {
        const auto journal = Journal::open(journalPath.toStdString());
        QVERIFY(journal);
        for (int i = 0; i < 3; ++i)
            QVERIFY((*journal)->append({0, {}, "ann@desk", "note", "host/web1", "seen"}));
    }
    QTRY_COMPARE(newest(*recorded.recorder)->tick.journal, std::uint64_t(3));
    for (const char *companion : {"", "-wal", "-shm"})
        QFile::remove(journalPath + QLatin1String(companion));
    {
        const auto other = Journal::open(journalPath.toStdString());
        QVERIFY(other && (*other)->append({0, {}, "ann@desk", "note", "host/web1", "seen"}));
    }
    QTRY_VERIFY(recorded.trouble().find("ends with row 1, but row 3 was seen before") != std::string::npos);
}

void tst_Recorder::startingAgainGoesOnInTheSameRecording()
{
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("recording.db")).toStdString();
    Tick last;
    for (int i = 0; i < 3; ++i) {
        Recorded recorded;
        QVERIFY(recorded.start(recorded.options(path)));
        PicturePtr picture;
        QTRY_VERIFY(knowsThisMachine(picture = newest(*recorded.recorder)) && picture->tick.number > last.number);
        QVERIFY(picture->tick.moment > last.moment);
        last = picture->tick;
    }
    const auto file = openRecording(path);
    QVERIFY(file);
    const auto changes = (*file)->changes(0, last.number);
    QVERIFY(changes);
    std::set<SeriesKey> keys;
    for (const DatedChange &dated : *changes) {
        if (const auto *series = std::get_if<SeriesDeclared>(&dated.change))
            QVERIFY2(keys.insert(series->key).second, series->key.metric.c_str());
    }
}

void tst_Recorder::whereNothingCanBeRecordedThePictureLives()
{
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options("/proc/no-such-folder/recording.db")));
    QTRY_VERIFY(knowsThisMachine(newest(*recorded.recorder)));
    QTRY_COMPARE(recorded.state(), RecordingStatus::State::Paused);
}

void tst_Recorder::aRecordingThatCannotBeReadIsLeftAloneAndThePictureLives()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("recording.db"));
    {
        Recorded recorded;
        QVERIFY(recorded.start(recorded.options(path.toStdString())));
        QTRY_VERIFY(knowsThisMachine(newest(*recorded.recorder)));
    }
    // Pages of a disk that forgets: the tables are there, and what stands in them is not what was written.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 size = file.size();
    QVERIFY(file.seek(8192));
    file.write(QByteArray(static_cast<int>(size - 8192), '\x5a'));
    file.close();
    Recorded recorded;
    QVERIFY(recorded.start(recorded.options(path.toStdString())));
    QTRY_VERIFY(knowsThisMachine(newest(*recorded.recorder)));
    QTRY_COMPARE(recorded.state(), RecordingStatus::State::Paused);
    QCOMPARE(file.size(), size);
}

void tst_Recorder::anEstateThatIsWrongAtTheStartIsRefusedWithEveryError()
{
    QTemporaryDir folder;
    const QString estate = folder.filePath(QStringLiteral("estate.yaml"));
    write(estate, "name: one\nhots: {}\nqueus: {}\n");
    Recorded recorded;
    const auto started = Recorder::start(
        recorded.options(folder.filePath(QStringLiteral("recording.db")).toStdString(), estate.toStdString()));
    QVERIFY(!started);
    QVERIFY(started.error().what.find("estate.yaml:2:1") != std::string::npos);
    QVERIFY(started.error().what.find("estate.yaml:3:1") != std::string::npos);
}

SIGNALBOX_TEST(tst_Recorder)
} // namespace tst_recorder

#include "tst_recorder.moc"
