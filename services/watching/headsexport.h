// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <estate/problem.h>

namespace signalbox
{
/// Exports a journal's head once an hour, and at the end, to a file that somebody else keeps. It does so on a thread of
/// its own, since that file may lie on a server that hangs: then nothing but the next head is late.
class HeadsExport
{
public:
    /// Blocking; called on the other thread.
    using Export = std::function<Expected<void>(const std::string &to)>;
    /// `changed` is called on the other thread with what went wrong, or with nothing once a head could be exported.
    HeadsExport(Export work, std::function<void(const std::optional<Problem> &)> changed);
    /// Exports a last time; waits for that a second at most.
    ~HeadsExport();
    HeadsExport(const HeadsExport &) = delete;
    HeadsExport &operator=(const HeadsExport &) = delete;
    /// From now on there, beginning at once; empty: nowhere. Any thread.
    void exportTo(const std::string &to);

private:
    struct Desk;
    static void run(const std::shared_ptr<Desk> &desk);

    std::shared_ptr<Desk> m_desk;
};
/// Exports the head of the journal at that path; nothing where there is none: nobody has done anything yet.
HeadsExport::Export headOf(const std::string &journalPath);
} // namespace signalbox
