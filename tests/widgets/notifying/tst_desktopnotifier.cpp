// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the desktop is told, on a bus of the test's own. If these fail, nobody hears of the disk that filled, or a
// mountpoint's name is read as markup.
#include <QDBusConnection>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>

#include <notifying/desktopnotifier.h>
#include <support/testprogram.h>

namespace tst_desktopnotifier
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Stands for the desktop's notification server.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Told {
        QString title;
        QString body;
        QVariantMap hints;
    };
    QStringList capabilities{u"body"_s, u"sound"_s};
    std::vector<Told> told;

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &, uint, const QString &, const QString &title, const QString &body, const QStringList &,
                const QVariantMap &hints, int)
    {
        told.push_back({title, body, hints});
        return static_cast<uint>(told.size());
    }
};

class DesktopNotifierTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();
    void theWorseItIsTheMoreUrgentAndTheSoundIsItsOwn_data();
    void theWorseItIsTheMoreUrgentAndTheSoundIsItsOwn();
    void whatIsQuietMakesNoSound();
    void outsideTextIsNoMarkup();
    void aStormIsToldTogether();
    void thatTheDesktopTakesNothingIsSaidOnce();

private:
    static DesktopNews news(Severity severity, const QString &line)
    {
        return {severity, u"New: "_s + line, {line}, true};
    }
    [[nodiscard]] QDBusConnection bus() const { return QDBusConnection::connectToBus(m_address, u"desk"_s); }

    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<DesktopNotifier> m_notifier;
};

void DesktopNotifierTest::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    QVERIFY2(!program.isEmpty(), "install dbus-daemon");
    m_daemon.start(program, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_daemon.waitForReadyRead());
    m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
}

void DesktopNotifierTest::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"desk"_s);
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    m_daemon.terminate();
    QVERIFY(m_daemon.waitForFinished());
}

void DesktopNotifierTest::init()
{
    m_desktop = std::make_unique<Desktop>();
    QDBusConnection server = QDBusConnection::connectToBus(m_address, u"desktop"_s);
    QVERIFY(
        server.registerObject(u"/org/freedesktop/Notifications"_s, m_desktop.get(), QDBusConnection::ExportAllSlots));
    QVERIFY(server.registerService(u"org.freedesktop.Notifications"_s));
    m_notifier = std::make_unique<DesktopNotifier>(bus());
}

void DesktopNotifierTest::cleanup()
{
    m_notifier.reset();
    QDBusConnection server(u"desktop"_s);
    server.unregisterService(u"org.freedesktop.Notifications"_s);
    server.unregisterObject(u"/org/freedesktop/Notifications"_s);
}

void DesktopNotifierTest::theWorseItIsTheMoreUrgentAndTheSoundIsItsOwn_data()
{
    QTest::addColumn<int>("severity");
    QTest::addColumn<int>("urgency");
    QTest::addColumn<QString>("sound");
    QTest::newRow("warning") << static_cast<int>(Severity::Warning) << 1 << u"dialog-warning"_s;
    QTest::newRow("critical") << static_cast<int>(Severity::Critical) << 2 << u"dialog-error"_s;
    QTest::newRow("unknown") << static_cast<int>(Severity::Unknown) << 2 << u"dialog-error"_s;
}

void DesktopNotifierTest::theWorseItIsTheMoreUrgentAndTheSoundIsItsOwn()
{
    QFETCH(const int, severity);
    QFETCH(const int, urgency);
    QFETCH(const QString, sound);
    m_notifier->tell(news(static_cast<Severity>(severity), u"disk-full host/web1"_s));
    QTRY_COMPARE(m_desktop->told.size(), 1U);
    const Desktop::Told &told = m_desktop->told.front();
    QCOMPARE(told.title, u"New: disk-full host/web1"_s);
    QCOMPARE(told.body, u"disk-full host/web1"_s);
    QCOMPARE(told.hints[u"urgency"_s].toInt(), urgency);
    QCOMPARE(told.hints[u"sound-name"_s].toString(), sound);
}

void DesktopNotifierTest::whatIsQuietMakesNoSound()
{
    DesktopNews quiet = news(Severity::Critical, u"disk-full host/web1"_s);
    quiet.sounds = false;
    m_notifier->tell(quiet);
    QTRY_COMPARE(m_desktop->told.size(), 1U);
    QVERIFY(!m_desktop->told.front().hints.contains(u"sound-name"_s));
    QCOMPARE(m_desktop->told.front().hints[u"suppress-sound"_s].toBool(), true);
}

void DesktopNotifierTest::outsideTextIsNoMarkup()
{
    m_desktop->capabilities.append(u"body-markup"_s);
    m_notifier->tell(news(Severity::Warning, u"<a href=\"x\">/srv</a> & more"_s));
    QTRY_COMPARE(m_desktop->told.size(), 1U);
    QCOMPARE(m_desktop->told.front().body, u"&lt;a href=&quot;x&quot;&gt;/srv&lt;/a&gt; &amp; more"_s);
}

void DesktopNotifierTest::aStormIsToldTogether()
{
    m_notifier->setPause(200ms);
    for (int i = 0; i < 30; ++i)
        m_notifier->tell(news(i == 20 ? Severity::Critical : Severity::Warning, u"alert %1"_s.arg(i)));
    QTRY_COMPARE(m_desktop->told.size(), 1U); // all came before the desktop had answered
    QCOMPARE(m_desktop->told.front().title, u"30 new alerts"_s);
    QVERIFY(m_desktop->told.front().body.endsWith(u"… and 25 more"_s));
    QCOMPARE(m_desktop->told.front().hints[u"urgency"_s].toInt(), 2);
    m_notifier->tell(news(Severity::Warning, u"later"_s));
    m_notifier->tell(news(Severity::Warning, u"later still"_s));
    QTRY_COMPARE(m_desktop->told.size(), 2U);
    QCOMPARE(m_desktop->told.back().title, u"2 new alerts"_s);
}

void DesktopNotifierTest::thatTheDesktopTakesNothingIsSaidOnce()
{
    QDBusConnection(u"desktop"_s).unregisterService(u"org.freedesktop.Notifications"_s);
    QStringList said;
    m_notifier->setFailed([&](const QString &why) { said.append(why); });
    m_notifier->tell(news(Severity::Warning, u"one"_s));
    QTRY_COMPARE(said.size(), 1);
    m_notifier->tell(news(Severity::Warning, u"two"_s));
    // A desktop that comes later is told again.
    QVERIFY(QDBusConnection(u"desktop"_s).registerService(u"org.freedesktop.Notifications"_s));
    QTRY_VERIFY_WITH_TIMEOUT((m_notifier->tell(news(Severity::Warning, u"three"_s)), !m_desktop->told.empty()), 5000);
    QCOMPARE(said.size(), 1);
}

SIGNALBOX_TEST(DesktopNotifierTest)
} // namespace tst_desktopnotifier

#include "tst_desktopnotifier.moc"
