// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is broken. If these fail, the engineer starts with the wrong fire, or does not learn that somebody has it
// already.
#include <QAbstractItemModelTester>
#include <QTest>

#include <demo/demopicture.h>
#include <models/findingsmodel.h>

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
    QCOMPARE(sentences, (QStringList{u"nothing heard"_s, u"newer critical"_s, u"older critical"_s, u"warning"_s,
                                     u"critical, known"_s}));
    QCOMPARE(text(model, 4, FindingsModel::AcknowledgedColumn), u"✓ kim: on it"_s);
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

QTEST_GUILESS_MAIN(FindingsModelTest)
#include "tst_findingsmodel.moc"
