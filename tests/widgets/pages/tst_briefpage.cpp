// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first screen after a page. If these fail, whoever was woken has to look for the six answers one by one.
#include <QComboBox>
#include <QLabel>

#include <demo/demopicture.h>
#include <models/bedbrief.h>
#include <parts/tokens.h>
#include <support/testprogram.h>

#include "pagesupport.h"

namespace tst_briefpage
{
using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
PageContext answering()
{
    PageContext context;
    context.brief = [](const PicturePtr &now, QObject *, const Then<std::vector<BriefPart>> &then) {
        then(brief(*now, {}, {}, QTimeZone::utc()));
    };
    return context;
}
} // namespace

class BriefPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void sixQuestionsAreAnswered();
    void beforeSleepFiveOthersAre();
    void whatCannotBeReadIsSaid();
    void outsideTextIsNoMarkup();
    void everyControlHasAName();
};

void BriefPageTest::sixQuestionsAreAnswered()
{
    const PageContext context = answering();
    const auto page = openPage("brief", context);
    page->showPicture(demoEstate().picture());
    QStringList texts;
    for (const QLabel *label : page->findChildren<QLabel *>())
        if (!label->isHidden())
            texts += label->text();
    for (const QString &question : {u"What is broken"_s, u"Who is hurt"_s, u"Is it spreading"_s, u"What changed"_s,
                                    u"Is it safe to act"_s, u"What was done last time"_s})
        QVERIFY2(texts.contains(question), qPrintable(texts.join(u'|')));
    QVERIFY2(texts.join(u'\n').contains(u"host/imap1: /var/spool/imap is 97 % full"_s), qPrintable(texts.join(u'|')));
}

void BriefPageTest::beforeSleepFiveOthersAre()
{
    PageContext context = answering();
    context.bed = [](const PicturePtr &now, QObject *, const Then<std::vector<BriefPart>> &then) {
        then(bedBrief(*now, {}, QTimeZone::utc()));
    };
    const auto page = openPage("brief", context);
    page->showPicture(demoEstate().picture());
    auto *which = page->findChild<QComboBox *>();
    QVERIFY(which->isVisible());
    QCOMPARE(unnamed(*page), QStringList());
    QTest::keyClick(which, Qt::Key_Down);
    QStringList texts;
    for (const QLabel *label : page->findChildren<QLabel *>())
        if (!label->isHidden())
            texts += label->text();
    for (const QString &question :
         {u"Verified"_s, u"Not verified"_s, u"Held, and until when"_s, u"What will page"_s, u"Still being watched"_s})
        QVERIFY2(texts.contains(question), qPrintable(texts.join(u'|')));
    QVERIFY(!texts.contains(u"What is broken"_s));
}

void BriefPageTest::whatCannotBeReadIsSaid()
{
    PageContext context;
    context.brief = [](const PicturePtr &, QObject *, const Then<std::vector<BriefPart>> &then) {
        then(tl::unexpected(Problem{"recording.db", "is damaged", {}}));
    };
    const auto page = openPage("brief", context);
    page->showPicture(demoEstate().picture());
    QStringList texts;
    for (const QLabel *label : page->findChildren<QLabel *>())
        texts += label->text();
    QVERIFY2(texts.join(u'|').contains(u"is damaged"_s), qPrintable(texts.join(u'|')));
}

void BriefPageTest::outsideTextIsNoMarkup()
{
    const auto page = openPage("brief", answering());
    page->showPicture(demoEstate().picture());
    for (const QLabel *label : page->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void BriefPageTest::everyControlHasAName()
{
    const auto page = openPage("brief", answering());
    page->showPicture(demoEstate().picture());
    QCOMPARE(unnamed(*page), QStringList());
}

SIGNALBOX_TEST(BriefPageTest)
} // namespace tst_briefpage

#include "tst_briefpage.moc"
