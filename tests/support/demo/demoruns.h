// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <models/runreader.h>

namespace signalbox
{
/// Restarts nginx on web1 and so many more hosts; all guards are met.
Plan demoPlan(std::size_t targets = 1, GateLevel gate = GateLevel::Press);
/// One that is met, one that only tells, one that only the watch can tell; and for each class that is wished one that
/// is not met, with an id of its class: "H1", "O1", "W1".
std::vector<Guard> demoGuards(const std::vector<GuardClass> &notMet = {});

/// What opens the gate of that plan, with every warning ticked and every override given a reason.
Confirmation demoConfirmation(const Plan &plan);

/// The rows of a journal about runs, told one after the other.
class DemoJournal
{
public:
    /// The wall shows 2026-11-21 08:30:00 UTC at the start, as a DemoPicture's.
    DemoJournal();
    DemoJournal &by(const std::string &who);
    DemoJournal &pass(Milliseconds time);
    /// The run with that id is confirmed.
    DemoJournal &confirms(const std::string &run, const Plan &plan);
    DemoJournal &tells(const std::string &run, decltype(RunEvent::what) what);
    /// The step is sent, and that is what became of it.
    DemoJournal &goes(const std::string &run, std::uint32_t step, RunObserved::Outcome outcome,
                      const std::string &words = {});
    DemoJournal &holds(const std::string &path, const std::string &why, Milliseconds time);
    DemoJournal &releases(const std::string &path);

    [[nodiscard]] const std::vector<JournalRow> &rows() const { return m_rows; }
    [[nodiscard]] RunsPtr runs() const;
    [[nodiscard]] WallTime now() const { return m_now; }

private:
    std::vector<JournalRow> m_rows;
    std::string m_who = "ann@desk1";
    WallTime m_now;
};
} // namespace signalbox
