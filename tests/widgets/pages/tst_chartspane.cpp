// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts of a subject together. If these fail, two charts under one cursor tell of two times, somebody cannot get
// at an old hour without a mouse, or what was saved is not what was shown.
#include <QAction>
#include <QFileDialog>
#include <QImage>
#include <QTemporaryDir>

#include <charts/serieschart.h>
#include <demo/demohistory.h>
#include <demo/demopicture.h>
#include <pages/chartspane.h>
#include <pages/rangebar.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_chartspane
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Subject web{"host", "web1"};
} // namespace

class ChartsPaneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void aLengthIsChosenByItsKeys_data();
    void aLengthIsChosenByItsKeys();
    void chartsShareStretchAndCursor();
    void escapeUndoesAZoomAndThenNothing();
    void aLookAtThePastStandsWhileTimePasses();
    void anotherSubjectIsNotZoomed();
    void theImageIsSavedAsShown();
    void theTableHasEverySeriesOfTheChart();
    void whyNothingWasSavedIsSaid();
    void everyControlHasAName();

private:
    [[nodiscard]] QAction *command(const QString &text) const;
    void show(const PicturePtr &picture);
    void save(const QString &text, const QString &path);
    PicturePtr m_picture;
    QTemporaryDir m_folder;
    std::unique_ptr<ChartsPane> m_pane;
};

void ChartsPaneTest::init()
{
    m_picture = calmEstate().picture();
    PageContext context;
    context.line = [this](const LineQuestion &question, QObject *, auto then) { then(demoLine(*m_picture, question)); };
    context.points = [this](const SeriesDeclared &series, const TimeSpan &span, QObject *, auto then) {
        then(std::vector<HistoryPoint>{{span.from, 1}, {span.to, static_cast<double>(index(series.id))}});
    };
    context.extent = [this](QObject *, auto then) { then(Extent{{1, m_picture->now - 48h}, {2, m_picture->now}}); };
    m_pane = std::make_unique<ChartsPane>(context);
    m_pane->resize(1000, 700);
    m_pane->setSubject(web);
    show(m_picture);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void ChartsPaneTest::show(const PicturePtr &picture)
{
    m_pane->showCharts(picture, wellKnownCharts(*picture, picture->subject(*picture->find(web))), {});
}

QAction *ChartsPaneTest::command(const QString &text) const
{
    for (QAction *action : m_pane->commands())
        if (action->text().startsWith(text))
            return action;
    return nullptr;
}

void ChartsPaneTest::aLengthIsChosenByItsKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("hours");
    QTest::newRow("1 h") << static_cast<int>(Qt::Key_2) << 1;
    QTest::newRow("6 h") << static_cast<int>(Qt::Key_3) << 6;
    QTest::newRow("24 h") << static_cast<int>(Qt::Key_4) << 24;
    QTest::newRow("7 d") << static_cast<int>(Qt::Key_5) << 7 * 24;
    QTest::newRow("30 d") << static_cast<int>(Qt::Key_6) << 30 * 24;
    QTest::newRow("all") << static_cast<int>(Qt::Key_7) << 48;
}

void ChartsPaneTest::aLengthIsChosenByItsKeys()
{
    QFETCH(int, key);
    QFETCH(int, hours);
    QTest::keyClick(m_pane.get(), static_cast<Qt::Key>(key), Qt::AltModifier);
    for (const SeriesChart *chart : m_pane->findChildren<SeriesChart *>()) {
        QCOMPARE(chart->content().to - chart->content().from, Milliseconds(std::chrono::hours(hours)));
        QCOMPARE(chart->content().to, m_picture->now);
    }
}

void ChartsPaneTest::chartsShareStretchAndCursor()
{
    const auto charts = m_pane->findChildren<SeriesChart *>();
    QVERIFY(charts.size() > 2);
    QTest::keyClick(charts[0], Qt::Key_Left);
    QTest::keyClick(charts[0], Qt::Key_Left);
    QVERIFY(charts[0]->cursor());
    QTest::keyClick(charts[0], Qt::Key_Plus);
    for (const SeriesChart *chart : charts) {
        QCOMPARE(chart->cursor(), charts[0]->cursor());
        QCOMPARE(chart->content().from, charts[0]->content().from);
        QCOMPARE(chart->content().to - chart->content().from, Milliseconds(30min));
    }
}

