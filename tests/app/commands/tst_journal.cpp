// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>

#include <database/database.h>
#include <support/testprogram.h>

#include "watched.h"

namespace tst_journal
{
using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// Were this wrong, somebody could change what was done at night, and nobody would see it.
class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsAreListedAndExported();
    void anUntouchedJournalIsSound();
    void whatWasTamperedWithIsFound_data();
    void whatWasTamperedWithIsFound();

private:
    [[nodiscard]] QStringList words(const QString &verb) const;
    std::unique_ptr<Watched> m_watched;
    QString m_heads;
};

void TestJournal::init()
{
    m_watched = std::make_unique<Watched>();
    m_heads = m_watched->folder.filePath(u"heads"_s);
    const QStringList estate{u"--estate"_s, m_watched->recording};
    for (const QString &word : {u"one"_s, u"two"_s, u"three"_s})
        QCOMPARE(say(QStringList{u"note"_s, word} + estate).exit, Exit::Done);
    QCOMPARE(say(words(u"heads"_s)).exit, Exit::Done);
    QCOMPARE(say(QStringList{u"note"_s, u"four"_s} + estate).exit, Exit::Done);
}

QStringList TestJournal::words(const QString &verb) const
{
    return {u"journal"_s, verb, m_watched->recording, u"--to"_s, m_heads};
}

void TestJournal::rowsAreListedAndExported()
{
    const Said listed = say(words(u"list"_s));
    QCOMPARE(listed.out.count(u'\n'), 4);
    QVERIFY(listed.out.contains(u": note: four"_s));
    const Said exported = say(words(u"export"_s));
    QCOMPARE(exported.out.count(u'\n'), 4);
    const QJsonObject row = QJsonDocument::fromJson(exported.out.section(u'\n', 1, 1).toUtf8()).object();
    QCOMPARE(row.value(u"text"_s).toString(), u"two"_s);
    QCOMPARE(row.value(u"hash"_s).toString().size(), 64);
    QCOMPARE(undocumentedKeys(row, guideText()), QStringList());
    QCOMPARE(say(words(u"forge"_s)).exit, Exit::BadInput);
}

void TestJournal::anUntouchedJournalIsSound()
{
    const Said said = say(words(u"verify"_s));
    QVERIFY2(said.exit == Exit::Done, qPrintable(said.err));
    QVERIFY(said.out.contains(u"4 rows"_s) && said.out.contains(u"1 exported heads agree"_s));
    QCOMPARE(say(words(u"heads"_s)).exit, Exit::Done);
    QCOMPARE(say(words(u"heads"_s)).exit, Exit::Done); // the same head once more is no line of its own
    QVERIFY(say(words(u"verify"_s)).out.contains(u"2 exported heads agree"_s));
}

void TestJournal::whatWasTamperedWithIsFound_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("seen");
    QTest::addColumn<QString>("says");
    QTest::newRow("words") << QByteArray("UPDATE entry SET text='x' WHERE number=2") << false << u"row 2 does not"_s;
    QTest::newRow("cut off below an exported head")
        << QByteArray("DELETE FROM entry WHERE number>2") << false << u"row 3 is not the one whose hash"_s;
    QTest::newRow("cut off above it, and the recording has seen more")
        << QByteArray("DELETE FROM entry WHERE number>3") << true << u"row 4 is missing"_s;
    QTest::newRow("all of it") << QByteArray("DELETE FROM entry") << false << u"row 3 is not the one whose hash"_s;
}

void TestJournal::whatWasTamperedWithIsFound()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, seen);
    QFETCH(QString, says);
    if (seen) {
        m_watched->story.at(10s).writes(m_watched->rows().back()).tick();
        QVERIFY(m_watched->record());
    }
    {
        auto database = Database::open(m_watched->journalPath(), Database::Access::Write);
        QVERIFY(database && database->run(sql.constData()));
    }
    const Said said = say(words(u"verify"_s));
    QCOMPARE(said.exit, Exit::Failed);
    QVERIFY2(said.err.contains(says), qPrintable(said.err));
}

SIGNALBOX_TEST(TestJournal)
} // namespace tst_journal

#include "tst_journal.moc"
