// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <actions/action.h>
#include <story/plainrecording.h>
#include <story/story.h>

namespace signalbox
{
/// One recorded situation, a request, and what its guards have to say. See tests/data/guards/README.
struct GuardCase {
    std::string name;
    std::vector<std::string> lines; ///< those common to the file first
};

/// The cases of tests/data/guards/NAME.cases.
std::vector<GuardCase> guardCases(const std::string &name);

/// A case, played: everything that a planner sees.
class GuardWorld
{
public:
    explicit GuardWorld(const std::vector<std::string> &lines);
    ~GuardWorld();
    GuardWorld(const GuardWorld &) = delete;
    GuardWorld &operator=(const GuardWorld &) = delete;

    [[nodiscard]] Situation situation() const;
    [[nodiscard]] const Request &request() const;
    [[nodiscard]] Expected<Plan> plan() const { return makePlan(request(), situation()); }
    /// What differs from what the case expects, one line each; empty: nothing does.
    [[nodiscard]] std::string differences() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};
} // namespace signalbox
