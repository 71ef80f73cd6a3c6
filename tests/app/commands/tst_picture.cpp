// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <sys/stat.h>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>
#include <rules/rule.h>
#include <story/day.h>
#include <story/story.h>
#include <support/testprogram.h>
#include <watching/recorder.h>

#include "said.h"

namespace tst_picture
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
QJsonObject json(const Said &said)
{
    return QJsonDocument::fromJson(said.out.toUtf8()).object();
}

QString recordDay(const QTemporaryDir &folder, const QString &name, const std::string &ruleSet)
{
    const QString path = folder.filePath(name);
    const auto writer = RecordingWriter::open(path.toStdString());
    std::vector<Frame> frames;
    tellDay({.hosts = 4, .interval = 60s, .length = 10h, .seed = 1},
            [&](const Frame &frame) { frames.push_back(frame); });
    for (Frame &frame : frames) {
        for (Change &change : frame.changes) {
            if (auto *accepted = std::get_if<EstateAccepted>(&change))
                accepted->ruleSetHash = ruleSet;
        }
    }
    if (!writer || !(*writer)->append(frames))
        qFatal("no recording");
    return path;
}
} // namespace

/// Were this wrong, somebody who has only a terminal would not know what is wrong, or believe an old value.
class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thisMachineIsPrintedWithEveryAge();
    void jsonIsOneObjectWithEverything();
    void aRecordingAnswersForAnyMoment_data();
    void aRecordingAnswersForAnyMoment();
    void otherRulesThanThisProgramsAreSaid();
    void whatCannotBeAnsweredIsSaid_data();
    void whatCannotBeAnsweredIsSaid();
    void aTargetThatDoesNotAnswerIsNoReasonToWait();
    void whereTheEstateIsRecordedItShowsWhatIsKnownThere();
    void aPipeIsNotWaitedFor();
    void aLookIsNotRecordedWhateverIsAsked();
    void aRecordingIsNotFollowed();
    void whatIsNotYetSureIsNotCalledWell();
    void withoutATemporaryFolderItSaysSo();

private:
    QTemporaryDir m_folder;
    QString m_recording;
};

void TestPicture::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_folder.path().toUtf8());
    qputenv("XDG_STATE_HOME", m_folder.path().toUtf8());
    m_recording = recordDay(m_folder, QStringLiteral("day.db"), rules::setHash());
}

void TestPicture::thisMachineIsPrintedWithEveryAge()
{
    const Said said = say({QStringLiteral("picture")});
    QCOMPARE(said.err, QString());
    QCOMPARE(said.exit, Exit::Done);
    static const QRegularExpression load(QStringLiteral("\\n +[\\d.]+ +\\d+ s +this-machine +node_load1\\n"));
    QVERIFY2(load.match(said.out).hasMatch(), qPrintable(said.out));
}

void TestPicture::jsonIsOneObjectWithEverything()
{
    const QJsonObject picture = json(say({QStringLiteral("picture"), QStringLiteral("--json")}));
    QCOMPARE(picture.value(QStringLiteral("signalbox")).toInt(), 1);
    QVERIFY(!picture.value(QStringLiteral("held_up")).toBool(true));
    const QJsonArray subjects = picture.value(QStringLiteral("subjects")).toArray();
    bool hasLoad = false;
    for (const QJsonValue &subject : subjects) {
        for (const QJsonValue &series : subject[QStringLiteral("series")].toArray()) {
            hasLoad = hasLoad || series[QStringLiteral("metric")] == QStringLiteral("node_load1");
            QVERIFY(series[QStringLiteral("age_seconds")].toDouble(-1) >= 0);
        }
    }
    QVERIFY(hasLoad);
    QCOMPARE(undocumentedKeys(picture, guideText()), QStringList());
}

void TestPicture::aRecordingAnswersForAnyMoment_data()
{
    QTest::addColumn<QString>("at");
    QTest::addColumn<int>("alerts");
    QTest::newRow("before anything happened") << QStringLiteral("2023-11-15T00:10:30Z") << 0;
    QTest::newRow("while web2 is dead") << QStringLiteral("2023-11-15T03:00:30Z") << 1;
    QTest::newRow("at the end") << QString() << 1;
}

void TestPicture::aRecordingAnswersForAnyMoment()
{
    QFETCH(QString, at);
    QFETCH(int, alerts);
    QStringList words{QStringLiteral("picture"), m_recording, QStringLiteral("--json")};
    if (!at.isEmpty())
        words << QStringLiteral("--at") << at;
    const QJsonObject picture = json(say(words));
    QCOMPARE(picture.value(QStringLiteral("alerts")).toArray().size(), alerts);
    if (!at.isEmpty())
        QCOMPARE(picture.value(QStringLiteral("time")).toString().left(16), at.left(16));
}

// Lost if it fails: a finding that is missing is taken for one that was not wrong then.
void TestPicture::otherRulesThanThisProgramsAreSaid()
{
    const QString other = recordDay(m_folder, QStringLiteral("other.db"), "other");
    const QString line = QStringLiteral("RECORDED WITH OTHER RULES than those of this program, by version test");
    QVERIFY(say({QStringLiteral("picture"), other}).out.contains(line));
    QVERIFY(!say({QStringLiteral("picture"), m_recording}).out.contains(line));
    const auto ruleSet = [](const QString &file) {
        return json(say({QStringLiteral("picture"), file, QStringLiteral("--json")}))
            .value(QStringLiteral("rule_set"))
            .toObject();
    };
    QCOMPARE(ruleSet(other), (QJsonObject{{QStringLiteral("hash"), QStringLiteral("other")},
                                          {QStringLiteral("is_this_programs"), false}}));
    QVERIFY(ruleSet(m_recording).value(QStringLiteral("is_this_programs")).toBool());
}

