// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_unshelve
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, what was put out of the way by mistake would stay there.
class TestUnshelve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsOutOfTheWayComesBack();
};

void TestUnshelve::whatIsOutOfTheWayComesBack()
{
    Watched watched;
    const QStringList words{u"unshelve"_s, u"web1"_s, u"--estate"_s, watched.recording};
    QCOMPARE(say(words).exit, Exit::BadInput);
    const WallTime end((Story::begin() + 5h).time_since_epoch());
    watched.story.at(2s).acts({Act::Kind::Shelve, "host/web1", "moved", end}).tick();
    watched.story.at(3s).acts({Act::Kind::OutOfService, "host/web1", "", {}}).tick();
    QVERIFY(watched.record());
    const Said said = say(words);
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QCOMPARE(watched.rows().size(), std::size_t(2));
    QCOMPARE(watched.rows().at(0).act, std::string("unshelve"));
    QCOMPARE(watched.rows().at(1).act, std::string("back-in-service"));
}

SIGNALBOX_TEST(TestUnshelve)
} // namespace tst_unshelve

#include "tst_unshelve.moc"
