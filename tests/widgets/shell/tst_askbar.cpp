// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line that asks for words. If these fail, an act is written that nobody confirmed, or with another time.
#include <QComboBox>
#include <QLineEdit>

#include <parts/tokens.h>
#include <shell/askbar.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_askbar
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class AskBarTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_window.reset(); }
    void enterConfirmsWithWordsAndTime();
    void escapeGivesUp();
    void wordsThatAreNeededAreWaitedFor();
    void anotherQuestionTakesThePlaceOfTheFirst();
    void everyControlHasAName();

private:
    void ask(bool needsText);
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_other = nullptr;
    AskBar *m_bar = nullptr;
    QStringList m_answers;
};

void AskBarTest::init()
{
    m_answers.clear();
    m_window = std::make_unique<QWidget>();
    m_window->resize(800, 200);
    m_other = new QLineEdit(m_window.get());
    m_bar = new AskBar(m_window.get());
    m_bar->setGeometry(0, 100, 800, 60);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_other->setFocus();
}

void AskBarTest::ask(bool needsText)
{
    m_bar->ask({u"Shelve"_s, u"why"_s, needsText, {{u"for 1 hour"_s, 1h}, {u"until it is over"_s, {}}}},
               [this](const QString &text, std::optional<Milliseconds> length) {
                   m_answers.append(text + u'|' + (length ? QString::number(length->count()) : u"-"_s));
               });
}

void AskBarTest::enterConfirmsWithWordsAndTime()
{
    ask(false);
    QTest::keyClicks(QApplication::focusWidget(), u" new  disk "_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ask(false);
    auto *until = m_bar->findChild<QComboBox *>();
    until->setFocus();
    QTest::keyClick(until, Qt::Key_Down);
    QTest::keyClick(until, Qt::Key_Return);
    QCOMPARE(m_answers, (QStringList{u"new disk|3600000"_s, u"|-"_s}));
    QVERIFY(!m_bar->isVisible());
    QCOMPARE(QApplication::focusWidget(), m_other);
}

void AskBarTest::escapeGivesUp()
{
    ask(false);
    QTest::keyClicks(QApplication::focusWidget(), u"x"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(m_answers.isEmpty() && !m_bar->isVisible());
    QCOMPARE(QApplication::focusWidget(), m_other);
}

void AskBarTest::wordsThatAreNeededAreWaitedFor()
{
    ask(true);
    QTest::keyClicks(QApplication::focusWidget(), u"  "_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(m_answers.isEmpty() && m_bar->isVisible());
    QTest::keyClicks(QApplication::focusWidget(), u"because"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_answers, QStringList{u"because|3600000"_s});
}

void AskBarTest::anotherQuestionTakesThePlaceOfTheFirst()
{
    ask(false);
    m_bar->ask({u"Note"_s, u"what"_s, false, {}}, [this](const QString &text, std::optional<Milliseconds> length) {
        m_answers.append(u"note "_s + text + (length ? u"!"_s : QString()));
    });
    QTest::keyClicks(QApplication::focusWidget(), u"x"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_answers, QStringList{u"note x"_s});
    QCOMPARE(QApplication::focusWidget(), m_other);
}

void AskBarTest::everyControlHasAName()
{
    m_other->hide();
    ask(false);
    QCOMPARE(unnamed(*m_window), QStringList());
}

SIGNALBOX_TEST(AskBarTest)
} // namespace tst_askbar

#include "tst_askbar.moc"
