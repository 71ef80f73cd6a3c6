// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <recording/recordingwriter.h>
#include <story/story.h>
#include <support/testprogram.h>

#include "said.h"

namespace tst_check
{
using namespace signalbox;

namespace
{
const QString corpus = QStringLiteral(SIGNALBOX_TEST_DATA "/estate/");

// Two kinds of which one is watched.
constexpr char partlyWatched[] = "name: \"Ops \\u202e!\"\n"
                                 "hosts: {a: , b: , c: , desk: }\n"
                                 "stores: {s1: {slots: [a, b]}, s2: {slots: [b, a]}}\n"
                                 "queues: {q: {host: a}}\n"
                                 "sources: {here: {type: this-machine, host: desk, interval: 1500ms}}\n";
} // namespace

class TestCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsWrongIsToldInLinesThatEditorsFollow();
    void whatIsRightIsToldWithWhatNobodyWatches();
    void longListsAreCutInTextOnly();
    void jsonHasEverything();
    void jsonTellsErrorsToo();
    void aRuleThatComparesNothingIsNamed();
    void withoutAFileItIsThisMachine();
    void aTypeThatNoSourceHasIsAnError();
    void nothingOutsideReachesTheTerminalRaw();

private:
    QString write(const QByteArray &text);
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCheck::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8());
}

