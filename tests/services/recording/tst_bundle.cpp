// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An incident cut out of a recording. If these fail, somebody elsewhere is shown another incident than was, or is shown
// what was not meant for them.
#include <random>

#include <QFile>
#include <QTemporaryDir>

#include <bundle/bundle.h>
#include <database/database.h>
#include <disk/fulldisk.h>
#include <picture/fold.h>
#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <story/day.h>
#include <support/testprogram.h>

#include "samplerecording.h"

namespace tst_bundle
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
/// What a picture says of one subject: every series with its value, text, age and freshness, and every alert.
std::string textOf(const Recording &recording, TickNumber tick, const Subject &subject)
{
    Fold fold;
    Touched touched;
    const auto changes = recording.changes(0, tick);
    for (const DatedChange &dated : *changes)
        fold.apply(dated.change, touched);
    fold.load(recording.stateAt(tick).value());
    const Picture &picture = fold.working();
    std::vector<std::string> lines{picture.estate->hash + ' ' +
                                   std::to_string(picture.wall().time_since_epoch().count())};
    for (std::size_t i = 0; i < picture.series.size(); ++i) {
        const SeriesKey &key = picture.series[i]->declared.key;
        const Sample &sample = picture.sample(static_cast<SeriesId>(i));
        if (key.subject == subject)
            lines.push_back(key.metric + labelText(key.labels) + ' ' + key.source + ' ' +
                            std::to_string(sample.at.time_since_epoch().count()) + ' ' +
                            std::to_string(static_cast<int>(sample.freshness)) + ' ' +
                            (sample.kind == FactKind::Text ? picture.text(sample) : std::to_string(sample.value)));
    }
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        const Alert &alert = picture.alerts[i];
        if (alert.key->subject == subject && alert.cell != AlertCell{})
            lines.push_back(alert.key->rule + labelText(alert.key->labels) + ' ' +
                            std::to_string(static_cast<int>(alert.cell.state)) +
                            std::to_string(static_cast<int>(alert.cell.severity)) + ' ' +
                            std::to_string(alert.cell.since.time_since_epoch().count()) + ' ' +
                            std::to_string(alert.cell.raises) + ' ' + picture.text(alert.cell.sentence) +
                            (alert.cell.acknowledged ? picture.text(alert.cell.acknowledgedBy) : ""));
    }
    std::sort(lines.begin() + 1, lines.end());
    std::string all;
    for (const std::string &line : lines)
        all += line + '\n';
    return all;
}
} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aBundleShowsWhatTheRecordingShows_data();
    void aBundleShowsWhatTheRecordingShows();
    void nothingOfTheOthersIsInIt();
    void itIsOneFileThatNeedsNoCompanions();
    void whatBecameKnownLateIsInIt();
    void entriesComeBackAsTheyWere();
    void anExistingFileIsNeverOverwritten();
    void anEmptySpanIsRefused_data();
    void anEmptySpanIsRefused();
    void aFullDiskLeavesNothingBehind();
    void aDamagedBundleSaysSo();

private:
    std::string path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)).toStdString(); }
    [[nodiscard]] BundleCut cut(Milliseconds from, Milliseconds to, std::vector<Subject> subjects = {}) const
    {
        const Moment start = m_recording->extent()->first.moment;
        return {start + from, start + to, std::move(subjects)};
    }

    QTemporaryDir m_day;
    std::unique_ptr<const Recording> m_recording;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBundle::initTestCase()
{
    const std::string file = m_day.filePath(QStringLiteral("day.db")).toStdString();
    const auto writer = RecordingWriter::open(file);
    std::vector<Frame> frames;
    tellDay({.hosts = 4, .interval = 60s, .length = 8h, .seed = 2},
            [&](const Frame &frame) { frames.push_back(frame); });
    QVERIFY(writer && (*writer)->append(frames));
    m_recording = std::move(*openRecording(file));
}

void TestBundle::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestBundle::aBundleShowsWhatTheRecordingShows_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("all");
    QTest::newRow("three hours of one host") << 120 << 300 << false;
    QTest::newRow("the whole of one host") << -60 << 1000 << false;
    QTest::newRow("a moment of all") << 333 << 333 << true;
    QTest::newRow("the end of all") << 400 << 600 << true;
}

void TestBundle::aBundleShowsWhatTheRecordingShows()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, all);
    const Subject web2{"host", "web2"};
    const BundleCut wanted =
        cut(std::chrono::minutes(from), std::chrono::minutes(to), all ? std::vector<Subject>() : std::vector{web2});
    const auto written = writeBundle(*m_recording, wanted, {}, path("a.signalbox"));
    QVERIFY2(written, written ? "" : written.error().sentence().c_str());
    const auto bundle = openRecording(path("a.signalbox"));
    QVERIFY2(bundle, bundle ? "" : bundle.error().sentence().c_str());
    const auto extent = (*bundle)->extent();
    QCOMPARE(extent->first, *m_recording->tickAt(wanted.from));
    QCOMPARE(extent->last, *m_recording->tickAt(wanted.to));
    std::mt19937_64 random(4);
    for (int round = 0; round < 40; ++round) {
        const TickNumber tick =
            round == 0 ? extent->first.number
                       : extent->first.number + random() % (extent->last.number - extent->first.number + 1);
        const std::string expected = textOf(*m_recording, tick, web2);
        QVERIFY(round == 0 || expected.find("node_load1") != std::string::npos);
        QCOMPARE(textOf(**bundle, tick, web2), expected);
        if (all)
            QCOMPARE(textOf(**bundle, tick, {"host", "web1"}), textOf(*m_recording, tick, {"host", "web1"}));
    }
}

