// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>

#include <laboratory/servers.h>
#include <support/testprogram.h>

#include "actingscene.h"

namespace tst_lab_outside
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 60'000;
} // namespace

/// The real watch, and an exporter whose page somebody else changes. If this fails, what a colleague does by hand is
/// nowhere to be read, and a plan that was made before it is carried out.
class LabOutside : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRestartByHandIsInTheJournalAndVoidsThePlan()
    {
        const Laboratory lab;
        QDir().mkpath(lab.path(u"www"_s));
        exporting(lab, "web1", 1000);
        exporting(lab, "web2", 1000);
        const quint16 port = lab.freePort();
        Server exporter({u"python3"_s,
                         u"python3"_s,
                         {u"-m"_s, u"http.server"_s, u"--bind"_s, lab.address(), u"--directory"_s, lab.path(u"www"_s),
                          QString::number(port)},
                         lab.address(),
                         port});
        QVERIFY(exporter.start());
        ActingScene scene(
            lab, u"outside"_s,
            u"hosts: {web1: {address: 192.0.2.11}, web2: {address: 192.0.2.12}}\n"
            "services: {web: {instances: [web1, web2], unit: nginx}}\nreach: {}\nsources:\n  node: {type: exposition, "
            "hosts: all, "
            "interval: 1s, deadline: 900ms, url: \"%1/{name}.txt\"}\n"_s.arg(QString::fromStdString(exporter.url(""))));
        QVERIFY(scene.watch());
        const QStringList words{u"service-restart"_s, u"host/web1"_s};
        const QStringList others{u"service-restart"_s, u"host/web2"_s};
        const auto isKnown = [&] { return ActingScene::guardOf(scene.plan(words), u"unit"_s).contains(u"active"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(isKnown(), patience);
        const QString other = scene.plan(others)[u"hash"_s].toString();
        const QStringList acting = scene.acting(words, ActingScene::answersTo(scene.plan(words)));

        // A colleague restarts it, again and again: what the watch sees first is what it compares with.
        int started = 1000;
        const auto isNoted = [&] {
            exporting(lab, "web1", ++started);
            return !scene.ledger().outside().empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isNoted(), patience);
        QCOMPARE(scene.ledger().outside().front().subject, (Subject{"host", "web1"}));
        QCOMPARE(scene.ledger().outside().front().words, std::string("nginx: started anew"));
        const Ended refused = scene.says(acting);
        QVERIFY2(refused.status == 2 && refused.err.contains(u"the plan is"_s),
                 qPrintable(refused.out.right(500) + refused.err));
        QVERIFY(scene.ledger().runs().empty());
        QCOMPARE(scene.plan(others)[u"hash"_s].toString(), other);
        QVERIFY(Console({u"journal"_s, u"list"_s, scene.estate()}).wait().out.contains(u"nginx: started anew"_s));
    }

private:
    static void exporting(const Laboratory &lab, const char *host, int started)
    {
        const QString path = u"www/%1.txt"_s.arg(QLatin1String(host));
        (void)lab.write(path, "node_systemd_unit_state{name=\"nginx.service\",state=\"active\"} 1\n"
                              "node_systemd_unit_state{name=\"nginx.service\",state=\"failed\"} 0\n"
                              "node_systemd_unit_start_time_seconds{name=\"nginx.service\"} " +
                                  QByteArray::number(started) + '\n');
    }
};

SIGNALBOX_TEST(LabOutside)
} // namespace tst_lab_outside

#include "tst_lab_outside.moc"
