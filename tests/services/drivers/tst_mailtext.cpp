// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/mailtext.h>
#include <support/testprogram.h>

namespace tst_mailtext
{
using namespace signalbox;

namespace
{
PageMessage page(const std::string &title, const std::string &text)
{
    PageMessage page;
    page.id = "night.17";
    page.thread = "night.abc.1";
    page.title = title;
    page.text = text;
    page.wall = WallTime(Milliseconds(1764216000000));
    return page;
}

QString mail(const PageMessage &page)
{
    return QString::fromStdString(mailOf(page, "signalbox@example.net", {"ann@example.net"}));
}
} // namespace

/// Were this wrong, a page would arrive as a heap of signs, or not as one thread, or an alert could write headers.
class TestMailtext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailHasItsHeaders();
    void pagesOfAMatterAreOneThread();
    void otherSignsAreEncoded();
    void aTitleWritesNoHeader();
};

void TestMailtext::aMailHasItsHeaders()
{
    const QString text = mail(page("[critical] a", "b\nc\n"));
    QVERIFY(text.contains(QStringLiteral("\r\nDate: Thu, 27 Nov 2025 04:00:00 +0000\r\n")));
    QVERIFY(text.contains(QStringLiteral("\r\nSubject: [critical] a\r\n")));
    QVERIFY(text.contains(QStringLiteral("\r\nAuto-Submitted: auto-generated\r\n")));
    QVERIFY(text.endsWith(QStringLiteral("\r\n\r\nb\r\nc\r\n")));
}

void TestMailtext::pagesOfAMatterAreOneThread()
{
    PageMessage second = page("a", "b");
    second.id = "night.18";
    const QString thread = QStringLiteral("\r\nReferences: <night.abc.1@example.net>\r\n");
    QVERIFY(mail(page("a", "b")).contains(thread));
    QVERIFY(mail(second).contains(thread));
    QVERIFY(mail(page("a", "b")).contains(QStringLiteral("\r\nMessage-ID: <night.abc.1.night.17@example.net>\r\n")));
    QVERIFY(!mail(second).contains(QStringLiteral("night.17")));
}

void TestMailtext::otherSignsAreEncoded()
{
    std::string title;
    for (int i = 0; i < 40; ++i)
        title += "\xe2\x82\xac"; // a euro sign
    const QString text = mail(page(title, "\xc3\xa4\n"));
    for (const QString &line : text.split(QStringLiteral("\r\n")))
        QVERIFY2(line.size() <= 78, qPrintable(line));
    QVERIFY(text.contains(QStringLiteral("\r\nContent-Transfer-Encoding: base64\r\n")));
    QVERIFY(text.endsWith(QStringLiteral("\r\n\r\nw6QNCg==\r\n")));
    QByteArray decoded;
    for (const QString &word : QString::fromStdString(headerText(title)).split(QStringLiteral("\r\n "))) {
        QVERIFY(word.startsWith(QStringLiteral("=?UTF-8?B?")) && word.endsWith(QStringLiteral("?=")));
        const QByteArray part = QByteArray::fromBase64(word.mid(10).chopped(2).toLatin1());
        QVERIFY(QString::fromUtf8(part).toUtf8() == part); // no sign is cut
        decoded += part;
    }
    QCOMPARE(decoded.toStdString(), title);
}

void TestMailtext::aTitleWritesNoHeader()
{
    QVERIFY(!mail(page("a\r\nBcc: eve@example.net", "b")).contains(QStringLiteral("\r\nBcc")));
}

SIGNALBOX_TEST(TestMailtext)
} // namespace tst_mailtext

#include "tst_mailtext.moc"
