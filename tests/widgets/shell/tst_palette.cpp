// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One field that finds everything. If these fail, Enter does something else than what is shown, or Escape leaves the
// keyboard nowhere.
#include <QLineEdit>

#include <parts/tokens.h>
#include <shell/palette.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_palette
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class PaletteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_window.reset(); }
    void whatIsTypedNarrowsAndEnterDoesTheBest();
    void arrowsChoose();
    void theKindCanBeTypedToo();
    void escapeGivesTheKeyboardBack();
    void theKeyboardIsBackBeforeACommandRuns();
    void whatIsRefusedIsNotDone();
    void whatEnterWouldDoIsSpoken();
    void everyControlHasAName();

private:
    PaletteEntry entry(const QString &kind, const QString &text, const QString &refusal = {})
    {
        return {kind, text, {}, refusal, [this, text] {
                    m_done.append(text);
                    m_keyboardThen = QApplication::focusWidget();
                }};
    }
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_other = nullptr;
    CommandPalette *m_palette = nullptr;
    QStringList m_done;
    QWidget *m_keyboardThen = nullptr;
};

void PaletteTest::init()
{
    m_done.clear();
    m_window = std::make_unique<QWidget>();
    m_window->resize(800, 600);
    m_other = new QLineEdit(m_window.get());
    m_palette = new CommandPalette(m_window.get(), [this] {
        return std::vector<PaletteEntry>{entry(u"Command"_s, u"Full screen"_s), entry(u"Command"_s, u"Quit"_s),
                                         entry(u"Command"_s, u"Acknowledge…"_s, u"no alert is selected"_s),
                                         entry(u"Host"_s, u"web10"_s), entry(u"Host"_s, u"web1"_s)};
    });
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_other->setFocus();
    m_palette->open();
}

void PaletteTest::whatIsTypedNarrowsAndEnterDoesTheBest()
{
    QCOMPARE(m_palette->offered().size(), 5);
    QTest::keyClicks(QApplication::focusWidget(), u"web1"_s);
    QCOMPARE(m_palette->offered(), (QStringList{u"Host: web1"_s, u"Host: web10"_s}));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_done, QStringList{u"web1"_s});
    QVERIFY(!m_palette->isVisible());
}

void PaletteTest::arrowsChoose()
{
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Up, Qt::Key_Return})
        QTest::keyClick(QApplication::focusWidget(), key);
    QCOMPARE(m_done, QStringList{u"Quit"_s});
}

void PaletteTest::theKindCanBeTypedToo()
{
    QTest::keyClicks(QApplication::focusWidget(), u"host web10"_s);
    QCOMPARE(m_palette->offered(), QStringList{u"Host: web10"_s});
}

void PaletteTest::escapeGivesTheKeyboardBack()
{
    QTest::keyClicks(QApplication::focusWidget(), u"web"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!m_palette->isVisible());
    QCOMPARE(QApplication::focusWidget(), m_other);
    QVERIFY(m_done.isEmpty());
    m_palette->open();
    QCOMPARE(m_palette->offered().size(), 5); // what was typed is forgotten
}

void PaletteTest::theKeyboardIsBackBeforeACommandRuns()
{
    QTest::keyClicks(QApplication::focusWidget(), u"full"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_keyboardThen, m_other);
}

void PaletteTest::whatIsRefusedIsNotDone()
{
    QTest::keyClicks(QApplication::focusWidget(), u"ack"_s);
    QCOMPARE(m_palette->offered(), QStringList{u"Command: Acknowledge…"_s});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_done.isEmpty() && m_palette->isVisible());
}

void PaletteTest::whatEnterWouldDoIsSpoken()
{
    QTest::keyClicks(QApplication::focusWidget(), u"ack"_s);
    QCOMPARE(QApplication::focusWidget()->accessibleDescription(), u"Command, Acknowledge…, no alert is selected"_s);
    QTest::keyClicks(QApplication::focusWidget(), u"zzz"_s);
    QCOMPARE(QApplication::focusWidget()->accessibleDescription(), u"nothing found"_s);
}

void PaletteTest::everyControlHasAName()
{
    m_other->hide();
    QCOMPARE(unnamed(*m_window), QStringList());
}

SIGNALBOX_TEST(PaletteTest)
} // namespace tst_palette

#include "tst_palette.moc"
