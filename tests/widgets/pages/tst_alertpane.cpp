// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is known of one alert. If these fail, somebody reads the explanation of another alert, or half of it, or cannot
// get to the guidance by keyboard.
#include <QLabel>
#include <QScrollBar>

#include <demo/demopicture.h>
#include <pages/alertpane.h>
#include <parts/headline.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

namespace tst_alertpane
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
const Subject web1{"host", "web1"};
const Labels root{{"mountpoint", "/"}};
} // namespace

class AlertPaneTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void init();
    void withoutAnAlertItSaysWhatToDo();
    void everyPartIsOfThatAlert();
    void whatIsOverIsSaidToBe();
    void ofARuleThatIsNotHereItSaysSo();
    void outsideTextIsNoMarkup();
    void aKeyGoesToAPart_data();
    void aKeyGoesToAPart();
    void noTextIsCut();

private:
    [[nodiscard]] QString text(const QString &name) const { return m_pane->findChild<QLabel *>(name)->text(); }

    DemoPicture m_demo;
    std::unique_ptr<AlertPane> m_pane;
};

void AlertPaneTest::init()
{
    m_demo = DemoPicture();
    m_demo.say(web1, "node_filesystem_size_bytes", 100e9, root);
    m_demo.say(web1, "node_filesystem_avail_bytes", 3e9, root);
    m_demo.raise("disk-full", web1, Severity::Critical, "/ is 97 % full, 3 GB are left", root);
    m_demo.raise("homemade", {"host", "web2"}, Severity::Warning, "<b>odd</b>");
    m_pane = std::make_unique<AlertPane>(QTimeZone::utc(), nullptr);
    m_pane->resize(480, 200);
    m_pane->QWidget::show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void AlertPaneTest::withoutAnAlertItSaysWhatToDo()
{
    m_pane->show(m_demo.picture(), AlertId{0});
    for (const std::optional<AlertId> &none : {std::optional<AlertId>(), std::optional(AlertId{99})}) {
        m_pane->show(m_demo.picture(), none);
        QVERIFY(!m_pane->findChild<Headline *>()->isVisible());
        QStringList seen;
        for (const QLabel *label : m_pane->findChildren<QLabel *>())
            if (label->isVisible())
                seen.append(label->text());
        QCOMPARE(seen, QStringList{u"Select a finding to see what is known of it."_s});
    }
}

void AlertPaneTest::everyPartIsOfThatAlert()
{
    m_demo.pass(90s);
    m_pane->show(m_demo.picture(), AlertId{0});
    QCOMPARE(text(u"What is wrong"_s), u"/ is 97 % full, 3 GB are left"_s);
    QVERIFY(text(u"Since when, and who has it"_s).startsWith(u"since 08:30:00, for 1 min 30 s"_s));
    QCOMPARE(text(u"Explanation"_s), u"Stated by the rule Disk full (disk-full)."_s);
    QVERIFY(text(u"Limits"_s).contains(u"disk"_s));
    QVERIFY(text(u"Guidance"_s).size() > 40);
    QStringList read;
    for (const QLabel *label : m_pane->findChildren<QLabel *>())
        read.append(label->text());
    QVERIFY2(read.contains(u"node"_s), qPrintable(read.join(u'|'))); // who said it
    m_demo.acknowledge("disk-full", web1, "ann@desk: on it", root);
    m_pane->show(m_demo.picture(), AlertId{0});
    QVERIFY(text(u"Since when, and who has it"_s).contains(u"acknowledged by ann@desk"_s));
}

void AlertPaneTest::whatIsOverIsSaidToBe()
{
    m_demo.clear("disk-full", web1, root);
    m_pane->show(m_demo.picture(), AlertId{0});
    QVERIFY2(text(u"Since when, and who has it"_s).startsWith(u"over since "_s),
             qPrintable(text(u"Since when, and who has it"_s)));
}

void AlertPaneTest::ofARuleThatIsNotHereItSaysSo()
{
    m_pane->show(m_demo.picture(), AlertId{1});
    QVERIFY(text(u"Explanation"_s).contains(u"homemade, which this program does not have"_s));
    QCOMPARE(text(u"Guidance"_s), u"None is known here."_s);
    QVERIFY(!m_pane->findChild<QLabel *>(u"Limits"_s)->isVisible());
}

void AlertPaneTest::outsideTextIsNoMarkup()
{
    m_pane->show(m_demo.picture(), AlertId{1});
    QCOMPARE(text(u"What is wrong"_s), u"<b>odd</b>"_s);
    for (const QLabel *label : m_pane->findChildren<QLabel *>(u"What is wrong"_s))
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void AlertPaneTest::aKeyGoesToAPart_data()
{
    QTest::addColumn<AlertPart>("part");
    QTest::addColumn<QString>("name");
    QTest::newRow("explanation") << AlertPart::Explanation << u"Explanation"_s;
    QTest::newRow("guidance") << AlertPart::Guidance << u"Guidance"_s;
}

// What was asked for stands in sight from its first line on, however low the pane is.
void AlertPaneTest::aKeyGoesToAPart()
{
    QFETCH(const AlertPart, part);
    QFETCH(const QString, name);
    m_pane->go(part); // without an alert there is nowhere to go
    m_pane->show(m_demo.picture(), AlertId{0});
    for (const int height : {90, 140, 200, 400}) {
        m_pane->resize(480, height);
        m_pane->verticalScrollBar()->setValue(0);
        m_pane->go(part);
        const auto *label = m_pane->findChild<QLabel *>(name);
        QVERIFY(label->hasFocus());
        const int top = label->mapTo(m_pane->viewport(), QPoint()).y();
        QVERIFY2(top >= 0 && top + label->fontMetrics().height() <= m_pane->viewport()->height(),
                 qPrintable(u"%1 in %2"_s.arg(top).arg(height)));
    }
}

// Every text has the height that its lines need, at any width.
void AlertPaneTest::noTextIsCut()
{
    m_pane->show(m_demo.picture(), AlertId{0});
    for (const int width : {260, 480, 900}) {
        m_pane->resize(width, 300);
        QCoreApplication::processEvents();
        for (const QLabel *label : m_pane->findChildren<QLabel *>())
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
}

SIGNALBOX_TEST(AlertPaneTest)
} // namespace tst_alertpane

#include "tst_alertpane.moc"
