// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <watching/recorder.h>

namespace signalbox
{
/// Tells how the estate stands, put together from what several threads know of it. Any thread.
class EstateNews
{
public:
    /// What may be in trouble besides the estate file and its lists.
    enum class Part : std::uint8_t { Acts, Heads, ListNotes, Pages, Runs };

    /// `changed` may be empty; calls of it come one at a time.
    EstateNews(std::string path, std::function<void(const EstateStatus &)> changed);
    /// Tells how it stands now.
    void tell();
    /// What was read last: the file's errors, and sentences about its lists.
    void setReading(std::vector<std::string> errors, std::vector<std::string> lists);
    /// Nothing: that part is all right.
    void setTrouble(Part part, const std::optional<Problem> &problem);

private:
    template <class Change>
    void change(const Change &change);

    std::function<void(const EstateStatus &)> m_changed;
    std::mutex m_mutex; ///< guards what follows
    EstateStatus m_status;
    std::map<Part, std::string> m_troubles;
};
} // namespace signalbox
