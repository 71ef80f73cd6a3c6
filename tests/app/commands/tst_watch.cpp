// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <recording/recordingfile.h>
#include <support/testprogram.h>

namespace tst_watch
{
using namespace signalbox;

namespace
{
/// `signalboxctl watch`, as a service runs it.
class Watch
{
public:
    explicit Watch(const QStringList &arguments, const QProcessEnvironment &environment = {}, const QString &out = {})
    {
        m_process.setProcessEnvironment(environment);
        m_process.setStandardOutputFile(out);
        m_process.setProgram(QStringLiteral(SIGNALBOXCTL));
        m_process.setArguments(QStringList{QStringLiteral("watch")} + arguments);
        m_process.start();
    }
    ~Watch()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QProcess &process() { return m_process; }
    QString out()
    {
        m_out += QString::fromUtf8(m_process.readAllStandardOutput());
        return m_out;
    }
    QString err()
    {
        m_err += QString::fromUtf8(m_process.readAllStandardError());
        return m_err;
    }

private:
    QProcess m_process;
    QString m_out;
    QString m_err;
};

/// Hears what is said to systemd.
class Ear
{
public:
    explicit Ear(const QString &path)
        : m_path(path)
        , m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = path.toLocal8Bit();
        std::copy(name.begin(), name.end(), std::begin(address.sun_path));
        if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            qFatal("%s cannot be bound", name.constData());
    }
    ~Ear() { ::close(m_socket); }
    Ear(const Ear &) = delete;
    Ear &operator=(const Ear &) = delete;

    [[nodiscard]] QString path() const { return m_path; }
    /// Whether a message had that in it since forget().
    bool heard(const char *words) const
    {
        char bytes[4096];
        for (ssize_t count = 0; (count = ::recv(m_socket, bytes, sizeof bytes, 0)) > 0;)
            m_heard += QByteArray(bytes, static_cast<qsizetype>(count)) + '\n';
        return m_heard.contains(words);
    }
    void forget() const
    {
        heard("");
        m_heard.clear();
    }

private:
    QString m_path;
    int m_socket;
    mutable QByteArray m_heard;
};
} // namespace

/// Were this wrong, the machine that is to remember the night would remember nothing.
class TestWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itRecordsAndSaysWhatIsWrong();
    void asASecondOneItEndsWithAReason();
    void aWrongEstateEndsItWithEveryError();
    void systemdIsToldHowItStands();
    void theJournalGivesLinesTheirTime();
    void aWatchElsewhereIsNotWatchedHere();
};

void TestWatch::itRecordsAndSaysWhatIsWrong()
{
    QTemporaryDir folder;
    const QString estate = folder.filePath(QStringLiteral("estate.yaml"));
    QFile file(estate);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name: dead\nhosts: {web1: {address: 127.0.0.1}}\n"
               "sources: {node: {type: exposition, hosts: [web1], url: 'http://{address}:1/metrics'}}\n");
    file.close();
    const QString recording = folder.filePath(QStringLiteral("recording.db"));
    Watch watch({estate, QStringLiteral("--record"), recording});
    QTRY_VERIFY_WITH_TIMEOUT(watch.out().contains(QStringLiteral("unknown source-dead source/node: ")), 20000);
    QVERIFY(watch.err().contains(QStringLiteral("recording to ")));
    ::kill(static_cast<pid_t>(watch.process().processId()), SIGTERM);
    QVERIFY(watch.process().waitForFinished());
    QCOMPARE(watch.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(watch.process().exitCode(), 0);
    const auto recorded = openRecording(recording.toStdString());
    QVERIFY(recorded);
    QVERIFY((*recorded)->extent()->last.number > 0);
}

void TestWatch::asASecondOneItEndsWithAReason()
{
    QTemporaryDir folder;
    const QString recording = folder.filePath(QStringLiteral("recording.db"));
    Watch first({QStringLiteral("--record"), recording});
    QTRY_VERIFY(first.err().contains(QStringLiteral("recording to ")));
    Watch second({QStringLiteral("--record"), recording});
    QVERIFY(second.process().waitForFinished());
    QCOMPARE(second.process().exitCode(), 1);
    QVERIFY(second.err().contains(QStringLiteral("is being recorded by process %1").arg(first.process().processId())));
}

