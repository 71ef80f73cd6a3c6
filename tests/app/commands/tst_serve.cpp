// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line between a desk and a watch, as real processes, without the ssh that is between them (tests/lab has that). If
// these fail, an engineer at home sees nothing, something old that looks new, or acknowledges into the void.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <attaching/attachment.h>
#include <journal/journal.h>
#include <picture/picture.h>
#include <recording/recordingfile.h>
#include <session/follower.h>
#include <signal.h>
#include <support/testprogram.h>
#include <watching/statefolder.h>

namespace tst_serve
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace
{
const WatchAddress somewhere{{}, "watch1", {}, {}};

std::vector<std::string> serving(const QString &recording)
{
    return {SIGNALBOXCTL, "serve", "--stdio", recording.toStdString()};
}

PicturePtr newest(const Recording &recording)
{
    const auto extent = recording.extent();
    const auto picture = extent ? Follower(recording).moveTo(extent->last.moment) : tl::unexpected(extent.error());
    return picture ? *picture : nullptr;
}
} // namespace

class ServeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", m_folder->filePath(u"desk"_s).toLocal8Bit());
        QFile estate(m_folder->filePath(u"estate.yaml"_s));
        QVERIFY(estate.open(QIODevice::WriteOnly));
        estate.write("name: Amber\nhosts: {here: {address: 127.0.0.1}}\n"
                     "sources: {machine: {type: this-machine, host: here, interval: 1s}}\n");
        estate.close();
        startWatch();
    }
    void cleanup()
    {
        m_watch->kill();
        m_watch->waitForFinished();
    }

    // Lost if it fails: what a watch has seen is not on the desk that attaches to it.
    void theDeskShowsWhatTheWatchRecords()
    {
        const auto desk = attach();
        QVERIFY2(desk, desk ? "" : desk.error().sentence().c_str());
        QVERIFY((*desk)->waitUntilCurrent(20s));
        (*desk)->flush();
        const auto theirs = openRecording(m_recording.toStdString());
        const auto ours = (*desk)->recording();
        QVERIFY(theirs && ours);
        QTRY_VERIFY((*ours)->extent()->last.number >= 3);
        const PicturePtr there = newest(**theirs);
        const PicturePtr here = newest(**ours);
        QVERIFY(there && here);
        QCOMPARE(here->estate->name, std::string("Amber"));
        QVERIFY(here->series.size() > 10);
        QCOMPARE(here->series.size(), there->series.size());
        QTRY_COMPARE((*desk)->status().state, AttachmentStatus::State::Attached);
        // and it goes on
        const TickNumber seen = (*ours)->extent()->last.number;
        QTRY_VERIFY((*ours)->extent()->last.number >= seen + 2);
    }

    // Lost if it fails: an acknowledgement or a note from home is nowhere.
    void whatIsDoneHereIsJournalledThere()
    {
        const auto desk = attach();
        QVERIFY2(desk, desk ? "" : desk.error().sentence().c_str());
        Expected<std::uint64_t> number = 0;
        std::atomic<bool> isAnswered = false;
        (*desk)->act({Act::Kind::Note, "host/here", "seen from home", {}}, [&](const Expected<std::uint64_t> &answer) {
            number = answer;
            isAnswered = true;
        });
        QTRY_VERIFY(isAnswered.load());
        QVERIFY2(number, number ? "" : number.error().sentence().c_str());
        const auto rows = journalRows(journalBeside(m_recording.toStdString()));
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(1));
        QCOMPARE(rows->front().text, std::string("seen from home"));
        // and comes back, chained as it is there
        const std::string copy = journalBeside((*desk)->path());
        QTRY_COMPARE(journalRows(copy)->size(), std::size_t(1));
        QCOMPARE(journalRows(copy)->front().hash, rows->front().hash);
    }

    // Lost if it fails: with the line down the screen is empty, or what is shown looks new; and nothing comes back by
    // itself.
    void whatWasSeenStaysWhenTheLineIsCut()
    {
        QTemporaryDir line;
        const QString switchedOn = line.filePath(u"on"_s);
        QVERIFY(QFile(switchedOn).open(QIODevice::WriteOnly));
        QFile script(line.filePath(u"line"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n[ -e '" + switchedOn.toLocal8Bit() +
                     "' ] || { echo 'No route to host' >&2; exit 255; }\n" + "echo $$ >'" +
                     line.filePath(u"pid"_s).toLocal8Bit() + "'\nexec '" SIGNALBOXCTL "' serve --stdio '" +
                     m_recording.toLocal8Bit() + "'\n");
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        script.close();
        const auto desk = Attachment::attach(somewhere, {{}, {script.fileName().toStdString()}});
        QVERIFY2(desk, desk ? "" : desk.error().sentence().c_str());
        QVERIFY((*desk)->waitUntilCurrent(20s));
        QTRY_COMPARE((*desk)->status().state, AttachmentStatus::State::Attached);
        QVERIFY(QFile::remove(switchedOn));
        QFile pid(line.filePath(u"pid"_s));
        QVERIFY(pid.open(QIODevice::ReadOnly));
        QCOMPARE(::kill(pid.readAll().trimmed().toInt(), SIGKILL), 0);
        QTRY_COMPARE((*desk)->status().state, AttachmentStatus::State::Cut);
        QTRY_COMPARE((*desk)->status().problem.what, std::string("No route to host"));
        const auto copy = (*desk)->recording();
        QVERIFY(copy);
        const Extent shown = *(*copy)->extent();
        QVERIFY(shown.last.number > 0);
        QTRY_VERIFY((*desk)->clock()->now() > shown.last.moment + 2s); // it grows old
        Problem refused;
        (*desk)->act({Act::Kind::Note, {}, "lost?", {}},
                     [&](const Expected<std::uint64_t> &answer) { refused = answer ? Problem{} : answer.error(); });
        QVERIFY(!refused.what.empty());
        QVERIFY(QFile(switchedOn).open(QIODevice::WriteOnly));
        QTRY_COMPARE_WITH_TIMEOUT((*desk)->status().state, AttachmentStatus::State::Attached, 40000);
        QTRY_VERIFY((*copy)->extent()->last.number > shown.last.number);
        QVERIFY((*copy)->gaps(shown.first.moment, (*desk)->clock()->now())->empty()); // what was missed came after
    }

    // Lost if it fails: two engineers work on the same thing and do not know it.
    void twoDesksSeeEachOther()
    {
        const auto first = attach();
        const auto second = attach();
        QVERIFY(first && second);
        QVERIFY((*second)->waitUntilCurrent(20s));
        (*second)->attend({"host", "here"});
        QTRY_COMPARE((*first)->status().others.size(), std::size_t(1));
        QTRY_COMPARE((*first)->status().others.front().lookingAt, std::string("host/here"));
    }

    // Lost if it fails: the watch is killed, nobody records, and the desk says that all is well.
    void aWatchThatIsKilledIsSaid()
    {
        const auto desk = attach();
        QVERIFY(desk);
        QTRY_COMPARE((*desk)->status().state, AttachmentStatus::State::Attached);
        cleanup();
        QTRY_COMPARE((*desk)->status().state, AttachmentStatus::State::Unwatched);
        startWatch();
        QTRY_COMPARE_WITH_TIMEOUT((*desk)->status().state, AttachmentStatus::State::Attached, 20000);
    }

    // Lost if it fails: after the watch's disk was lost and replaced, desks refuse to show what it records now.
    void aWatchThatRecordsAnewIsFollowed()
    {
        QVERIFY((*attach())->waitUntilCurrent(20s));
        cleanup();
        const QStringList old = QDir(m_folder->path()).entryList({u"recording.db*"_s});
        for (const QString &file : old)
            QVERIFY(QFile::remove(m_folder->filePath(file)));
        startWatch();
        const auto desk = attach();
        QVERIFY2(desk, desk ? "" : desk.error().sentence().c_str());
        QVERIFY((*desk)->waitUntilCurrent(20s));
        QTRY_COMPARE((*desk)->status().state, AttachmentStatus::State::Attached);
    }

    // Lost if it fails: something that is no watch (a greeting at login, an older program) is taken for one, or crashes
    // the desk.
    void whatIsNoWatchIsNamed_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("chatter") << QStringList{u"/bin/echo"_s, u"Welcome to watch1, have a nice day"_s};
        QTest::newRow("silence, then the end") << QStringList{u"/bin/true"_s};
        QTest::newRow("zeros") << QStringList{u"/usr/bin/head"_s, u"-c"_s, u"1000000"_s, u"/dev/zero"_s};
        QTest::newRow("nothing there") << QStringList{u"/nonexistent"_s};
    }
    void whatIsNoWatchIsNamed()
    {
        QFETCH(QStringList, command);
        std::vector<std::string> argv;
        for (const QString &word : command)
            argv.push_back(word.toStdString());
        const auto desk = Attachment::attach(somewhere, {{}, argv});
        QVERIFY(!desk);
        QVERIFY(!desk.error().what.empty());
    }

private:
    void startWatch()
    {
        m_recording = m_folder->filePath(u"recording.db"_s);
        m_watch = std::make_unique<QProcess>();
        m_watch->start(QStringLiteral(SIGNALBOXCTL),
                       {u"watch"_s, m_folder->filePath(u"estate.yaml"_s), u"--record"_s, m_recording});
        QVERIFY(m_watch->waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(isRecorded(), 20000);
    }
    bool isRecorded() const
    {
        if (!QFile::exists(m_recording))
            return false;
        const auto recording = openRecording(m_recording.toStdString());
        const auto extent = recording ? (*recording)->extent() : tl::unexpected(recording.error());
        return extent && extent->last.number >= 3;
    }
    [[nodiscard]] Expected<std::unique_ptr<Attachment>> attach() const
    {
        return Attachment::attach(somewhere, {{}, serving(m_recording)});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_recording;
    std::unique_ptr<QProcess> m_watch;
};

SIGNALBOX_TEST(ServeTest)
} // namespace tst_serve

#include "tst_serve.moc"