QString TestCheck::write(const QByteArray &text)
{
    const QString path = m_folder->filePath(QStringLiteral("estate.yaml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("no temporary file");
    return path;
}

// Loses: a mistake would have to be looked for by hand.
void TestCheck::whatIsWrongIsToldInLinesThatEditorsFollow()
{
    const QString path = corpus + QStringLiteral("bad/many-mistakes.yaml");
    const Said said = say({QStringLiteral("check"), path});
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out.count(QLatin1Char('\n')), 6);
    QVERIFY(said.out.startsWith(path +
                                QStringLiteral(":3:7: unknown key \"sit\" in host \"a\"; did you mean \"site\"?\n")));
    QCOMPARE(said.err, QString());
}

// Loses: a subject that nobody looks at would seem to be covered.
void TestCheck::whatIsRightIsToldWithWhatNobodyWatches()
{
    const Said said = say({QStringLiteral("check"), write(partlyWatched)});
    QCOMPARE(said.out, QStringLiteral("ok: 4 hosts, 2 stores, 1 queue declared, 1 source\n"
                                      "watched by here (this-machine):\n"
                                      "  1 host: desk\n"
                                      "3 hosts, 2 stores, 1 queue declared, watched by nothing:\n"
                                      "  3 hosts: a b c\n"
                                      "  2 stores: s1 s2\n"
                                      "  1 queue: q\n"));
    QCOMPARE(said.exit, Exit::Done);
}

// Loses: what matters would scroll off the screen.
void TestCheck::longListsAreCutInTextOnly()
{
    QByteArray text("hosts:\n");
    for (int i = 10; i < 50; ++i)
        text += "  h" + QByteArray::number(i) + ":\n";
    const QString path = write(text);
    const QString out = say({QStringLiteral("check"), path}).out;
    QVERIFY2(out.contains(QStringLiteral("40 hosts: h10 h11 h12 h13 h14 h15 h16 h17 h18 h19 h20 h21 and 28 more\n")),
             qPrintable(out));
    QVERIFY(say({QStringLiteral("check"), QStringLiteral("--json"), path}).out.contains(QStringLiteral("host/h49")));
}

// Loses: scripts could not tell what is covered.
void TestCheck::jsonHasEverything()
{
    const Said said = say({QStringLiteral("check"), write(partlyWatched), QStringLiteral("--json")});
    QCOMPARE(said.exit, Exit::Done);
    const QJsonObject json = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(undocumentedKeys(json, guideText()), QStringList());
    QCOMPARE(json[QStringLiteral("signalbox")].toInt(), 1);
    QCOMPARE(json[QStringLiteral("ok")].toBool(), true);
    QCOMPARE(json[QStringLiteral("id")].toString(), QStringLiteral("estate"));
    QCOMPARE(json[QStringLiteral("hash")].toString().size(), 64);
    QCOMPARE(json[QStringLiteral("errors")].toArray().size(), 0);
    QCOMPARE(json[QStringLiteral("declared")].toArray().size(), 7);
    QCOMPARE(json[QStringLiteral("unwatched")].toArray().size(), 6);
    const QJsonObject source = json[QStringLiteral("sources")].toArray().at(0).toObject();
    QCOMPARE(source[QStringLiteral("name")].toString(), QStringLiteral("here"));
    QCOMPARE(source[QStringLiteral("type")].toString(), QStringLiteral("this-machine"));
    QCOMPARE(source[QStringLiteral("interval_seconds")].toDouble(), 1.5);
    QCOMPARE(source[QStringLiteral("deadline_seconds")].toDouble(), 1.5);
    QCOMPARE(source[QStringLiteral("targets")].toArray().at(0).toObject()[QStringLiteral("subject")].toString(),
             QStringLiteral("host/desk"));
}

// Loses: a rule with a metric's name misspelt would never raise anything, and nobody would know.
void TestCheck::aRuleThatComparesNothingIsNamed()
{
    const QByteArray rules = "rules:\n"
                             "  right: {metric: node_load1, warning: '> 90'}\n"
                             "  typo: {metric: node_lod1, warning: '> 90'}\n"
                             "  elsewhere: {metric: node_load1, labels: [cpu=7], warning: '> 90'}\n";
    const QString path = write("hosts: {desk: }\nsources: {here: {type: this-machine, host: desk}}\n" + rules);
    qputenv("XDG_STATE_HOME", m_folder->path().toUtf8());
    QVERIFY(say({QStringLiteral("check"), path}).out.contains(QStringLiteral("told here once they were recorded")));
    const QString folder = QDir(m_folder->path()).filePath(QStringLiteral("signalbox/estate"));
    QVERIFY(QDir().mkpath(folder));
    Story story;
    story.at(Milliseconds(1000)).says("host/desk", "node_load1", 1).tick();
    QVERIFY((*RecordingWriter::open(folder.toStdString() + "/recording.db"))->append(story.frames()));
    const QString out = say({QStringLiteral("check"), path}).out;
    QVERIFY2(out.contains(QStringLiteral("rule right: compares 1 series\n")), qPrintable(out));
    QVERIFY2(out.contains(QStringLiteral("rule typo: compares nothing, no node_lod1 was ever recorded; did you mean "
                                         "\"node_load1\"?\n")),
             qPrintable(out));
    QVERIFY2(out.contains(QStringLiteral("rule elsewhere: compares nothing, no series recorded has")), qPrintable(out));
    const QString json = say({QStringLiteral("check"), path, QStringLiteral("--json")}).out;
    QCOMPARE(undocumentedKeys(QJsonDocument::fromJson(json.toUtf8()).object(), guideText()), QStringList());
    QVERIFY(json.contains(QStringLiteral("\"missing\": [\n                \"node_lod1\"")));
}

// Loses: a script would see no object at all, just when something is wrong.
void TestCheck::jsonTellsErrorsToo()
{
    const QString path = corpus + QStringLiteral("bad/many-mistakes.yaml");
    const Said said = say({QStringLiteral("check"), QStringLiteral("--json"), path});
    QCOMPARE(said.exit, Exit::BadInput);
    const QJsonObject json = QJsonDocument::fromJson(said.out.toUtf8()).object();
    QCOMPARE(undocumentedKeys(json, guideText()), QStringList());
    QCOMPARE(json[QStringLiteral("ok")].toBool(true), false);
    const QJsonObject first = json[QStringLiteral("errors")].toArray().at(0).toObject();
    QCOMPARE(first[QStringLiteral("file")].toString(), path);
    QCOMPARE(first[QStringLiteral("line")].toInt(), 3);
    QCOMPARE(first[QStringLiteral("column")].toInt(), 7);
    QVERIFY(first[QStringLiteral("message")].toString().startsWith(QStringLiteral("unknown key")));
}

// Loses: the first thing that anybody tries would fail.
void TestCheck::withoutAFileItIsThisMachine()
{
    const Said said = say({QStringLiteral("check")});
    QCOMPARE(said.exit, Exit::Done);
    QVERIFY2(
        said.out.startsWith(QStringLiteral("ok: 1 host declared, 1 source\nwatched by this-machine (this-machine):\n")),
        qPrintable(said.out));
}

// Loses: the file would be called right, and the source would never say anything.
void TestCheck::aTypeThatNoSourceHasIsAnError()
{
    const QString path = write("hosts: {a: }\nsources: {s: {type: this-machin, host: a}}\n");
    const Said said = say({QStringLiteral("check"), path});
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out, path + QStringLiteral(":2:21: type: no kind of source is called \"this-machin\"; did you mean "
                                             "\"this-machine\"?\n"));
}

// Loses: a file from elsewhere could clear the screen, or set the terminal's title.
void TestCheck::nothingOutsideReachesTheTerminalRaw()
{
    const Said said = say({QStringLiteral("check"), QStringLiteral("/nowhere/\x1b]0;title\x07.yaml")});
    QCOMPARE(said.exit, Exit::BadInput);
    QCOMPARE(said.out, QStringLiteral("/nowhere/\\x1b]0;title\\x07.yaml: there is no such file\n"));
}

SIGNALBOX_TEST(TestCheck)
} // namespace tst_check

#include "tst_check.moc"
