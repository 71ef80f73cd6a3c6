// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One subject. If these fail, its charts belong to another one or to another time, or a value is shown without its age.
#include <QPointer>

#include <charts/serieschart.h>
#include <demo/demohistory.h>
#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <pages/chartwall.h>
#include <pages/subjectpage.h>
#include <parts/headline.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_subjectpage
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// Keeps questions for the test to answer.
struct Asked {
    LineQuestion question;
    QPointer<QObject> receiver;
    Then<LineHistory> then;
};

const Subject imap{"host", "imap1"};
const Subject web{"host", "web1"};
} // namespace

class SubjectPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init() { m_asked.clear(); }
    void itSaysHowItStandsAndWhatIsWrong();
    void chartsShowTheirSubjectsPast();
    void answersForAnotherSubjectAreDropped();
    void nothingIsAskedWhileAnAnswerIsDue();
    void itAsksAgainWhenThePictureMovedByAnInterval();
    void goingBackInTimeAsksAtOnce();
    void seriesBornLaterAreNotAskedForBefore();
    void anotherLengthIsAnotherQuestion();
    void enterOnASeriesDrawsIt();
    void aSourceShowsWhatItPolls();
    void whoActsOnItOrHoldsItIsSaid();
    void whatIsNotKnownYetSaysSo();
    void everyControlHasAName();

private:
    [[nodiscard]] PageContext asking();
    void answerAll(const Picture &picture);
    std::vector<Asked> m_asked;
};

PageContext SubjectPageTest::asking()
{
    PageContext context;
    context.line = [this](const LineQuestion &question, QObject *receiver, auto then) {
        m_asked.push_back({question, receiver, std::move(then)});
    };
    context.extent = [](QObject *, auto then) { then(Extent{{1, demoEstate().picture()->now - 48h}, {2, {}}}); };
    return context;
}

void SubjectPageTest::answerAll(const Picture &picture)
{
    for (const Asked &asked : std::exchange(m_asked, {}))
        if (asked.receiver)
            asked.then(demoLine(picture, asked.question));
}

void SubjectPageTest::itSaysHowItStandsAndWhatIsWrong()
{
    SubjectPage page(asking());
    page.setSubject(imap);
    page.showPicture(demoEstate().picture());
    page.show();
    QCOMPARE(page.title(), u"host/imap1"_s);
    const auto *headline = page.findChild<Headline *>();
    QCOMPARE(headline->text(), u"critical"_s);
    QCOMPARE(headline->detail(), u"last heard 7 s ago"_s);
    const auto *wrong = qobject_cast<RowTable *>(named(page, u"what is wrong with it"_s));
    QCOMPARE(wrong->model()->rowCount(), 1);
    page.setSubject(web);
    page.showPicture(calmEstate().picture());
    QCOMPARE(headline->text(), u"OK"_s);
    QVERIFY(!wrong->isVisible());
}

void SubjectPageTest::chartsShowTheirSubjectsPast()
{
    const PicturePtr picture = demoEstate().picture();
    SubjectPage page(asking());
    page.setSubject(imap);
    page.showPicture(picture);
    QVERIFY(!m_asked.empty());
    for (const Asked &asked : m_asked) {
        for (const SeriesId series : asked.question.line.inputs)
            QCOMPARE(picture->series[static_cast<std::size_t>(series)]->declared.key.subject, imap);
        QCOMPARE(asked.question.span.length(), Milliseconds(1h));
        QCOMPARE(asked.question.span.to, picture->now);
    }
    answerAll(*picture);
    const auto charts = page.findChildren<SeriesChart *>();
    QCOMPARE(charts.size(), 4);
    for (const SeriesChart *chart : charts) {
        QCOMPARE(chart->content().to, picture->now);
        QVERIFY(!chart->content().lines.front().trace.empty());
        QCOMPARE(chart->content().gaps.size(), 1U);
    }
}

void SubjectPageTest::answersForAnotherSubjectAreDropped()
{
    const PicturePtr picture = demoEstate().picture();
    SubjectPage page(asking());
    page.setSubject(imap);
    page.showPicture(picture);
    const auto late = std::exchange(m_asked, {});
    page.setSubject(web);
    page.showPicture(picture);
    for (const Asked &asked : late)
        QVERIFY(asked.receiver.isNull()); // given up: the session drops what it still finds
    for (const SeriesChart *chart : page.findChildren<SeriesChart *>())
        for (const ChartLine &line : chart->content().lines)
            QVERIFY(line.trace.empty());
}

void SubjectPageTest::nothingIsAskedWhileAnAnswerIsDue()
{
    DemoPicture demo = demoEstate();
    SubjectPage page(asking());
    page.setSubject(imap);
    page.showPicture(demo.picture());
    const std::size_t asked = m_asked.size();
    page.showPicture(demo.pass(10min).picture());
    QCOMPARE(m_asked.size(), asked);
}

void SubjectPageTest::itAsksAgainWhenThePictureMovedByAnInterval()
{
    DemoPicture demo = calmEstate();
    SubjectPage page(asking());
    page.setSubject(web);
    PicturePtr picture = demo.picture();
    page.showPicture(picture);
    answerAll(*picture);
    page.showPicture(demo.pass(5s).picture());
    QVERIFY(m_asked.empty());
    page.showPicture(demo.pass(11s).picture());
    QVERIFY(!m_asked.empty());
}

