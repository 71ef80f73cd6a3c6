// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_shelve
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, more would be put out of the way than was meant, or for ever.
class TestShelve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAlertOrASubjectIsShelved_data();
    void anAlertOrASubjectIsShelved();
    void neitherForEverNorWithoutAReason();
};

void TestShelve::anAlertOrASubjectIsShelved_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("act");
    QTest::addColumn<QString>("about");
    const QStringList end{u"--for"_s, u"1h"_s, u"--why"_s, u"being moved"_s};
    QTest::newRow("subject") << QStringList{u"host/web1"_s} + end << u"shelve"_s << u"host/web1"_s;
    QTest::newRow("alert") << QStringList{u"/var"_s} + end << u"shelve"_s
                           << u"disk-full host/web1{mountpoint=\"/var\",source=\"node\"}"_s;
    QTest::newRow("out of service") << QStringList{u"host/web1"_s, u"--out-of-service"_s} << u"out-of-service"_s
                                    << u"host/web1"_s;
}

void TestShelve::anAlertOrASubjectIsShelved()
{
    QFETCH(QStringList, words);
    Watched watched;
    const Said said = say(QStringList{u"shelve"_s} + words + QStringList{u"--estate"_s, watched.recording});
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QTEST(QString::fromStdString(watched.rows().back().act), "act");
    QTEST(QString::fromStdString(watched.rows().back().what), "about");
}

void TestShelve::neitherForEverNorWithoutAReason()
{
    Watched watched;
    const QStringList estate{u"--estate"_s, watched.recording};
    const Said forEver = say(QStringList{u"shelve"_s, u"host/web1"_s, u"--why"_s, u"x"_s} + estate);
    QCOMPARE(forEver.exit, Exit::BadInput);
    QVERIFY(forEver.err.contains(u"needs an end"_s));
    const Said unsaid = say(QStringList{u"shelve"_s, u"host/web1"_s, u"--for"_s, u"1h"_s} + estate);
    QCOMPARE(unsaid.exit, Exit::BadInput);
    QVERIFY(unsaid.err.contains(u"needs words"_s));
    QCOMPARE(say(QStringList{u"shelve"_s, u"host/nobody"_s, u"--for"_s, u"1h"_s, u"--why"_s, u"x"_s} + estate).exit,
             Exit::BadInput);
    QVERIFY(watched.rows().empty());
}

SIGNALBOX_TEST(TestShelve)
} // namespace tst_shelve

#include "tst_shelve.moc"
