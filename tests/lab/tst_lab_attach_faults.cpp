// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include <sys/resource.h>

#include <QFile>

#include <attaching/attachment.h>
#include <console/console.h>
#include <laboratory/island.h>
#include <laboratory/servers.h>
#include <laboratory/sshdoor.h>
#include <picture/picture.h>
#include <recording/recordingfile.h>
#include <session/follower.h>
#include <support/testprogram.h>
#include <unistd.h>

namespace tst_lab_attach_faults
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;
constexpr int hosts = 100;
using State = AttachmentStatus::State;

PicturePtr newest(const Recording &recording)
{
    const auto extent = recording.extent();
    const auto picture = extent ? Follower(recording).moveTo(extent->last.moment) : tl::unexpected(extent.error());
    return picture ? *picture : nullptr;
}

/// How far a desk's recording is behind the watch's.
Milliseconds behind(const Recording &desk, const Recording &watch)
{
    return watch.extent()->last.moment - desk.extent()->last.moment;
}

/// No file of that process may get larger than this, which the system says as it says that the disk is full: by a write
/// that fails.
bool limitFiles(qint64 process, rlim_t bytes)
{
    const rlimit limit{bytes, RLIM_INFINITY};
    return ::prlimit(static_cast<pid_t>(process), RLIMIT_FSIZE, &limit, nullptr) == 0;
}
} // namespace

/// What happens to a desk when the line, the watch or a disk is not kind: over a real sshd, in a network of its own.
class LabAttachFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aLineThatDiesWithoutAWordIsNoticedAndTakenUpAgain();
    void aSlowLineIsBehindByLittleAndNeverShowsOldAsNew();
    void aWatchThatIsKilledUnderLoadIsFollowedOn();
    void aWatchWhoseDiskIsFullIsNotTakenForQuiet();
    void aDeskWhoseDiskIsFullGoesOnShowing();

private:
    void startWatch();
    [[nodiscard]] QString recording() const { return m_lab.path(u"load.db"_s); }
    void attach();
    [[nodiscard]] State state() const { return m_attachment->status().state; }

    Laboratory m_lab;
    std::unique_ptr<Server> m_exporter;
    std::unique_ptr<Island> m_desk;
    std::unique_ptr<SshDoor> m_door;
    std::unique_ptr<Console> m_watch;
    QString m_estate;
    std::unique_ptr<Attachment> m_attachment;
    std::unique_ptr<const Recording> m_here;
    std::unique_ptr<const Recording> m_there;
};

void LabAttachFaults::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root makes networks");
    const Expected<void> entered = enterEmptyNetwork();
    QVERIFY2(entered, entered ? "" : entered.error().sentence().c_str());
    m_exporter = std::make_unique<Server>(nodeExporter(m_lab));
    QVERIFY(m_exporter->start());
    QString names;
    QString asked;
    const QString url = QString::fromStdString(m_exporter->url("/metrics?collect[]=loadavg&host="));
    for (int i = 0; i < hosts; ++i) {
        names += u"  web%1: {}\n"_s.arg(i);
        asked += u"      host/web%1: \"%2%1\"\n"_s.arg(i).arg(url);
    }
    m_estate = m_lab.write(u"load.yaml"_s, u"name: Load\nhosts:\n%1sources:\n  node:\n    type: exposition\n    "
                                           "interval: 1s\n    targets:\n%2"_s.arg(names, asked)
                                               .toUtf8());
    auto desk = Island::make(100);
    QVERIFY2(desk, desk ? "" : desk.error().sentence().c_str());
    m_desk = std::move(*desk);
    m_door = std::make_unique<SshDoor>(m_lab, m_desk->near(), m_desk->wordsToEnter());
    const Expected<void> opened = m_door->open(QStringLiteral(SIGNALBOXCTL " serve --stdio ") + recording());
    QVERIFY2(opened, opened ? "" : opened.error().sentence().c_str());
    qputenv("PATH", m_door->tools().toLocal8Bit() + ':' + qgetenv("PATH"));
    qputenv("XDG_STATE_HOME", m_lab.path(u"deskstate"_s).toLocal8Bit());
}

void LabAttachFaults::init()
{
    startWatch();
    attach();
}

void LabAttachFaults::cleanup()
{
    m_here.reset();
    m_there.reset();
    m_attachment.reset();
    if (m_watch)
        m_watch->kill();
}

void LabAttachFaults::startWatch()
{
    m_watch = std::make_unique<Console>(QStringList{u"watch"_s, m_estate, u"--record"_s, recording()},
                                        [] { std::signal(SIGXFSZ, SIG_IGN); });
    const auto isWatching = [this] {
        const QJsonObject load = seriesIn(pictureJson({recording()}), u"host/web%1"_s.arg(hosts - 1), u"node_load1"_s);
        return load[u"freshness"_s].toString() == u"fresh"_s;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isWatching(), qPrintable(m_watch->err()), patience);
}

void LabAttachFaults::attach()
{
    auto attached = Attachment::attach(*watchAddress("ssh://watch1"), {});
    QVERIFY2(attached, attached ? "" : attached.error().sentence().c_str());
    m_attachment = std::move(*attached);
    QVERIFY(m_attachment->waitUntilCurrent(60s));
    auto here = m_attachment->recording();
    auto there = openRecording(recording().toStdString());
    QVERIFY(here && there);
    m_here = std::move(*here);
    m_there = std::move(*there);
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Attached, patience);
}

