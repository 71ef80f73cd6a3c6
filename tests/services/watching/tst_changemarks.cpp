// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/testprogram.h>
#include <watching/changemarks.h>

namespace tst_changemarks
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
JournalRow row(const std::string &about, const std::string &why, Act::Kind kind = Act::Kind::ChangeMark)
{
    return rowOf({kind, about, why, {}}, "ann@desk", WallTime(1'700'000'009s)).value();
}

/// A frame that the engine made with these rows.
struct Made {
    Engine engine{rules::all()};
    Frame frame;

    explicit Made(const std::vector<JournalRow> &rows)
    {
        frame.tick = {1, Moment(10s), 0};
        frame.changes.emplace_back(AnchorSet{{Moment(0s), WallTime(1'700'000'000s), {}, "boot"}});
        engine.complete(frame);
        frame = {};
        frame.tick = {2, Moment(20s), 0};
        addChangeMarks(engine, frame, rows);
        engine.complete(frame, rows);
    }
    std::string textOf(const Subject &subject)
    {
        const auto id = engine.numbering().find({subject, "change_mark", {}, "journal"});
        const Picture &picture = engine.fold().working();
        return id ? picture.text(picture.sample(*id)) : "none";
    }
};
} // namespace

/// Were this wrong, a deploy would be noted and stand on no chart.
class tst_ChangeMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMarkIsAFactOfWhatItIsAbout();
    void aNoteIsNone();
    void severalOfATickAreOneText();
    void aMarkMakesNobodyLookWatched();
};

void tst_ChangeMarks::aMarkIsAFactOfWhatItIsAbout()
{
    Made made({row("host/web1", "shop 4.2")});
    QCOMPARE(made.textOf({"host", "web1"}), std::string("ann@desk: shop 4.2"));
    QCOMPARE(made.frame.facts.size(), std::size_t(1));
    QCOMPARE(made.frame.facts[0].at, Moment(9s)); // when it was written, not when it was read
    Made alert({row("load host/web2{source=\"node\"}", "more workers")});
    QCOMPARE(alert.textOf({"host", "web2"}), std::string("ann@desk: more workers"));
    Made all({row("", "new switch")});
    QCOMPARE(all.textOf({"estate", all.engine.fold().working().estate->id}), std::string("ann@desk: new switch"));
}

void tst_ChangeMarks::aNoteIsNone()
{
    Made made({row("host/web1", "its fan is loud", Act::Kind::Note)});
    QVERIFY(made.frame.facts.empty());
}

void tst_ChangeMarks::severalOfATickAreOneText()
{
    Made made({row("host/web1", "shop 4.2"), row("host/web1", "and its database")});
    QCOMPARE(made.textOf({"host", "web1"}), std::string("ann@desk: shop 4.2; ann@desk: and its database"));
}

void tst_ChangeMarks::aMarkMakesNobodyLookWatched()
{
    Made made({row("host/web1", "shop 4.2")});
    const Picture &picture = made.engine.fold().working();
    const SubjectState &web1 = picture.subject(made.engine.fold().find({"host", "web1"}).value());
    QVERIFY(!web1.watched);
    QCOMPARE(web1.freshness(), Freshness::Never);
}

SIGNALBOX_TEST(tst_ChangeMarks)
} // namespace tst_changemarks

#include "tst_changemarks.moc"