void SubjectPageTest::goingBackInTimeAsksAtOnce()
{
    DemoPicture demo = calmEstate();
    const PicturePtr early = demo.picture();
    const PicturePtr late = demo.pass(60s).picture();
    SubjectPage page(asking());
    page.setSubject(web);
    page.showPicture(late);
    answerAll(*late);
    page.showPicture(early);
    QVERIFY(!m_asked.empty());
}

void SubjectPageTest::seriesBornLaterAreNotAskedForBefore()
{
    DemoPicture demo;
    const PicturePtr empty = demo.declare(web).picture();
    demo.say(web, "node_load1", 1);
    const PicturePtr early = demo.picture();
    demo.say(web, "node_memory_MemTotal_bytes", 2).say(web, "node_memory_MemAvailable_bytes", 1);
    const PicturePtr late = demo.pass(30s).picture();
    SubjectPage page(asking());
    page.setSubject(web);
    page.show();
    page.showPicture(late);
    auto *table = qobject_cast<RowTable *>(named(page, u"series (Enter draws one)"_s));
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(page.findChildren<SeriesChart *>().size(), 3);
    for (const auto &[picture, charts] : {std::pair{early, 1}, {empty, 0}, {early, 1}, {late, 3}, {empty, 0}}) {
        answerAll(*late);
        page.showPicture(picture);
        QCOMPARE(page.findChildren<SeriesChart *>().size(), charts);
        for (const Asked &asked : m_asked)
            for (const SeriesId series : asked.question.line.inputs)
                QVERIFY(!asked.receiver || static_cast<std::size_t>(series) < picture->series.size());
    }
}

void SubjectPageTest::anotherLengthIsAnotherQuestion()
{
    const PicturePtr picture = calmEstate().picture();
    ChartWall wall(asking().line, QTimeZone::utc());
    const auto plans = wellKnownCharts(*picture, picture->subject(*picture->find(web)));
    wall.show(picture, plans, {picture->now - 1h, picture->now});
    const auto late = std::exchange(m_asked, {});
    wall.show(picture, plans, {picture->now - 24h, picture->now});
    QVERIFY(late.front().receiver.isNull());
    QCOMPARE(m_asked.front().question.span.length(), Milliseconds(24h));
    answerAll(*picture);
    wall.show(picture, plans, {picture->now - 20h, picture->now - 4h});
    QCOMPARE(m_asked.front().question.span, (TimeSpan{picture->now - 20h, picture->now - 4h}));
    // Until the answer comes, what is known is shown.
    QVERIFY(!wall.charts().front()->content().lines.front().trace.empty());
}

void SubjectPageTest::enterOnASeriesDrawsIt()
{
    const PicturePtr picture = demoEstate().picture();
    SubjectPage page(asking());
    page.setSubject(imap);
    page.showPicture(picture);
    page.show();
    auto *table = qobject_cast<RowTable *>(named(page, u"series (Enter draws one)"_s));
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(named(page, u"Chart: node_boot_time_seconds"_s) != nullptr);
    page.setSubject(web);
    page.showPicture(picture);
    QVERIFY(named(page, u"Chart: node_boot_time_seconds"_s) == nullptr);
}

void SubjectPageTest::aSourceShowsWhatItPolls()
{
    SubjectPage page(asking());
    page.setSubject({"source", "node"});
    page.showPicture(demoEstate().picture());
    page.show();
    QCOMPARE(page.findChild<Headline *>()->detail(), u"15 of 16 answer"_s);
    const auto *polled = qobject_cast<RowTable *>(named(page, u"things polled"_s));
    QVERIFY(polled->isVisible());
    QCOMPARE(polled->model()->rowCount(), 16);
    QVERIFY(m_asked.empty());
}

void SubjectPageTest::whoActsOnItOrHoldsItIsSaid()
{
    RunsPtr runs = DemoJournal().confirms("aaaaaaaaaaaa", demoPlan()).runs();
    RunFollower follower([&](QObject *, auto then) { then(runs); });
    PageContext context = asking();
    context.runs = &follower;
    SubjectPage page(context);
    page.setSubject(web);
    DemoPicture demo = demoEstate();
    const auto detail = [&] {
        const PicturePtr picture = demo.pass(2s).picture();
        follower.showPicture(picture);
        page.showPicture(picture);
        return page.findChild<Headline *>()->detail();
    };
    QVERIFY2(detail().contains(u"ann@desk1 acts on it since"_s), qPrintable(detail()));
    runs = DemoJournal().by("kim@desk2").holds("host/web1", "a new disk", 24h).runs();
    QVERIFY2(detail().contains(u"held by kim@desk2 since"_s), qPrintable(detail()));
    QVERIFY2(detail().contains(u"a new disk"_s), qPrintable(detail()));
    runs = DemoJournal().runs();
    QVERIFY(!detail().contains(u"held by"_s));
}

void SubjectPageTest::whatIsNotKnownYetSaysSo()
{
    SubjectPage page(asking());
    page.setSubject({"host", "born-later"});
    page.showPicture(demoEstate().picture());
    QCOMPARE(page.findChild<Headline *>()->text(), u"not known at this time"_s);
}

void SubjectPageTest::everyControlHasAName()
{
    const PicturePtr picture = demoEstate().picture();
    SubjectPage page(asking());
    page.setSubject(imap);
    page.showPicture(picture);
    page.show();
    QCOMPARE(unnamed(page), QStringList());
}

SIGNALBOX_TEST(SubjectPageTest)
} // namespace tst_subjectpage

#include "tst_subjectpage.moc"
