// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_note
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, what somebody knew at night would be gone in the morning.
class TestNote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreKeptWithWhatTheyAreAbout();
};

void TestNote::wordsAreKeptWithWhatTheyAreAbout()
{
    Watched watched;
    const QStringList estate{u"--estate"_s, watched.recording};
    QCOMPARE(say(QStringList{u"note"_s, u"quiet"_s, u"night"_s} + estate).exit, Exit::Done);
    QCOMPARE(say(QStringList{u"note"_s, u"new kernel"_s, u"--change"_s, u"--about"_s, u"host/web1"_s} + estate).exit,
             Exit::Done);
    QCOMPARE(say(QStringList{u"note"_s, u"ordered"_s, u"--about"_s, u"web2"_s} + estate).exit, Exit::Done);
    QCOMPARE(say(QStringList{u"note"_s, u"x"_s, u"--about"_s, u"web1"_s} + estate).exit, Exit::BadInput);
    const std::vector<JournalRow> rows = watched.rows();
    QCOMPARE(rows.size(), std::size_t(3));
    QCOMPARE(rows[0].text, std::string("quiet night"));
    QVERIFY(rows[0].what.empty());
    QCOMPARE(rows[1].act, std::string("change"));
    QCOMPARE(rows[1].what, std::string("host/web1"));
    QCOMPARE(rows[2].what, std::string("disk-full host/web2{mountpoint=\"/\",source=\"node\"}"));
}

SIGNALBOX_TEST(TestNote)
} // namespace tst_note

#include "tst_note.moc"
