// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/action.h>
#include <story/storestory.h>

namespace signalbox
{
/// Stores as they were told, and what would be done.
class StoreWorld
{
public:
    explicit StoreWorld(const std::string &estate = StoreStory::estate())
        : story(estate)
    {
    }
    [[nodiscard]] Expected<Plan> plan(const Request &request)
    {
        m_picture = story.engine().fold().publish();
        Situation situation{*m_picture, m_ledger, {}, "ann@desk", true, {}, {}};
        situation.history = [](SeriesId, Moment, Moment) { return std::vector<HistoryPoint>(); };
        return makePlan(request, situation);
    }
    /// Told, and then imap21 is lost.
    void lose(StoreStory &told)
    {
        using namespace std::chrono_literals;
        told.tell(story, 1s);
        told.imap21.isProbed = false;
        told.imap21.answers = false;
        told.canaryAge = 300s;
        story.at(301s);
        for (const char *source : {"node", "ping"})
            story.from(source).says("host/imap21", "up", 0);
        story.from("node").says("host/imap22", "up", 1).says("host/imap22", "node_load1", 1);
        told.tell(story, 301s);
    }
    /// "pass: …", "fail: …", "unknown: …"; empty where there is no such guard.
    [[nodiscard]] static std::string answer(const Plan &plan, const std::string &id)
    {
        for (const Guard &guard : plan.guards) {
            if (guard.id == id)
                return (guard.verdict == Guard::Verdict::Pass   ? "pass: "
                        : guard.verdict == Guard::Verdict::Fail ? "fail: "
                                                                : "unknown: ") +
                       guard.value;
        }
        return {};
    }
    /// "imap22 stop store07", or a program's words; one a step.
    [[nodiscard]] static std::vector<std::string> literals(const Plan &plan)
    {
        std::vector<std::string> all;
        for (const Step &step : plan.steps) {
            std::string words = std::to_string(step.stage);
            if (step.command.by == StepCommand::By::Host)
                words.append(" ").append(step.command.host).append(":");
            for (const std::string &word : step.command.words)
                words.append(" ").append(word);
            all.push_back(std::move(words));
        }
        return all;
    }

    Story story;

private:
    RunLedger m_ledger;
    PicturePtr m_picture;
};
} // namespace signalbox