void ChartsPaneTest::escapeUndoesAZoomAndThenNothing()
{
    auto *chart = m_pane->findChildren<SeriesChart *>().front();
    QTest::keyClick(chart, Qt::Key_Plus);
    QTest::keyClick(chart, Qt::Key_Plus);
    QTest::keyClick(chart, Qt::Key_Escape);
    QCOMPARE(chart->content().to - chart->content().from, Milliseconds(30min));
    QTest::keyClick(chart, Qt::Key_Escape);
    QCOMPARE(chart->content().to - chart->content().from, Milliseconds(1h));
    QKeyEvent press(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    press.ignore();
    QCoreApplication::sendEvent(chart, &press);
    QVERIFY(!press.isAccepted()); // now it leaves the page
}

void ChartsPaneTest::aLookAtThePastStandsWhileTimePasses()
{
    DemoPicture demo = calmEstate();
    auto *chart = m_pane->findChildren<SeriesChart *>().front();
    QTest::keyClick(chart, Qt::Key_Left, Qt::ShiftModifier);
    const Moment to = chart->content().to;
    QVERIFY(to < m_picture->now);
    show(demo.pass(60s).picture());
    QCOMPARE(chart->content().to, to);
    QVERIFY2(chart->readOut().contains(u"ago"_s), qPrintable(chart->readOut()));
    QTest::keyClick(chart, Qt::Key_0);
    QCOMPARE(chart->content().to, demo.picture()->now);
}

void ChartsPaneTest::anotherSubjectIsNotZoomed()
{
    auto *chart = m_pane->findChildren<SeriesChart *>().front();
    QTest::keyClick(m_pane.get(), Qt::Key_3, Qt::AltModifier);
    QTest::keyClick(chart, Qt::Key_Plus);
    m_pane->setSubject({"host", "web2"});
    show(m_picture);
    QCOMPARE(chart->content().to - chart->content().from, Milliseconds(6h));
    QVERIFY(!chart->cursor());
}

void ChartsPaneTest::save(const QString &text, const QString &path)
{
    command(text)->trigger();
    auto *dialog = m_pane->findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().front().contains(u"host-web1-"_s));
    Q_EMIT dialog->fileSelected(path);
    dialog->reject();
    delete dialog;
    QTRY_VERIFY(!m_pane->findChild<RangeBar *>()->outcome().isEmpty());
}

void ChartsPaneTest::theImageIsSavedAsShown()
{
    const QString path = m_folder.filePath(u"chart.png"_s);
    auto *chart = m_pane->findChildren<SeriesChart *>()[1];
    chart->setFocus();
    save(u"Save chart as"_s, path);
    const QImage image(path);
    QCOMPARE(image.width(), 2 * chart->width());
    QVERIFY(m_pane->findChild<RangeBar *>()->outcome().startsWith(u"Saved as"_s));
    command(u"Image at 1"_s)->trigger();
    save(u"Save chart as"_s, path);
    QTRY_COMPARE(QImage(path).width(), chart->width());
}

void ChartsPaneTest::theTableHasEverySeriesOfTheChart()
{
    const QString path = m_folder.filePath(u"chart.csv"_s);
    m_pane->findChildren<SeriesChart *>()[0]->setFocus(); // load
    save(u"Save data as"_s, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QVERIFY2(lines[0].startsWith("time,unix_seconds,node_load1"), lines[0].constData());
    QVERIFY(lines[1].startsWith("2026-11-21T07:30:"));
    QCOMPARE(lines.size(), 4); // the end of the last line is one
}

void ChartsPaneTest::whyNothingWasSavedIsSaid()
{
    save(u"Save data as"_s, u"/nowhere/chart.csv"_s);
    const QString said = m_pane->findChild<RangeBar *>()->outcome();
    QVERIFY2(said.startsWith(u"Not saved: /nowhere/chart.csv: cannot be written"_s), qPrintable(said));
}

void ChartsPaneTest::everyControlHasAName()
{
    QCOMPARE(unnamed(*m_pane), QStringList());
}

SIGNALBOX_TEST(ChartsPaneTest)
} // namespace tst_chartspane

#include "tst_chartspane.moc"