// What is passed on to a supplier must not tell of other customers' machines.
void TestBundle::nothingOfTheOthersIsInIt()
{
    QVERIFY(writeBundle(*m_recording, cut(0h, 8h, {{"host", "web2"}}), {}, path("a.signalbox")));
    const auto bundle = openRecording(path("a.signalbox"));
    std::size_t series = 0;
    const auto changes = (*bundle)->changes(0, ~TickNumber{0});
    QVERIFY(changes);
    for (const DatedChange &dated : *changes) {
        if (const auto *born = std::get_if<SeriesDeclared>(&dated.change)) {
            QCOMPARE(born->key.subject.name, std::string("web2"));
            ++series;
        }
        if (const auto *alert = std::get_if<AlertDeclared>(&dated.change))
            QCOMPARE(alert->subject.name, std::string("web2"));
        if (const auto *text = std::get_if<TextDeclared>(&dated.change))
            QVERIFY2(text->text.find("web1") == std::string::npos, text->text.c_str());
    }
    QVERIFY(series > 3);
    QCOMPARE((*bundle)->stateAt(~TickNumber{0})->samples.size(), series);
}

// A bundle lies on a read-only share or a DVD: nothing may be made beside it.
void TestBundle::itIsOneFileThatNeedsNoCompanions()
{
    QVERIFY(writeBundle(*m_recording, cut(1h, 2h), {}, path("a.signalbox")));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.signalbox")});
    QFile file(QString::fromStdString(path("a.signalbox")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray head = file.read(20);
    QCOMPARE(head[18], '\1'); // the file format's write and read version: 1 is a rollback journal, 2 is WAL
    QCOMPARE(head[19], '\1');
    const auto bundle = openRecording(path("a.signalbox"));
    QVERIFY((*bundle)->stateAt(~TickNumber{0}));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.signalbox")});
}

void TestBundle::whatBecameKnownLateIsInIt()
{
    std::vector<Frame> frames = FrameMaker(81, 10).next(200);
    for (Frame &frame : frames)
        frame.earlier.clear();
    const Moment from = frames[50].tick.moment;
    frames[120].earlier = {{SeriesId(3), {{from - 1h, 1}, {from + 1ms, 2}}}};
    frames[150].earlier = {{SeriesId(4), {{from - 1h, 1}}}};
    const auto writer = RecordingWriter::open(path("r.db"));
    QVERIFY(writer && (*writer)->append(frames));
    const auto recording = openRecording(path("r.db"));
    QVERIFY(writeBundle(**recording, {from, frames[180].tick.moment, {}}, {}, path("a.signalbox")));
    std::vector<Earlier> found;
    const auto bundled = openRecording(path("a.signalbox")).value()->frames(0, ~TickNumber{0}, 1000);
    QVERIFY(bundled);
    for (const Frame &frame : *bundled)
        found.insert(found.end(), frame.earlier.begin(), frame.earlier.end());
    QCOMPARE(found, (std::vector<Earlier>{{SeriesId(3), {{from + 1ms, 2}}}}));
}

void TestBundle::entriesComeBackAsTheyWere()
{
    const std::vector<BundledEntry> entries{
        {7, WallTime(5ms), "ann@desk", "acknowledge", "disk-full host/web1{}", "on it\n\0?", std::string(32, '\x80')},
        {9, WallTime(6ms), "", "note", "", "", ""}};
    QVERIFY(writeBundle(*m_recording, cut(1h, 2h), entries, path("a.signalbox")));
    QCOMPARE(bundledEntries(path("a.signalbox")).value(), entries);
    QVERIFY(bundledEntries(m_day.filePath(QStringLiteral("day.db")).toStdString())->empty());
}

void TestBundle::anExistingFileIsNeverOverwritten()
{
    QFile file(QString::fromStdString(path("a.signalbox")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("precious") == 8);
    file.close();
    const auto written = writeBundle(*m_recording, cut(1h, 2h), {}, path("a.signalbox"));
    QVERIFY(!written && !written.error().advice.empty());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

void TestBundle::anEmptySpanIsRefused_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::newRow("before") << -20 << -10;
    QTest::newRow("after") << 1000 << 1001;
    QTest::newRow("backward") << 20 << 10;
}

void TestBundle::anEmptySpanIsRefused()
{
    QFETCH(int, from);
    QFETCH(int, to);
    const auto written =
        writeBundle(*m_recording, cut(std::chrono::minutes(from), std::chrono::minutes(to)), {}, path("a.signalbox"));
    QVERIFY(!written && !written.error().advice.empty());
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestBundle::aFullDiskLeavesNothingBehind()
{
    FullDisk disk;
    bool made = false;
    int refused = 0;
    for (int writes = 0; !made; writes += 1 + writes / 2) {
        disk.fullAfter(writes);
        made = writeBundle(*m_recording, cut(1h, 90min), {}, path("a.signalbox")).has_value();
        refused += made ? 0 : 1;
        disk.hasRoom();
        QCOMPARE(QDir(m_folder->path()).isEmpty(), !made);
    }
    QVERIFY(refused > 3);
    QVERIFY(openRecording(path("a.signalbox")).value()->stateAt(~TickNumber{0}));
}

void TestBundle::aDamagedBundleSaysSo()
{
    QVERIFY(writeBundle(*m_recording, cut(1h, 2h), {}, path("a.signalbox")));
    QFile file(QString::fromStdString(path("a.signalbox")));
    QVERIFY(file.resize(file.size() - 1));
    const auto bundle = openRecording(path("a.signalbox"));
    QVERIFY(!bundle && !bundle.error().advice.empty());
}

SIGNALBOX_TEST(TestBundle)
} // namespace tst_bundle

#include "tst_bundle.moc"