void TestPicture::whatCannotBeAnsweredIsSaid_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("answer");
    QTest::newRow("no time") << QStringLiteral("day.db") << QStringLiteral("yesterday")
                             << QStringLiteral("is not a time");
    QTest::newRow("an empty time") << QStringLiteral("day.db") << QString() << QStringLiteral("--at: names no time");
    QTest::newRow("too early") << QStringLiteral("day.db") << QStringLiteral("2001-01-01T00:00:00Z")
                               << QStringLiteral("was not recorded at that time");
    QTest::newRow("no recording") << QStringLiteral("none.yaml") << QStringLiteral("04:30")
                                  << QStringLiteral("asks a recording");
}

void TestPicture::whatCannotBeAnsweredIsSaid()
{
    QFETCH(QString, file);
    QFETCH(QString, at);
    QFETCH(QString, answer);
    const Said said = say({QStringLiteral("picture"), m_folder.filePath(file), QStringLiteral("--at"), at});
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out, QString());
    QVERIFY2(said.err.contains(answer), qPrintable(said.err));
}

void TestPicture::aTargetThatDoesNotAnswerIsNoReasonToWait()
{
    const QString path = m_folder.filePath(QStringLiteral("dead.yaml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    // Port 1 of loopback: nothing listens there.
    file.write("name: dead\nhosts: {web1: {address: 127.0.0.1}}\n"
               "sources: {node: {type: exposition, hosts: [web1], url: 'http://{address}:1/metrics'}}\n");
    file.close();
    const Said said = say({QStringLiteral("picture"), path});
    QCOMPARE(said.exit, Exit::Done);
    QVERIFY2(said.out.contains(QStringLiteral("UNKNOWN")), qPrintable(said.out));
    QVERIFY2(said.out.contains(QStringLiteral("refused")), qPrintable(said.out));
}

void TestPicture::whereTheEstateIsRecordedItShowsWhatIsKnownThere()
{
    QTemporaryDir state;
    qputenv("XDG_STATE_HOME", state.path().toUtf8());
    const auto recorder = Recorder::start({});
    QVERIFY(recorder);
    const auto recordedTick = [&] {
        const Expected<std::unique_ptr<const Recording>> recording = openRecording((*recorder)->path());
        return recording ? static_cast<qint64>((*recording)->extent()->last.number) : 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(recordedTick() > 5, 20000);
    const qint64 before = recordedTick();
    const QJsonObject picture = json(say({QStringLiteral("picture"), QStringLiteral("--json")}));
    QVERIFY(picture.value(QStringLiteral("tick")).toInteger() >= before);
}

void TestPicture::aPipeIsNotWaitedFor()
{
    const QString path = m_folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(mkfifo(qPrintable(path), 0600), 0);
    const Said said = say({QStringLiteral("picture"), path});
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(QStringLiteral("something other than a file")), qPrintable(said.err));
}

void TestPicture::aLookIsNotRecordedWhateverIsAsked()
{
    const QString path = m_folder.filePath(QStringLiteral("look.db"));
    const Said said = say({QStringLiteral("picture"), QStringLiteral("--record"), path});
    QCOMPARE(said.exit, Exit::BadInput);
    QVERIFY2(said.err.contains(QStringLiteral("--record: goes with --follow")), qPrintable(said.err));
    QVERIFY(!QFile::exists(path));
}

void TestPicture::aRecordingIsNotFollowed()
{
    const Said said = say({QStringLiteral("picture"), m_recording, QStringLiteral("--follow")});
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out, QString());
    QVERIFY2(said.err.contains(QStringLiteral("--follow: observes an estate")), qPrintable(said.err));
}

// It would be recorded in the estate's own folder, as a watch does.
void TestPicture::withoutATemporaryFolderItSaysSo()
{
    const QByteArray folder = qgetenv("TMPDIR");
    qputenv("TMPDIR", "/proc");
    const Said said = say({QStringLiteral("picture")});
    qputenv("TMPDIR", folder);
    QCOMPARE(said.exit, Exit::Failed);
    QVERIFY2(said.err.contains(QStringLiteral("/proc: no temporary folder")), qPrintable(said.err));
}

// Were this wrong, one look at a host that has just died would say that nothing is wrong.
void TestPicture::whatIsNotYetSureIsNotCalledWell()
{
    Story story("name: test\nhosts: {web1: }\n");
    story.from("fleet").at(1s).says("host/web1", "target_up", 0, {{"job", "node"}}).tick();
    const QString path = m_folder.filePath(QStringLiteral("first-look.db"));
    const auto writer = RecordingWriter::open(path.toStdString());
    QVERIFY(writer && (*writer)->append(story.frames()));
    const Said said = say({QStringLiteral("picture"), path});
    QVERIFY2(said.out.contains(QStringLiteral("not yet for long enough")), qPrintable(said.out));
    QVERIFY2(said.out.contains(QStringLiteral("host/web1: ")), qPrintable(said.out));
    QVERIFY(!said.out.contains(QStringLiteral("Nothing is known to be wrong")));
}

SIGNALBOX_TEST(TestPicture)
} // namespace tst_picture

#include "tst_picture.moc"
