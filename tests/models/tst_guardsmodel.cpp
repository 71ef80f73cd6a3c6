// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The guards of a plan as rows. If these fail, what is in the way stands below what is met, or is ticked by accident.
#include <QAbstractItemModelTester>

#include <demo/demoruns.h>
#include <models/guardsmodel.h>
#include <support/testprogram.h>

namespace tst_guardsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
const std::vector<GuardClass> all{GuardClass::Hard, GuardClass::Override, GuardClass::Warning};
} // namespace

class GuardsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstIsOnTopWithItsValue();
    void equalWarningsOfManyTargetsAreOneRow();
    void onlyWhatIsAskedForCanBeAnswered();
    void aValueThatLivesKeepsItsRow();

private:
    static QString answerOf(const GuardsModel &model, int row)
    {
        return model.index(row, GuardsModel::AnswerColumn).data().toString();
    }
};

void GuardsModelTest::theWorstIsOnTopWithItsValue()
{
    GuardsModel model;
    const QAbstractItemModelTester tester(&model);
    model.show(demoGuards(all), {});
    QCOMPARE(model.rowCount(), 6);
    QVERIFY(!model.guardAt(0).isMet());
    QVERIFY(model.guardAt(5).isMet());
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.guardAt(row).id == "H1") {
            QCOMPARE(model.index(row, GuardsModel::FoundColumn).data().toString(), u"no value for 4 min"_s);
            QCOMPARE(model.index(row, GuardsModel::VerdictColumn).data(StateRole).toInt(),
                     static_cast<int>(State::Unknown));
        }
}

void GuardsModelTest::equalWarningsOfManyTargetsAreOneRow()
{
    std::vector<Guard> guards = demoGuards({GuardClass::Warning});
    Guard other = guards.front();
    QCOMPARE(other.id, std::string("W1"));
    for (int i = 0; i < 40; ++i) {
        other.value = "web" + std::to_string(i) + " is critical";
        guards.insert(guards.begin(), other);
    }
    GuardsModel model;
    model.show(guards, {});
    QCOMPARE(model.rowCount(), 4);
    QVERIFY(model.index(0, GuardsModel::TitleColumn).data().toString().endsWith(u"(41 times)"_s));
    QVERIFY(model.index(0, GuardsModel::FoundColumn).data().toString().endsWith(u"and 37 more"_s));
}

void GuardsModelTest::onlyWhatIsAskedForCanBeAnswered()
{
    GuardsModel model;
    model.show(demoGuards(all), {{"H1", "W1"}, {"H1", "O1", "W1"}});
    for (int row = 0; row < model.rowCount(); ++row) {
        const std::string id = model.guardAt(row).id;
        const QString answer = answerOf(model, row);
        if (id == "W1" || id == "O1")
            QVERIFY2(answer.startsWith(u"☑"_s), qPrintable(answer));
        else if (id == "H1")
            QCOMPARE(answer, u"cannot be overridden"_s);
        else
            QCOMPARE(answer, QString());
    }
    model.show(demoGuards(all), {{"O1"}, {"W1"}}); // ticked is not overridden
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(!answerOf(model, row).startsWith(u"☑"_s));
}

void GuardsModelTest::aValueThatLivesKeepsItsRow()
{
    std::vector<Guard> guards = demoGuards({GuardClass::Warning});
    GuardsModel model;
    model.show(guards, {});
    const QPersistentModelIndex row = model.index(0, GuardsModel::FoundColumn);
    guards.front().value = "web3 and web4 are critical";
    model.show(guards, {});
    QVERIFY(row.isValid());
    QCOMPARE(row.data().toString(), u"web3 and web4 are critical"_s);
    model.show(demoGuards(), {});
    QVERIFY(!row.isValid());
}

SIGNALBOX_TEST(GuardsModelTest)
} // namespace tst_guardsmodel

#include "tst_guardsmodel.moc"
