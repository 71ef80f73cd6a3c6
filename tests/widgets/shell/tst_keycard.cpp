// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The card of keys that hangs beside the screen. If these fail, it cannot be printed, read or closed by
// keyboard, or a card that was not saved passes for one that was.
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTextBrowser>

#include <parts/tokens.h>
#include <shell/commandcatalogue.h>
#include <shell/keycard.h>
#include <support/testprogram.h>

namespace tst_keycard
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class KeyCardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void groupsStandInTheirOrderUnderWhereTheyHold();
    void itIsReadAndClosedByKeyboard();
    void itIsSavedAsPdf();
    void whatIsNotSavedIsSaid();

private:
    /// Presses the button and answers what the file dialog asks.
    static void save(KeyCard &card, const QString &path);
    QTemporaryDir m_folder;
};

void KeyCardTest::groupsStandInTheirOrderUnderWhereTheyHold()
{
    const KeyCard card(nullptr);
    const QString text = card.text();
    qsizetype last = -1;
    QString where;
    for (const CommandGroup group : commandGroups()) {
        if (whereOf(group) == where)
            continue;
        where = whereOf(group);
        const qsizetype found = text.indexOf(where, last + 1);
        QVERIFY2(found > last, qPrintable(where));
        last = found;
    }
}

void KeyCardTest::itIsReadAndClosedByKeyboard()
{
    KeyCard card(nullptr);
    card.show();
    card.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&card));
    auto *read = card.findChild<QTextBrowser *>();
    QVERIFY(read->hasFocus());
    QVERIFY(!read->accessibleName().isEmpty());
    QTest::keyClick(read, Qt::Key_Escape);
    QVERIFY(!card.isVisible());
}

void KeyCardTest::save(KeyCard &card, const QString &path)
{
    card.show();
    for (QPushButton *button : card.findChildren<QPushButton *>())
        if (button->text().contains(u"PDF"_s))
            button->click();
    auto *dialog = card.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->reject();
}

void KeyCardTest::itIsSavedAsPdf()
{
    KeyCard card(nullptr);
    const QString path = m_folder.filePath(u"keys.pdf"_s);
    save(card, path);
    QTRY_VERIFY2(card.windowTitle().contains(u"saved as"_s), qPrintable(card.windowTitle()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF-") && bytes.size() > 5000);
}

void KeyCardTest::whatIsNotSavedIsSaid()
{
    KeyCard card(nullptr);
    save(card, m_folder.filePath(u"no-such-folder/keys.pdf"_s));
    QTRY_VERIFY2(card.windowTitle().contains(u"not saved: "_s), qPrintable(card.windowTitle()));
}

SIGNALBOX_TEST(KeyCardTest)
} // namespace tst_keycard

#include "tst_keycard.moc"
