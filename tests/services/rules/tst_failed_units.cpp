// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_failed_units
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

Story &say(Story &story, const std::string &unit, double hasFailed)
{
    return story.says("host/web1", "node_systemd_unit_state", hasFailed, {{"name", unit}, {"state", "failed"}});
}
} // namespace

/// Were this wrong, a backup that has not run for weeks would be found on the day that it is needed.
class tst_failed_units : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failedUnitsAreNamed();
    void oneThatRunsAgainIsNotNamed();
    void manyAreCounted();
};

void tst_failed_units::failedUnitsAreNamed()
{
    Story story;
    say(story.at(1s), "nginx.service", 1);
    say(story, "backup.service", 1);
    story.says("host/web1", "node_systemd_unit_state", 1, {{"name", "ssh.service"}, {"state", "active"}}).tick();
    QCOMPARE(story.stated("failed-units"), (Lines{"warning: 2 units have failed: backup.service, nginx.service"}));
}

void tst_failed_units::oneThatRunsAgainIsNotNamed()
{
    Story story;
    say(story.at(1s), "nginx.service", 1);
    say(story, "backup.service", 1).tick();
    say(story.at(2s), "nginx.service", 0).tick();
    QCOMPARE(story.stated("failed-units"), (Lines{"warning: 1 unit has failed: backup.service"}));
    story.at(3s).gone("host/web1", "node_systemd_unit_state", {{"name", "backup.service"}, {"state", "failed"}}).tick();
    QCOMPARE(story.stated("failed-units"), Lines());
}

void tst_failed_units::manyAreCounted()
{
    Story story;
    story.at(1s);
    for (int i = 0; i < 9; ++i)
        say(story, "unit" + std::to_string(i) + ".service", 1);
    story.tick();
    QCOMPARE(story.stated("failed-units"),
             (Lines{"warning: 9 units have failed: unit0.service, unit1.service, unit2.service, "
                    "unit3.service, unit4.service and 4 more"}));
}

SIGNALBOX_TEST(tst_failed_units)
} // namespace tst_failed_units

#include "tst_failed_units.moc"
