// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// showpages PAGE OUT.png: draws a page in its window with a made-up estate, for eyes that judge it. PAGE is a page's id
// or a subject's path; --fleet 10000 shows that many hosts, --find TEXT what that finds. QT_SCALE_FACTOR=2 draws it at
// 200 %.
#include <QApplication>
#include <QCommandLineParser>

#include <demo/demohistory.h>
#include <demo/demopicture.h>
#include <parts/tokens.h>
#include <shell/pageframe.h>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace
{
std::vector<Notice> demoNotices()
{
    return {{State::Critical,
             u"Recording has paused: the disk is full. What is shown is still live."_s,
             u"Free space on /var/lib/signalbox; it resumes by itself"_s,
             {}},
            {State::Warning,
             u"The estate file was changed and has errors; the one before holds."_s,
             {},
             {u"estate.yaml:12:5: unknown key \"adress\"; did you mean \"address\"?"_s,
              u"estate.yaml:31:9: host \"imap99\" is named but not declared"_s}}};
}

std::vector<JournalRow> demoJournal()
{
    const auto at = [](int minutes) {
        return WallTime(std::chrono::milliseconds(1'795'281'000'000) + std::chrono::minutes(minutes));
    };
    return {{1, at(0), "kim@desk2", "note", "host/mx2", "its console hangs; a technician is asked for Monday"},
            {2, at(12), "ann@desk1", "change", "", "new resolvers everywhere"},
            {3, at(31), "kim@desk2", "acknowledge", "disk-full host/db2{mountpoint=\"/\"}", "clearing old dumps"},
            {4, at(33), "ann@desk1", "shelve", "host/web3", "new disk on Monday", {}, at(33 + 1440)},
            {5, at(40), "ann@desk1", "out-of-service", "host/web4", "new board"}};
}

void open(PageFrame &frame, const QString &page, const QString &found)
{
    if (page.contains(u'/')) {
        frame.openSubject({page.section(u'/', 0, 0).toStdString(), page.section(u'/', 1).toStdString()});
        return;
    }
    frame.openPage(page, found);
}
} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"light"_s, {}}, {u"calm"_s, {}}, {u"replay"_s, {}}, {u"notices"_s, {}}, {u"held-up"_s, {}}});
    parser.addOptions({{u"fleet"_s, {}, u"N"_s}, {u"find"_s, {}, u"TEXT"_s}});
    parser.addOption({u"size"_s, {}, u"WxH"_s, u"1440x900"_s});
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    const QStringList sides = parser.value(u"size"_s).split(u'x');
    if (arguments.size() != 2 || sides.size() != 2)
        parser.showHelp(1);
    applyTheme(parser.isSet(u"light"_s) ? Theme::Light : Theme::Dark);
    DemoPicture demo = parser.isSet(u"fleet"_s)  ? fleet(parser.value(u"fleet"_s).toInt())
                       : parser.isSet(u"calm"_s) ? calmEstate()
                                                 : demoEstate();
    if (parser.isSet(u"held-up"_s))
        demo.holdUp(std::chrono::seconds(14));
    const PicturePtr picture = demo.picture();
    PageContext context;
    context.zone = QTimeZone("Europe/London");
    context.line = [picture](const LineQuestion &question, QObject *, auto then) {
        then(demoLine(*picture, question, std::chrono::minutes(40)));
    };
    context.changes = [](const PicturePtr &now, Moment since, QObject *, auto then) { then(demoChanges(*now, since)); };
    context.journal = [](QObject *, auto then) { then(demoJournal()); };
    context.brief = [zone = context.zone](const PicturePtr &now, QObject *, auto then) {
        then(brief(*now, {}, {demoChanges(*now, now->now - std::chrono::hours(24)), demoJournal()}, zone));
    };
    PageFrame frame(context, parser.isSet(u"replay"_s) ? PageFrame::Edge::Replay : PageFrame::Edge::Live);
    frame.resize(sides[0].toInt(), sides[1].toInt());
    if (parser.isSet(u"notices"_s))
        frame.setNotices(demoNotices());
    frame.show();
    frame.showPicture(picture);
    open(frame, arguments[0], parser.value(u"find"_s));
    for (int settled = 0; settled < 5; ++settled) // layouts beget layouts
        QApplication::processEvents();
    return frame.grab().save(arguments[1]) ? 0 : 1;
}
