// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is broken. If these fail, the engineer starts with the wrong fire, or does not learn that somebody has it
// already.
#include <QAbstractItemModelTester>

#include <demo/demopicture.h>
#include <models/findingsmodel.h>
#include <support/testprogram.h>

namespace tst_findingsmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Subject web{"host", "web1"};
const Subject mail{"host", "mail1"};

QString text(const FindingsModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}
} // namespace

class FindingsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWorstComesFirstAndTheAcknowledgedLast();
    void anAlertSaysSinceWhenAndForHowLong();
    void aClearedAlertLeaves();
    void onlyTheSubjectAskedForIsShown();
    void aFindingWhoseEvidenceGrewOldIsHatched();
    void aSeekBackForgetsLaterAlerts();
    void aHundredThousandAreFoundAndSortedAndTheSelectedOneStays();
    void aGreatPictureIsTakenInGraduallyAndWholly();
    void aPictureWaitsUntilRowsAreSorted();
};

void FindingsModelTest::theWorstComesFirstAndTheAcknowledgedLast()
{
    DemoPicture demo;
    demo.raise("a", web, Severity::Warning, "warning");
    demo.raise("b", web, Severity::Critical, "critical, known").acknowledge("b", web, "kim: on it");
    demo.raise("c", mail, Severity::Critical, "older critical").pass(60s);
    demo.raise("d", mail, Severity::Critical, "newer critical");
    demo.raise("e", web, Severity::Unknown, "nothing heard");
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.picture());
    QStringList sentences;
    for (int row = 0; row < model.rowCount(); ++row)
        sentences.append(text(model, row, FindingsModel::SentenceColumn));
    QCOMPARE(sentences, (QStringList{u"nothing heard"_s, u"older critical"_s, u"newer critical"_s, u"warning"_s,
                                     u"critical, known"_s}));
    QCOMPARE(text(model, 4, FindingsModel::AcknowledgedColumn), u"acknowledged by kim: on it"_s);
    QCOMPARE(text(model, 0, FindingsModel::AcknowledgedColumn), QString());
}

void FindingsModelTest::anAlertSaysSinceWhenAndForHowLong()
{
    DemoPicture demo;
    demo.raise("a", web, Severity::Warning, "w").pass(200s);
    FindingsModel model;
    model.show(demo.picture());
    QCOMPARE(text(model, 0, FindingsModel::SinceColumn), u"08:30:00"_s);
    QCOMPARE(text(model, 0, FindingsModel::ForColumn), u"3 min 20 s"_s);
    QCOMPARE(text(model, 0, FindingsModel::SubjectColumn), u"host/web1"_s);
    model.setZone(QTimeZone("Asia/Kolkata"));
    QCOMPARE(text(model, 0, FindingsModel::SinceColumn), u"14:00:00"_s);
}

void FindingsModelTest::aClearedAlertLeaves()
{
    DemoPicture demo;
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.raise("a", web, Severity::Warning, "w").raise("a", mail, Severity::Warning, "w").picture());
    QCOMPARE(model.rowCount(), 2);
    model.show(demo.clear("a", web).picture());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.subjectAt(0), std::optional<Subject>(mail));
}

void FindingsModelTest::onlyTheSubjectAskedForIsShown()
{
    DemoPicture demo;
    demo.raise("a", web, Severity::Warning, "w").raise("a", mail, Severity::Warning, "w");
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.picture());
    model.setSubject(mail);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.subjectAt(0), std::optional<Subject>(mail));
    model.setSubject({});
    QCOMPARE(model.rowCount(), 2);
}

void FindingsModelTest::aFindingWhoseEvidenceGrewOldIsHatched()
{
    DemoPicture demo;
    FindingsModel model;
    model.show(demo.say(web, "m", 1).raise("a", web, Severity::Critical, "c").picture());
    QCOMPARE(model.index(0, 0).data(HatchedRole).toBool(), false);
    model.show(demo.pass(60s).picture());
    QCOMPARE(model.index(0, 0).data(HatchedRole).toBool(), true);
    QCOMPARE(text(model, 0, FindingsModel::StateColumn), u"critical, stale"_s);
}

void FindingsModelTest::aSeekBackForgetsLaterAlerts()
{
    DemoPicture demo;
    const PicturePtr early = demo.raise("a", web, Severity::Warning, "w").picture();
    const PicturePtr late = demo.raise("b", web, Severity::Critical, "c").picture();
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(late);
    model.show(early);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model, 0, FindingsModel::SentenceColumn), u"w"_s);
}

