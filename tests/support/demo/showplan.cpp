// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// showplan WHAT OUT.png: draws the sheet of a made-up plan or run in its window, for eyes that judge it. WHAT is press,
// hold, type, count, blocked, warned, overridden, changed, armed, approval, running, unknown, decide, soaking, runs,
// bed or subject. QT_SCALE_FACTOR=2 draws it at 200 %.
#include <QApplication>
#include <QComboBox>
#include <QCommandLineParser>
#include <QTest>

#include <demo/demopicture.h>
#include <demo/demoruns.h>
#include <models/bedbrief.h>
#include <parts/rowtable.h>
#include <parts/tokens.h>
#include <shell/pageframe.h>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr const char *id = "0a1b2c3d4e5f";

bool isPlan(const QString &what)
{
    return QStringList{u"press"_s,   u"hold"_s,   u"type"_s,       u"count"_s,
                       u"blocked"_s, u"warned"_s, u"overridden"_s, u"changed"_s}
        .contains(what);
}

Plan planOf(const QString &what)
{
    if (what == u"hold"_s)
        return demoPlan(1, GateLevel::Hold);
    if (what == u"type"_s)
        return demoPlan(1, GateLevel::TypeName);
    Plan plan =
        demoPlan(what == u"press"_s ? 1 : 5, what == u"count"_s ? GateLevel::TypeNameAndCount : GateLevel::Press);
    if (what == u"blocked"_s)
        plan.guards = demoGuards({GuardClass::Hard, GuardClass::Override, GuardClass::Warning});
    if (what == u"warned"_s || what == u"overridden"_s || what == u"changed"_s)
        plan.guards = demoGuards({GuardClass::Override, GuardClass::Warning});
    return plan;
}

DemoJournal journalOf(const QString &what, WallTime now)
{
    using Outcome = RunObserved::Outcome;
    DemoJournal journal;
    journal.pass(now - journal.now());
    Plan plan = demoPlan(5, GateLevel::Hold);
    if (what == u"approval"_s) {
        plan.gate = GateLevel::TypeNameAndCount;
        plan.secondPerson = SecondPerson::Required;
    }
    if (isPlan(what))
        return journal;
    journal.pass(-20min).confirms("000000000001", demoPlan()).pass(2s).tells("000000000001", RunStarted{});
    journal.goes("000000000001", 0, Outcome::Done).tells("000000000001", RunEnded{}).pass(20min - 43s);
    if (what == u"runs"_s || what == u"subject"_s || what == u"bed"_s)
        journal.holds("host/db2", "swapping its disk by hand", 90min);
    if (what == u"bed"_s)
        journal.pass(-10min);
    journal.confirms(id, plan);
    if (what == u"armed"_s || what == u"approval"_s)
        return journal;
    journal.pass(3s).tells(id, RunStarted{}).goes(id, 0, Outcome::Done);
    if (what == u"running"_s)
        return journal.goes(id, 1, Outcome::Done).goes(id, 2, Outcome::Done).tells(id, RunIntent{3, false});
    if (what == u"soaking"_s || what == u"bed"_s) {
        for (std::uint32_t step = 1; step < 5; ++step)
            journal.goes(id, step, Outcome::Done);
        return journal.tells(id, RunSoaking{journal.now() + 2min});
    }
    if (what == u"decide"_s)
        return journal.goes(id, 1, Outcome::NotDone, "Job for nginx.service failed: exit status 1");
    journal.goes(id, 1, Outcome::Unknown, "no reply within 60 s");
    return journal.tells(id, RunObserved{1, false, false, Outcome::Unknown, "ssh: connection timed out", 10s});
}

void settle()
{
    for (int settled = 0; settled < 8; ++settled) // layouts beget layouts
        QApplication::processEvents();
}

void open(PageFrame &frame, const QString &what)
{
    const bool isPlan = QStringList{u"press"_s,   u"hold"_s,   u"type"_s,       u"count"_s,
                                    u"blocked"_s, u"warned"_s, u"overridden"_s, u"changed"_s}
                            .contains(what);
    if (isPlan)
        frame.openPlan(planOf(what).request, QString::fromStdString(planOf(what).title));
    else if (what == u"runs"_s)
        frame.openPage(u"runs"_s, {});
    else if (what == u"bed"_s)
        frame.openPage(u"brief"_s, {});
    else if (what == u"subject"_s)
        frame.openSubject({"host", "db2"});
    else
        frame.openRun(QString::fromLatin1(id));
    if (what == u"bed"_s)
        for (QComboBox *which : frame.findChildren<QComboBox *>())
            if (which->isVisible())
                which->setCurrentIndex(which->count() - 1);
    settle();
    if (what == u"overridden"_s) {
        auto *guards = qobject_cast<RowTable *>(QApplication::focusWidget());
        for (int row = 0; guards && row < 2; ++row) {
            guards->choose(row);
            QTest::keyClick(guards, Qt::Key_Space);
        }
    }
}
} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"light"_s, {}});
    parser.addOption({u"size"_s, {}, u"WxH"_s, u"1440x900"_s});
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    const QStringList sides = parser.value(u"size"_s).split(u'x');
    if (arguments.size() != 2 || sides.size() != 2)
        parser.showHelp(1);
    applyTheme(parser.isSet(u"light"_s) ? Theme::Light : Theme::Dark);
    const QString &what = arguments[0];
    const PicturePtr picture = demoEstate().picture();
    const RunsPtr runs = journalOf(what, picture->wall()).runs();
    RunFollower follower([runs](QObject *, auto then) { then(runs); });
    follower.showPicture(picture);
    PageContext context;
    context.runs = &follower;
    context.who = what == u"approval"_s ? "kim@desk2" : "ann@desk1";
    int planned = 0;
    context.plan = [&](const Request &, const PicturePtr &, QObject *, auto then) {
        Plan plan = planOf(what);
        if (what == u"changed"_s && planned++ > 0)
            plan.changes.front().before = "active";
        then(plan);
    };
    context.act = [](const Act &, QObject *, auto then) { then(1); };
    context.bed = [runs](const PicturePtr &now, QObject *, auto then) {
        then(bedBrief(*now, bedPast(*now, runs), QTimeZone::utc()));
    };
    PageFrame frame(context, PageFrame::Edge::Live);
    frame.resize(sides[0].toInt(), sides[1].toInt());
    frame.show();
    frame.showPicture(picture);
    open(frame, what);
    if (what == u"changed"_s) {
        DemoPicture later = demoEstate();
        frame.showPicture(later.pass(2s).picture());
    }
    settle();
    return frame.grab().save(arguments[1]) ? 0 : 1;
}
