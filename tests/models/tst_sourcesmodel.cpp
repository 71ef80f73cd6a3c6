// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether anybody still tells us anything. If these fail, a dead exporter looks alive, which is how monitors "worked,
// but did not alert".
#include <QAbstractItemModelTester>

#include <demo/demopicture.h>
#include <models/sourcesmodel.h>
#include <support/testprogram.h>

namespace tst_sourcesmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Subject web{"host", "web1"};
const Subject mail{"host", "mail1"};

void answer(DemoPicture &demo, const Subject &subject)
{
    demo.say(subject, "up", 1)
        .say(subject, "scrape_duration_seconds", 0.0124)
        .say(subject, "scrape_samples_scraped", 812);
    demo.say(subject, "scrape_samples_left_out", 3).say(subject, "load", 1).sayText(subject, "scrape_error", "");
    demo.sayText(subject, "scrape_url", "http://" + subject.name + ":9100/metrics");
}

void fail(DemoPicture &demo, const Subject &subject, const std::string &why)
{
    demo.say(subject, "up", 0).sayText(subject, "scrape_error", why);
}

QString text(const SourcesModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}
} // namespace

class SourcesModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerIsToldInFull();
    void aRefusalIsShownInItsOwnWordsWithTheLastAnswersAge();
    void silenceIsNotAnAnswer();
    void whatNeverAnsweredSaysSo();
    void twoSourcesOfOneSubjectAreTwoRows();
    void aSeekBackForgetsLaterTargets();
};

void SourcesModelTest::anAnswerIsToldInFull()
{
    DemoPicture demo;
    answer(demo, web);
    SourcesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.pass(4s).picture());
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model, 0, SourcesModel::StateColumn), u"answers"_s);
    QCOMPARE(text(model, 0, SourcesModel::SourceColumn), u"node"_s);
    QCOMPARE(text(model, 0, SourcesModel::SubjectColumn), u"host/web1"_s);
    QCOMPARE(text(model, 0, SourcesModel::UrlColumn), u"http://web1:9100/metrics"_s);
    QCOMPARE(text(model, 0, SourcesModel::AnsweredColumn), u"4 s ago"_s);
    QCOMPARE(text(model, 0, SourcesModel::TookColumn), u"12.4 ms"_s);
    QCOMPARE(text(model, 0, SourcesModel::SamplesColumn), u"812"_s);
    QCOMPARE(text(model, 0, SourcesModel::LeftOutColumn), u"3"_s);
    QCOMPARE(text(model, 0, SourcesModel::EveryColumn), u"15 s"_s);
    QCOMPARE(text(model, 0, SourcesModel::ErrorColumn), QString());
    QCOMPARE(model.answering(), 1);
}

void SourcesModelTest::aRefusalIsShownInItsOwnWordsWithTheLastAnswersAge()
{
    DemoPicture demo;
    answer(demo, web);
    answer(demo, mail);
    SourcesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(demo.picture());
    demo.pass(15s);
    answer(demo, web);
    fail(demo, mail, "connection refused");
    model.show(demo.picture());
    QCOMPARE(text(model, 0, SourcesModel::SubjectColumn), u"host/mail1"_s);
    QCOMPARE(text(model, 0, SourcesModel::StateColumn), u"no answer"_s);
    QCOMPARE(text(model, 0, SourcesModel::AnsweredColumn), u"15 s ago"_s);
    QCOMPARE(text(model, 0, SourcesModel::ErrorColumn), u"connection refused"_s);
    QCOMPARE(model.answering(), 1);
}

void SourcesModelTest::silenceIsNotAnAnswer()
{
    DemoPicture demo;
    answer(demo, web);
    SourcesModel model;
    model.show(demo.picture());
    model.show(demo.pass(45s).picture());
    QCOMPARE(text(model, 0, SourcesModel::StateColumn), u"silent"_s);
    QCOMPARE(model.index(0, 0).data(StateRole).toInt(), static_cast<int>(State::Stale));
    QCOMPARE(model.answering(), 0);
}

void SourcesModelTest::whatNeverAnsweredSaysSo()
{
    DemoPicture demo;
    fail(demo, web, "no route to host");
    SourcesModel model;
    model.show(demo.picture());
    QCOMPARE(text(model, 0, SourcesModel::AnsweredColumn), u"never"_s);
    QCOMPARE(text(model, 0, SourcesModel::TookColumn), u"–"_s);
}

void SourcesModelTest::twoSourcesOfOneSubjectAreTwoRows()
{
    DemoPicture demo;
    demo.say(web, "up", 1, {}, "node").say(web, "up", 0, {}, "nginx");
    SourcesModel model;
    model.show(demo.picture());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(text(model, 0, SourcesModel::SourceColumn), u"nginx"_s);
}

void SourcesModelTest::aSeekBackForgetsLaterTargets()
{
    DemoPicture demo;
    answer(demo, web);
    const PicturePtr early = demo.picture();
    answer(demo, mail);
    const PicturePtr late = demo.picture();
    SourcesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show(late);
    QCOMPARE(model.rowCount(), 2);
    model.show(early);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.subjectAt(0), std::optional<Subject>(web));
}

SIGNALBOX_TEST(SourcesModelTest)
} // namespace tst_sourcesmodel

#include "tst_sourcesmodel.moc"
