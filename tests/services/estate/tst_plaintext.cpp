// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/plaintext.h>
#include <support/testprogram.h>

namespace tst_plaintext
{
using namespace signalbox;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatATerminalWouldObeyIsShownInstead_data();
    void whatATerminalWouldObeyIsShownInstead();
    void longTextIsCutBetweenCharacters();
    void theFirstUnreadableByteIsFound_data();
    void theFirstUnreadableByteIsFound();
    void secretsInUrlsAreFound_data();
    void secretsInUrlsAreFound();
};

void TestPlainText::whatATerminalWouldObeyIsShownInstead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("plain") << QByteArray("imap21 \xe2\x80\x93 Z\xc3\xbcrich")
                           << QByteArray("imap21 \xe2\x80\x93 Z\xc3\xbcrich");
    QTest::newRow("escape") << QByteArray("\x1b[2J") << QByteArray("\\x1b[2J");
    QTest::newRow("line feed") << QByteArray("a\nb") << QByteArray("a\\x0ab");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\\x7f");
    QTest::newRow("C1 CSI") << QByteArray("\xc2\x9b"
                                          "2J")
                            << QByteArray("\\xc2\\x9b2J");
    QTest::newRow("raw C1") << QByteArray("\x9b"
                                          "2J")
                            << QByteArray("\\x9b2J");
    QTest::newRow("right to left") << QByteArray("a\xe2\x80\xae"
                                                 "b")
                                   << QByteArray("a\\xe2\\x80\\xaeb");
    QTest::newRow("isolate") << QByteArray("\xe2\x81\xa6") << QByteArray("\\xe2\\x81\\xa6");
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << QByteArray("\\xc0\\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("\\xed\\xa0\\x80");
    QTest::newRow("cut short") << QByteArray("\xe2\x82") << QByteArray("\\xe2\\x82");
}

// Loses: a name from elsewhere could clear the screen or hide what follows.
void TestPlainText::whatATerminalWouldObeyIsShownInstead()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(harmless(text.toStdString())), shown);
}

// Loses: a message would end in half a character.
void TestPlainText::longTextIsCutBetweenCharacters()
{
    QCOMPARE(harmlessLines("a\x1b\nb\n"), std::string("a\\x1b\nb\n"));
    QCOMPARE(harmless("abcdef", 6), std::string("abcdef"));
    QCOMPARE(harmless("abcdefg", 6), std::string("abcdef..."));
    QCOMPARE(harmless("ab\xe2\x82\xac!", 3), std::string("ab\xe2\x82\xac..."));
}

void TestPlainText::theFirstUnreadableByteIsFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("offset");
    QTest::newRow("nothing wrong") << QByteArray("a\tb\r\nc\n") << -1;
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("nul") << QByteArray("ab\0c", 4) << 2;
    QTest::newRow("lone carriage return") << QByteArray("a\rb") << 1;
    QTest::newRow("last carriage return") << QByteArray("a\r") << 1;
    QTest::newRow("Latin-1") << QByteArray("caf\xe9\n") << 3;
    QTest::newRow("above Unicode") << QByteArray("\xf4\x90\x80\x80") << 0;
    QTest::newRow("lone continuation") << QByteArray("a\x80") << 1;
}

// Loses: a file in another encoding would be read as something else, or not at all without a word why.
void TestPlainText::theFirstUnreadableByteIsFound()
{
    QFETCH(QByteArray, text);
    QFETCH(int, offset);
    const auto fault = firstUnreadable(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QCOMPARE(fault ? static_cast<int>(fault->offset) : -1, offset);
}

void TestPlainText::secretsInUrlsAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *text, int offset) { QTest::newRow(text) << QString::fromLatin1(text) << offset; };
    row("http://user:pass@x/", 0);
    row("see (https://u@x)", 5);
    row("url: \"http://u:p@x\"", 6);
    row("ssh+git://me@x", 0);
    row("http://x/y@z", -1);
    row("http://x?q=a@b", -1);
    row("http://x#a@b", -1);
    row("http://x/ me@y", -1);
    row("me@y", -1);
    row("://u@x", -1);
    row("http://x/ http://u:p@x/", 10);
    row("", -1);
}

// Loses: a password would be kept in every recording of the estate.
void TestPlainText::secretsInUrlsAreFound()
{
    QFETCH(QString, text);
    QFETCH(int, offset);
    const std::string utf8 = text.toStdString();
    const auto found = findUserInformation(utf8);
    QCOMPARE(found ? static_cast<int>(*found) : -1, offset);
}

SIGNALBOX_TEST(TestPlainText)
} // namespace tst_plaintext

#include "tst_plaintext.moc"
