// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a watch is. If these fail, a typed address starts something else than ssh to that host.
#include <attaching/watchaddress.h>
#include <support/testprogram.h>

namespace tst_watchaddress
{
using namespace signalbox;

class WatchAddressTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: an address that ssh understands is refused, or leads elsewhere.
    void whatIsGoodIsReadAndWrittenTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("host");
        QTest::newRow("a name") << "ssh://watch1"
                                << "watch1";
        QTest::newRow("all of it") << "ssh://ann@watch1.example.net:2222/etc/signalbox/estate.yaml"
                                   << "watch1.example.net";
        QTest::newRow("IPv6") << "ssh://[2001:db8::1]:22"
                              << "2001:db8::1";
    }
    void whatIsGoodIsReadAndWrittenTheSame()
    {
        QFETCH(QString, text);
        QFETCH(QString, host);
        const auto address = watchAddress(text.toStdString());
        QVERIFY(address);
        QCOMPARE(address->url(), text.toStdString());
        QCOMPARE(address->host, host.toStdString());
        QCOMPARE(address->fileName().find_first_of("/:%"), std::string::npos);
        const std::vector<std::string> command = address->command();
        QCOMPARE(command.front(), std::string("ssh"));
        QVERIFY(std::find(command.begin(), command.end(), "--") != command.end());
    }

    // Lost if it fails: an address from a chat or a web page runs a command here or there.
    void whatCouldBeACommandIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"ssh://", "ssh://-oProxyCommand=sh", "ssh://-l@host", "ssh://u:p@host", "ssh://h:22x",
                                 "ssh://h:", "ssh://h/a b", "ssh://h/$(id)", "ssh://h/a;id", "ssh://h/a'b", "ssh://a b",
                                 "ssh://[::1", "ssh://h\n", "http://h"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatCouldBeACommandIsRefused()
    {
        QFETCH(QString, text);
        const auto address = watchAddress(text.toStdString());
        QVERIFY(!address);
        QVERIFY(!address.error().what.empty());
    }
};

SIGNALBOX_TEST(WatchAddressTest)
} // namespace tst_watchaddress

#include "tst_watchaddress.moc"
