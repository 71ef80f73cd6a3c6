// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <paging/pagenote.h>
#include <support/testprogram.h>

namespace tst_pagenote
{
using namespace signalbox;

/// Were this wrong, a watch that starts again would not know what it had paged.
class TestPagenote : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowGivesTheNoteAgain();
    void damagedRowsAreNone_data();
    void damagedRowsAreNone();
};

void TestPagenote::aRowGivesTheNoteAgain()
{
    PageNote note;
    note.kind = PageNote::Kind::Failed;
    note.matter = "disk-full host/web1{mountpoint=\"/a: b\"}";
    note.pager = "ann-sms";
    note.person = "ann";
    note.page = 17;
    note.start = Moment(Milliseconds(1700000000123));
    note.step = 2;
    note.severity = Severity::Unknown;
    note.alerts = 213;
    note.words = "refused: a=b: c";
    QVERIFY(pageNoteOf(rowOf(note, "signalbox@watch", {})) == note);
    note.kind = PageNote::Kind::Intended;
    note.page = 0;
    note.words.clear();
    QVERIFY(pageNoteOf(rowOf(note, "signalbox@watch", {})) == note);
}

void TestPagenote::damagedRowsAreNone_data()
{
    QTest::addColumn<QByteArray>("act");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *act, const char *text) {
        QTest::newRow(name) << QByteArray(act) << QByteArray(text);
    };
    row("another act", "acknowledge", "pager=a person=b step=1");
    row("no pager", "page-intended", "person=b step=1");
    row("no number", "page-intended", "pager=a step=one");
    row("an unknown word", "page-intended", "pager=a colour=red");
    row("an unknown severity", "page-intended", "pager=a severity=bad");
    row("prose", "page-sent", "it went well");
    row("an outcome of nothing", "page-sent", "pager=a person=b");
}

void TestPagenote::damagedRowsAreNone()
{
    QFETCH(QByteArray, act);
    QFETCH(QByteArray, text);
    JournalRow row;
    row.act = act.toStdString();
    row.text = text.toStdString();
    QVERIFY(!pageNoteOf(row));
}

SIGNALBOX_TEST(TestPagenote)
} // namespace tst_pagenote

#include "tst_pagenote.moc"
