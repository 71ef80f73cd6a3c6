// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>

#include <journal/heads.h>
#include <support/testprogram.h>

namespace tst_heads
{
using namespace signalbox;

/// Were this wrong, whoever can write the journal could make another one of it, and nobody would see that.
class TestHeads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatWasExportedAgrees();
    void anotherJournalIsSeen();
    void aLineCutShortCostsNoOther();
    void whatIsNoHeadIsSaid();
    void aPlaceThatRefusesIsSaid();

private:
    void write(const std::string &text);
    [[nodiscard]] QByteArray lines() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
    std::string m_heads;
};

void TestHeads::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_journal = std::move(*Journal::open(m_folder->filePath(QStringLiteral("journal.db")).toStdString()));
    m_heads = m_folder->filePath(QStringLiteral("heads")).toStdString();
}

void TestHeads::write(const std::string &text)
{
    QVERIFY(m_journal->append({0, {}, "ann@desk", "note", "", text}));
}

QByteArray TestHeads::lines() const
{
    QFile file(QString::fromStdString(m_heads));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestHeads::whatWasExportedAgrees()
{
    QCOMPARE(exportHead(*m_journal, m_heads).value_or(9), 0U);
    QVERIFY(lines().isEmpty());
    write("one");
    QCOMPARE(exportHead(*m_journal, m_heads).value_or(0), 1U);
    QCOMPARE(exportHead(*m_journal, m_heads).value_or(0), 1U);
    write("two");
    QCOMPARE(exportHead(*m_journal, m_heads).value_or(0), 2U);
    QCOMPARE(lines().count('\n'), 2);
    const auto check = checkHeads(*m_journal, m_heads);
    QVERIFY(check);
    QCOMPARE(check->heads, std::size_t(2));
    QCOMPARE(check->broken, 0U);
    QCOMPARE(checkHeads(*m_journal, m_heads + "-missing")->heads, std::size_t(0));
}

void TestHeads::anotherJournalIsSeen()
{
    write("one");
    write("two");
    QVERIFY(exportHead(*m_journal, m_heads));
    // Made anew with other words: every row follows from the one before.
    m_journal = std::move(*Journal::open(m_folder->filePath(QStringLiteral("other.db")).toStdString()));
    QCOMPARE(checkHeads(*m_journal, m_heads)->broken, 2U);
    write("one");
    write("three");
    QCOMPARE(m_journal->firstBrokenRow().value_or(9), 0U);
    QCOMPARE(checkHeads(*m_journal, m_heads)->broken, 2U);
    QVERIFY(exportHead(*m_journal, m_heads)); // both heads of row 2 stand there: that is seen as well
    QCOMPARE(checkHeads(*m_journal, m_heads)->broken, 2U);
}

void TestHeads::aLineCutShortCostsNoOther()
{
    write("one");
    QVERIFY(exportHead(*m_journal, m_heads));
    QFile file(QString::fromStdString(m_heads));
    QVERIFY(file.resize(file.size() - 1)); // the end of the line alone: a disk that was full
    write("two");
    QVERIFY(exportHead(*m_journal, m_heads));
    QCOMPARE(checkHeads(*m_journal, m_heads)->heads, std::size_t(2));
}

void TestHeads::whatIsNoHeadIsSaid()
{
    write("one");
    for (const char *line : {"1", "x 00", "1 abcd", "shopping list"}) {
        QFile file(QString::fromStdString(m_heads));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(line);
        file.close();
        const auto check = checkHeads(*m_journal, m_heads);
        QVERIFY(!check);
        QVERIFY(check.error().where.ends_with(":1"));
    }
}

void TestHeads::aPlaceThatRefusesIsSaid()
{
    write("one");
    const auto exported = exportHead(*m_journal, m_folder->filePath(QStringLiteral("no/such/folder")).toStdString());
    QVERIFY(!exported && !exported.error().advice.empty());
    QVERIFY(!exportHead(*m_journal, "/dev/full"));
}

SIGNALBOX_TEST(TestHeads)
} // namespace tst_heads

#include "tst_heads.moc"
