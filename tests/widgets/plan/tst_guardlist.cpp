// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Guards that a person answers. If these fail, a warning is ticked that nobody read, or cannot be ticked without a
// mouse.
#include <QSignalSpy>

#include <demo/demoruns.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <plan/guardlist.h>
#include <support/testprogram.h>

#include "../pages/pagesupport.h"

namespace tst_guardlist
{
using namespace signalbox;
using Ids = std::set<std::string>;

class GuardListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void cleanup() { m_list.reset(); }
    void spaceEnterAndAClickAnswer();
    void whatIsNotAskedCannotBeAnswered();
    void anAnswerEndsWithItsQuestion();
    void anotherPlanIsUnanswered();
    void everyControlHasAName();

private:
    void go(const std::string &guard);

    std::unique_ptr<GuardList> m_list;
};

void GuardListTest::init()
{
    m_list = std::make_unique<GuardList>(nullptr);
    m_list->resize(1200, 400);
    m_list->show();
    m_list->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_list.get()));
    m_list->setGuards(demoGuards({GuardClass::Hard, GuardClass::Override, GuardClass::Warning}));
}

void GuardListTest::go(const std::string &guard)
{
    const auto &model = static_cast<const GuardsModel &>(m_list->table().rows());
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.guardAt(row).id == guard)
            m_list->table().choose(row);
}

void GuardListTest::spaceEnterAndAClickAnswer()
{
    const QSignalSpy answered(m_list.get(), &GuardList::answered);
    go("W1");
    QTest::keyClick(&m_list->table(), Qt::Key_Space);
    QCOMPARE(m_list->answers().ticked, Ids{"W1"});
    QTest::keyClick(&m_list->table(), Qt::Key_Space);
    QCOMPARE(m_list->answers().ticked, Ids{});
    go("O1");
    QTest::keyClick(&m_list->table(), Qt::Key_Return);
    QCOMPARE(m_list->answers().overridden, Ids{"O1"});
    const QModelIndex answer =
        m_list->table().model()->index(m_list->table().currentIndex().row(), GuardsModel::AnswerColumn);
    m_list->table().scrollTo(answer);
    QTest::mouseClick(m_list->table().viewport(), Qt::LeftButton, {}, m_list->table().visualRect(answer).center());
    QCOMPARE(m_list->answers().overridden, Ids{});
    QCOMPARE(answered.size(), 4);
}

void GuardListTest::whatIsNotAskedCannotBeAnswered()
{
    const QSignalSpy answered(m_list.get(), &GuardList::answered);
    for (const char *guard : {"H1", "C4", "C5", "C7"}) {
        go(guard);
        QTest::keyClick(&m_list->table(), Qt::Key_Space);
    }
    QCOMPARE(answered.size(), 0);
    QVERIFY(m_list->answers().ticked.empty() && m_list->answers().overridden.empty());
}

// What was ticked as one value is not ticked when it comes back with another.
void GuardListTest::anAnswerEndsWithItsQuestion()
{
    go("W1");
    QTest::keyClick(&m_list->table(), Qt::Key_Space);
    m_list->setGuards(demoGuards({GuardClass::Warning}));
    QCOMPARE(m_list->answers().ticked, Ids{"W1"});
    m_list->setGuards(demoGuards());
    m_list->setGuards(demoGuards({GuardClass::Warning}));
    QCOMPARE(m_list->answers().ticked, Ids{});
}

void GuardListTest::anotherPlanIsUnanswered()
{
    go("W1");
    QTest::keyClick(&m_list->table(), Qt::Key_Space);
    m_list->forget();
    QCOMPARE(m_list->answers().ticked, Ids{});
}

void GuardListTest::everyControlHasAName()
{
    QCOMPARE(unnamed(*m_list), QStringList());
}

SIGNALBOX_TEST(GuardListTest)
} // namespace tst_guardlist

#include "tst_guardlist.moc"
