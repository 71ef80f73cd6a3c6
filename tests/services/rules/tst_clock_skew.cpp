// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <story/story.h>
#include <support/testprogram.h>

namespace tst_clock_skew
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

Story &say(Story &story, double offset, double isSet)
{
    story.says("host/web1", "node_timex_offset_seconds", offset);
    return story.says("host/web1", "node_timex_sync_status", isSet);
}
} // namespace

/// Were this wrong, logs could not be put in order afterwards, and a replica would be taken for newer than it is.
class tst_clock_skew : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOffsetIsComparedWithTheLimits_data();
    void theOffsetIsComparedWithTheLimits();
    void aFreshStartIsNoSkew();
    void twoObserversAreToldApart();
};

void tst_clock_skew::theOffsetIsComparedWithTheLimits_data()
{
    QTest::addColumn<double>("offset");
    QTest::addColumn<double>("isSet");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("right") << 0.0001 << 1.0 << QByteArray();
    QTest::newRow("ahead") << 0.25 << 1.0 << QByteArray("warning: the clock is off by 100ms or more");
    QTest::newRow("behind") << -0.25 << 1.0 << QByteArray("warning: the clock is off by 100ms or more");
    QTest::newRow("far off") << -3.0 << 0.0
                             << QByteArray("critical: the clock is off by 1s or more, and nothing sets it");
    QTest::newRow("not set") << 0.0 << 0.0 << QByteArray("warning: nothing sets the clock: it is not synchronised");
    QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << 1.0 << QByteArray();
}

void tst_clock_skew::theOffsetIsComparedWithTheLimits()
{
    QFETCH(double, offset);
    QFETCH(double, isSet);
    QFETCH(QByteArray, expected);
    Story story;
    say(story.at(1s), offset, isSet).tick();
    QCOMPARE(story.stated("clock-skew"), expected.isEmpty() ? Lines() : Lines{expected.toStdString()});
    Story wide("name: t\nlimits: {clock_skew_warning: 1h, clock_skew_critical: 2h}\n");
    say(wide.at(1s), offset, 1).tick();
    QCOMPARE(wide.stated("clock-skew"), Lines());
}

void tst_clock_skew::aFreshStartIsNoSkew()
{
    Story story;
    say(story.at(1s), 0, 0).tick();
    say(story.at(200s), 0, 1).tick();
    QCOMPARE(story.stated("clock-skew"), Lines());
    say(story.at(201s), 0, 0).tick();
    story.at(201s + 5min).tick();
    QCOMPARE(story.raised().size(), std::size_t(1));
}

void tst_clock_skew::twoObserversAreToldApart()
{
    Story story;
    say(story.at(1s), 0, 1);
    say(story.from("fleet"), 0.5, 1).tick();
    QCOMPARE(story.stated("clock-skew"), (Lines{"warning: the clock is off by 100ms or more"}));
    QCOMPARE(story.picture().alerts[0].key->labels, (Labels{{"source", "fleet"}}));
}

SIGNALBOX_TEST(tst_clock_skew)
} // namespace tst_clock_skew

#include "tst_clock_skew.moc"