// Lost if it fails: on the worst night of the year the list jumps away from the finding that somebody has in hand.
void FindingsModelTest::aHundredThousandAreFoundAndSortedAndTheSelectedOneStays()
{
    constexpr int many = 100'000;
    DemoPicture demo;
    const auto hostOf = [](int i) { return Subject{"host", "web" + std::to_string(i % 10'000)}; };
    const auto raise = [&](int i, Severity severity) {
        const std::string volume = "/srv/volume" + std::to_string(i / 10'000);
        demo.raise("disk-full", hostOf(i), severity, volume + " is full", {{"mountpoint", volume}});
    };
    for (int i = 0; i < many; ++i)
        raise(i, i % 3 == 0 ? Severity::Critical : Severity::Warning);
    FindingsModel model;
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), many);
    const int chosen = *model.placeOf(70'001);
    const QPersistentModelIndex selected = model.index(chosen, 0);
    const AlertId alert{70'001};
    model.setFilter(u"volume7 warning"_s);
    QTRY_VERIFY(model.isSettled());
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.at(row).sentence.contains(u"volume7"_s) && model.at(row).cell.severity == Severity::Warning);
    QCOMPARE(model.rowCount(), 6'667);
    QCOMPARE(model.at(selected.row()).id, alert);
    model.setFilter({});
    QTRY_VERIFY(model.isSettled());
    QCOMPARE(model.at(selected.row()).id, alert);
    model.sort(FindingsModel::SubjectColumn, Qt::DescendingOrder);
    QTRY_VERIFY(model.isSettled());
    QCOMPARE(model.rowCount(), many);
    for (int row = 1; row < many; ++row)
        QVERIFY(model.at(row - 1).subject >= model.at(row).subject);
    QCOMPARE(model.at(selected.row()).id, alert);
    for (int i = 0; i < 1'000; ++i)
        raise(i * 97, Severity::Unknown);
    model.show(demo.picture());
    model.sort(-1, Qt::AscendingOrder);
    QTRY_VERIFY(model.isSettled());
    for (int row = 0; row < 1'000; ++row)
        QCOMPARE(model.at(row).cell.severity, Severity::Unknown);
    QCOMPARE(model.at(selected.row()).id, alert);
}

namespace
{
QStringList rowsOf(const FindingsModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(text(model, row, FindingsModel::StateColumn) + u' ' +
                    text(model, row, FindingsModel::SubjectColumn) + u' ' +
                    text(model, row, FindingsModel::SentenceColumn));
    return rows;
}
} // namespace

// Lost if it fails: the window stands still when the page of findings is opened in a storm; or what changed while it
// was filled is never shown.
void FindingsModelTest::aGreatPictureIsTakenInGraduallyAndWholly()
{
    DemoPicture demo;
    const auto hostOf = [](int i) { return Subject{"host", "web" + std::to_string(i)}; };
    for (int i = 0; i < 6'000; ++i)
        demo.raise("load", hostOf(i), i % 3 == 0 ? Severity::Critical : Severity::Warning, "load is high");
    const PicturePtr first = demo.picture();
    // Meanwhile some get worse, some are over, and new ones come: among those that were taken in, and those that were
    // not.
    for (int i = 0; i < 6'000; i += 7)
        demo.raise("load", hostOf(i), Severity::Unknown, "nothing is heard");
    for (int i = 3; i < 6'000; i += 11)
        demo.clear("load", hostOf(i));
    for (int i = 6'000; i < 6'100; ++i)
        demo.raise("load", hostOf(i), Severity::Critical, "load is high");
    const PicturePtr second = demo.picture();

    FindingsModel atOnce;
    atOnce.show(first);
    QCOMPARE(atOnce.rowCount(), 6'000);
    FindingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.takeGradually();
    model.show(first);
    const int begun = model.rowCount();
    QVERIFY(begun > 0 && begun < 6'000);
    QVERIFY(!model.isSettled());
    const QPersistentModelIndex selected = model.index(model.rowCount() / 2, 0);
    const AlertId alert = model.at(selected.row()).id;
    QTRY_VERIFY(model.rowCount() > begun); // a turn later
    model.show(second);
    QTRY_VERIFY(model.isSettled());
    atOnce.show(second);
    QCOMPARE(rowsOf(model), rowsOf(atOnce));
    if (selected.isValid()) // else it is over
        QCOMPARE(model.at(selected.row()).id, alert);
    model.show(first); // under a playhead, back
    model.settle();
    atOnce.show(first);
    QCOMPARE(rowsOf(model), rowsOf(atOnce));
}

// Lost if it fails: a click on a column's head in a storm stops the picture, or the window.
void FindingsModelTest::aPictureWaitsUntilRowsAreSorted()
{
    DemoPicture demo;
    const auto hostOf = [](int i) { return Subject{"host", "web" + std::to_string(i)}; };
    for (int i = 0; i < 6'000; ++i)
        demo.raise("load", hostOf(i), Severity::Warning, "load is high");
    FindingsModel model;
    model.show(demo.picture());
    const QStringList before = rowsOf(model);
    model.sort(FindingsModel::SubjectColumn, Qt::DescendingOrder);
    QCOMPARE(rowsOf(model), before);
    for (int i = 0; i < 50; ++i)
        demo.raise("load", {"host", "xen" + std::to_string(i)}, Severity::Critical, "load is very high");
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), 6'000);
    QVERIFY(!model.isSettled());
    QTRY_VERIFY(model.isSettled());
    QCOMPARE(model.rowCount(), 6'050);
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(model.at(row - 1).subject.compare(model.at(row).subject, Qt::CaseInsensitive) >= 0);
    // Who cannot wait has both at once.
    model.sort(FindingsModel::SubjectColumn, Qt::AscendingOrder);
    model.show(demo.raise("load", {"host", "aaa"}, Severity::Critical, "load is very high").picture());
    model.settle();
    QVERIFY(model.isSettled());
    QCOMPARE(model.at(0).subject, u"host/aaa"_s);
    QCOMPARE(model.rowCount(), 6'051);
}

SIGNALBOX_TEST(FindingsModelTest)
} // namespace tst_findingsmodel

#include "tst_findingsmodel.moc"
