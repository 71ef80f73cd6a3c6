// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_lever_refused
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const Labels nginx{{"lever", "service-restart nginx"}};
const Labels postfix{{"lever", "service-restart postfix"}};
const std::string ready = "signalbox_lever_ready";
const std::string error = "signalbox_lever_error";
const std::string rule = "lever-refused";
using Stated = std::vector<std::string>;
} // namespace

/// Were this wrong, a lever that sudo refuses would be found out by whoever pulls it at night.
class TestLeverRefused : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWouldBeRefusedIsOneWarningAHost();
    void aHostThatCannotBeAskedIsUnknownAfterTwoDays();
};

void TestLeverRefused::whatWouldBeRefusedIsOneWarningAHost()
{
    Story story;
    story.from("journal").every(24h);
    story.at(1s).says("host/web1", ready, 1, nginx).says("host/web1", error, std::string(), nginx);
    story.says("host/web1", ready, 1, postfix).says("host/web1", error, std::string(), postfix).tick();
    QCOMPARE(story.stated(rule), Stated());
    story.at(2s).says("host/web1", ready, 0, nginx).says("host/web1", error, std::string("sudo asks"), nginx).tick();
    QCOMPARE(story.stated(rule), Stated{"warning: 1 lever would be refused: service-restart nginx (sudo asks)"});
    story.at(3s).says("host/web1", ready, 0, postfix).says("host/web1", error, std::string(), postfix).tick();
    QCOMPARE(story.stated(rule), Stated{"warning: 2 levers would be refused: service-restart nginx (sudo asks), "
                                        "service-restart postfix"});
    story.at(4s).gone("host/web1", ready, nginx).says("host/web1", ready, 1, postfix).tick();
    QCOMPARE(story.stated(rule), Stated());
}

void TestLeverRefused::aHostThatCannotBeAskedIsUnknownAfterTwoDays()
{
    Story story;
    story.from("journal").every(24h);
    story.at(1s).says("host/web1", ready, 1, nginx).says("host/web1", error, std::string(), nginx).tick();
    story.at(24h).says("host/web1", error, std::string("not known: nothing answers"), nginx).tick();
    QCOMPARE(story.stated(rule), Stated());
    story.at(49h).tick();
    QCOMPARE(story.stated(rule), Stated{"unknown: 1 lever could not be tested for two days: service-restart nginx"});
}

SIGNALBOX_TEST(TestLeverRefused)
} // namespace tst_lever_refused

#include "tst_lever_refused.moc"
