// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include <laboratory/servers.h>
#include <laboratory/watched.h>
#include <support/rootmount.h>
#include <support/testprogram.h>

namespace tst_lab_plugins
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
const Subject host{"host", "lab"};

/// Path of one of monitoring-plugins.
std::string plugin(const char *name)
{
    return std::string("/usr/lib/nagios/plugins/") + name;
}

Target running(std::vector<std::string> command)
{
    Target target{host, {}};
    target.command = std::move(command);
    return target;
}

void patient(SourceDeclaration &declared)
{
    declared.interval = Milliseconds(20'000);
    declared.deadline = Milliseconds(15'000);
}
} // namespace

/// command with the plugins of Debian's monitoring-plugins-basic.
class LabPlugins : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(QFile::exists(QString::fromStdString(plugin("check_disk"))),
                 "check_disk is missing: apt-get install monitoring-plugins-basic");
    }

    // Lost if it fails: what the field's own plugins say is not understood.
    void readsTheMachinesOwn()
    {
        const Watched disk("command", {running({plugin("check_disk"), "-w", "0%", "-c", "0%", "-p", "/"})}, patient);
        const Watched load("command", {running({plugin("check_load"), "-w", "0,0,0", "-c", "9999,9999,9999"})},
                           patient);
        QTRY_VERIFY_WITH_TIMEOUT(disk.up(host).has_value() && load.up(host).has_value(), 60000);
        if (isRootMounted()) {
            QCOMPARE(disk.said.number(host, "plugin_status"), 0.0);
            QVERIFY(disk.said.text(host, "plugin_text").starts_with("DISK OK"));
            const double used = disk.said.number(host, "plugin_value", {{"label", "/"}}).value_or(0);
            const double size = disk.said.number(host, "plugin_max", {{"label", "/"}}).value_or(0);
            QVERIFY2(size > 1e9 && used > 0 && used < size, qPrintable(QString::number(size))); // bytes, not MiB
            QCOMPARE(disk.said.text(host, "scrape_error"), std::string());
        }
        QCOMPARE(load.said.number(host, "plugin_status"), 1.0);
        QVERIFY(load.said.number(host, "plugin_value", {{"label", "load5"}}).has_value());
        QCOMPARE(load.said.number(host, "plugin_critical", {{"bad", "outside"}, {"bound", "high"}, {"label", "load5"}}),
                 9999.0);
    }

    // Lost if it fails: a web server's life and death, as check_http tells them, are not what is shown.
    void followsAWebServer()
    {
        Expected<Authority> authority = Authority::create(m_lab, QStringLiteral("ours"));
        QVERIFY(authority);
        const auto certificate = authority->issue(QStringLiteral("server"), QStringLiteral("IP:") + m_lab.address());
        QVERIFY(certificate);
        Server behind(nodeExporter(m_lab));
        QVERIFY(behind.start());
        Server nginx(nginxWithTls(m_lab, *certificate, behind.peer()));
        QVERIFY(nginx.start());
        const QString port = QString::fromStdString(nginx.peer()).section(QLatin1Char(':'), 1);
        const Target check = running({plugin("check_http"), "-S", "-I", m_lab.address().toStdString(), "-p",
                                      port.toStdString(), "-u", "/metrics"});
        const Watched good("command", {check}, patient);
        QTRY_VERIFY_WITH_TIMEOUT(good.up(host).has_value(), 60000);
        QVERIFY2(good.said.text(host, "plugin_text").starts_with("HTTP OK"),
                 good.said.text(host, "plugin_text").c_str());
        const double time = good.said.number(host, "plugin_value", {{"label", "time"}}).value_or(-1);
        QVERIFY(time > 0 && time < 15);
        nginx.kill();
        const Watched dead("command", {check}, patient);
        QTRY_VERIFY_WITH_TIMEOUT(dead.up(host).has_value(), 60000);
        QCOMPARE(dead.said.number(host, "plugin_status"), 2.0);
        QCOMPARE(dead.up(host), 1.0);
    }

private:
    Laboratory m_lab;
};

SIGNALBOX_TEST(LabPlugins)
} // namespace tst_lab_plugins

#include "tst_lab_plugins.moc"
