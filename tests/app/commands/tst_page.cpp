// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <database/database.h>

#include "watched.h"
#include <support/testprogram.h>

namespace tst_page
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, a test that nobody sends would look like one that went well. The lab has a watch that sends it.
class TestPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAWatchNothingIsSentAndThatIsSaid();
    void whatIsAskedWronglyIsSaid();
};

void TestPage::withoutAWatchNothingIsSentAndThatIsSaid()
{
    Watched watched;
    watched.story.at(2s).accepts("name: t\npagers: {sms: {type: command, command: [/bin/sms]}}\n").tick();
    QVERIFY(watched.record());
    const Said said = say({u"page"_s, u"--test"_s, u"sms"_s, u"--estate"_s, watched.recording});
    QCOMPARE(said.exit, Exit::Failed);
    QVERIFY2(said.err.contains(u"nobody watches this estate"_s), qPrintable(said.err));
    QVERIFY(watched.rows().empty());
}

void TestPage::whatIsAskedWronglyIsSaid()
{
    Watched watched;
    QCOMPARE(say({u"page"_s, u"--estate"_s, watched.recording}).exit, Exit::BadInput);
    const Said none = say({u"page"_s, u"--test"_s, u"sms"_s, u"--estate"_s, watched.recording});
    QCOMPARE(none.exit, Exit::BadInput);
    QVERIFY2(none.err.contains(u"no pager"_s), qPrintable(none.err));
}

SIGNALBOX_TEST(TestPage)
} // namespace tst_page

#include "tst_page.moc"