void TestWatch::aWrongEstateEndsItWithEveryError()
{
    QTemporaryDir folder;
    const QString estate = folder.filePath(QStringLiteral("estate.yaml"));
    QFile file(estate);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("name: x\nhots: {}\nlimts: {}\n");
    file.close();
    Watch watch({estate, QStringLiteral("--record"), folder.filePath(QStringLiteral("r.db"))});
    QVERIFY(watch.process().waitForFinished());
    QCOMPARE(watch.process().exitCode(), 1);
    QVERIFY(watch.err().contains(QStringLiteral("estate.yaml:2:1: ")));
    QVERIFY2(watch.err().contains(QStringLiteral("\n") + estate + QStringLiteral(":3:1: ")), qPrintable(watch.err()));
}

// Lost if it fails: systemctl start says that all is well before anything is recorded, reload does nothing, or a watch
// that hangs is never started again.
void TestWatch::systemdIsToldHowItStands()
{
    QTemporaryDir folder;
    const Ear ear(folder.filePath(QStringLiteral("notify")));
    const auto writeEstate = [&](const char *text) {
        QFile file(folder.filePath(QStringLiteral("estate.yaml")));
        return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
    };
    QVERIFY(writeEstate("name: t\nhosts: {web1: {}}\n"));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NOTIFY_SOCKET"), ear.path());
    Watch watch({folder.filePath(QStringLiteral("estate.yaml")), QStringLiteral("--record"),
                 folder.filePath(QStringLiteral("r.db"))},
                environment);
    QTRY_VERIFY_WITH_TIMEOUT(ear.heard("READY=1"), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(ear.heard("WATCHDOG=1"), 20000);
    QTRY_VERIFY_WITH_TIMEOUT(ear.heard("0 critical, 0 unknown, 0 warning, recording to "), 20000);
    const auto pid = static_cast<pid_t>(watch.process().processId());

    ear.forget();
    QVERIFY(writeEstate("name: t\nhots: {}\n"));
    ::kill(pid, SIGHUP);
    QTRY_VERIFY_WITH_TIMEOUT(ear.heard("READY=1"), 20000);
    QVERIFY(ear.heard("RELOADING=1"));
    QTRY_VERIFY_WITH_TIMEOUT(ear.heard("the estate file is wrong"), 20000);
    ::kill(pid, SIGTERM);
    QVERIFY(watch.process().waitForFinished());
    QCOMPARE(watch.process().exitCode(), 0);
    QVERIFY(ear.heard("STOPPING=1"));
}

// Lost if it fails: each line of the log has two times, and journalctl -p finds nothing by its weight.
void TestWatch::theJournalGivesLinesTheirTime()
{
    QTemporaryDir folder;
    QFile estate(folder.filePath(QStringLiteral("estate.yaml")));
    QVERIFY(estate.open(QIODevice::WriteOnly));
    estate.write("name: dead\nhosts: {web1: {address: 127.0.0.1}}\n"
                 "sources: {node: {type: exposition, hosts: [web1], url: 'http://{address}:1/metrics'}}\n");
    estate.close();
    QFile journal(folder.filePath(QStringLiteral("journal")));
    QVERIFY(journal.open(QIODevice::ReadWrite));
    struct stat file = {};
    QCOMPARE(::fstat(journal.handle(), &file), 0);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("JOURNAL_STREAM"),
                       QString::number(file.st_dev) + u':' + QString::number(file.st_ino));
    const Watch watch({estate.fileName(), QStringLiteral("--record"), folder.filePath(QStringLiteral("r.db"))},
                      environment, journal.fileName());
    QByteArray said;
    const auto isSaid = [&] {
        said += journal.readAll();
        return said.contains("<3>unknown source-dead source/node: ");
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isSaid(), said.constData(), 20000);
    QVERIFY(said.startsWith('<'));
}

// Lost if it fails: whoever types the address of a watch is told of a file that is not there.
void TestWatch::aWatchElsewhereIsNotWatchedHere()
{
    Watch watch({QStringLiteral("ssh://watch1")});
    QVERIFY(watch.process().waitForFinished());
    QCOMPARE(watch.process().exitCode(), 1);
    QVERIFY2(watch.err().contains(QStringLiteral("is watched there")), qPrintable(watch.err()));
}

SIGNALBOX_TEST(TestWatch)
} // namespace tst_watch

#include "tst_watch.moc"