// Lost if it fails: a router dies between the desk and the watch, and the screen stands still as if all were quiet.
void LabAttachFaults::aLineThatDiesWithoutAWordIsNoticedAndTakenUpAgain()
{
    QVERIFY(m_desk->pullCable());
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Cut, patience);
    QVERIFY(!m_attachment->status().problem.what.empty());
    const Extent shown = *m_here->extent();
    QVERIFY(m_attachment->clock()->now() > shown.last.moment + 10s); // it has grown old meanwhile
    QVERIFY(m_desk->plugCable());
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Attached, patience);
    QTRY_VERIFY_WITH_TIMEOUT(behind(*m_here, *m_there) < 3s, patience);
    m_attachment->flush();
    QVERIFY(m_here->gaps(shown.first.moment, m_here->extent()->last.moment)->empty()); // what was missed came after
}

// Lost if it fails: over a bad line a desk shows what was minutes ago and calls it a second old.
void LabAttachFaults::aSlowLineIsBehindByLittleAndNeverShowsOldAsNew()
{
    QVERIFY(m_desk->slowDown(1000));
    const auto watchs = clockOfRecording(recording().toStdString());
    QVERIFY(watchs);
    // Long enough that buffers on the way would have filled.
    const Moment until = (*watchs)->now() + 60s;
    Milliseconds furthest{};
    Milliseconds latest{};
    const auto isOver = [&] {
        const Moment now = (*watchs)->now();
        furthest = std::max(furthest, now - m_here->extent()->last.moment);
        latest = std::max(latest, now - m_attachment->clock()->now());
        return now > until;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isOver(), patience);
    qInfo("at 1 kB/s: behind by at most %lld ms, the time by at most %lld ms", static_cast<long long>(furthest.count()),
          static_cast<long long>(latest.count()));
    QCOMPARE(state(), State::Attached);
    QVERIFY(latest < 15s);
    QVERIFY(furthest < 45s);
    QVERIFY(m_desk->slowDown(10'000'000));
    QTRY_VERIFY_WITH_TIMEOUT(behind(*m_here, *m_there) < 3s, patience);
}

// Lost if it fails: after the watch was killed its desks show the moment of its death for ever, or another night.
void LabAttachFaults::aWatchThatIsKilledUnderLoadIsFollowedOn()
{
    for (int i = 0; i < 3; ++i) {
        m_watch->kill();
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Unwatched, patience);
        startWatch();
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Attached, patience);
        QTRY_VERIFY_WITH_TIMEOUT(behind(*m_here, *m_there) < 3s, patience);
    }
    QCOMPARE(m_watch->stop().status, 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_here->extent()->last.number, m_there->extent()->last.number, patience);
    m_attachment->flush();
    const PicturePtr here = newest(*m_here);
    const PicturePtr there = newest(*m_there);
    QVERIFY(here && there);
    QCOMPARE(here->samples.size(), there->samples.size());
    std::size_t same = 0;
    for (std::size_t i = 0; i < there->samples.size(); ++i) {
        for (std::size_t j = 0; j < here->samples.size(); ++j) {
            if (here->series[j]->declared.key == there->series[i]->declared.key)
                same += here->samples[j].at == there->samples[i].at && here->samples[j].kind == there->samples[i].kind;
        }
    }
    QCOMPARE(same, there->samples.size());
}

// Lost if it fails: the watch's disk is full, it writes nothing, and every desk shows "attached" and nothing new.
void LabAttachFaults::aWatchWhoseDiskIsFullIsNotTakenForQuiet()
{
    QVERIFY(limitFiles(m_watch->pid(), 4096));
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Stuck, patience);
    QVERIFY(limitFiles(m_watch->pid(), RLIM_INFINITY));
    QTRY_COMPARE_WITH_TIMEOUT(state(), State::Attached, patience);
    QTRY_VERIFY_WITH_TIMEOUT(behind(*m_here, *m_there) < 3s, patience);
}

// Lost if it fails: a full laptop shows nothing of the night, though all of it arrives.
void LabAttachFaults::aDeskWhoseDiskIsFullGoesOnShowing()
{
    std::signal(SIGXFSZ, SIG_IGN);
    const auto note = [this](const char *text) {
        std::atomic<bool> isDone = false;
        m_attachment->act({Act::Kind::Note, {}, text, {}},
                          [&isDone](const Expected<std::uint64_t> &number) { isDone = number.has_value(); });
        return QTest::qWaitFor([&] { return isDone.load(); }, patience);
    };
    QVERIFY(note("before"));
    const std::string journal = m_attachment->path().substr(0, m_attachment->path().rfind('/')) + "/journal.db";
    QTRY_COMPARE_WITH_TIMEOUT(journalRows(journal)->size(), std::size_t(1), patience);
    QVERIFY(limitFiles(::getpid(), 4096));
    QTRY_VERIFY_WITH_TIMEOUT(!m_attachment->status().copy.what.empty(), patience);
    QVERIFY(note("while nothing can be written here"));
    const TickNumber then = m_here->extent()->last.number;
    QTRY_VERIFY_WITH_TIMEOUT(m_here->extent()->last.number > then + 5, patience);
    QVERIFY(newest(*m_here) && newest(*m_here)->tick.number > then);
    QCOMPARE(state(), State::Attached);
    QVERIFY(limitFiles(::getpid(), RLIM_INFINITY));
    QTRY_VERIFY_WITH_TIMEOUT(m_attachment->status().copy.what.empty(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(journalRows(journal)->size(), std::size_t(2), patience);
    m_attachment->flush();
    QVERIFY(openRecording(m_attachment->path()).value()->extent()->last.number > then);
}

SIGNALBOX_TEST(LabAttachFaults)
} // namespace tst_lab_attach_faults

#include "tst_lab_attach_faults.moc"
