// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <attaching/linkmessage.h>

namespace signalbox
{
/// Who is attached to a watch, and looks at what: a small file a desk in `desks/` beside the recording, which the
/// kernel unlocks when its process ends, however it ends.
class Presence
{
public:
    /// Comes in as `who`. Fails where the folder cannot be written; then the others do not see this desk.
    static Expected<std::unique_ptr<Presence>> enter(const std::string &recordingPath, const std::string &who);
    ~Presence();
    Presence(const Presence &) = delete;
    Presence &operator=(const Presence &) = delete;

    void lookAt(const std::string &what);
    /// The others that are here, in the order of their names. What they call themselves is outside text.
    [[nodiscard]] std::vector<link::Desk> others() const;

private:
    Presence(std::string folder, std::string file, int descriptor, std::string who);
    std::string m_folder;
    std::string m_file; ///< in that folder
    int m_descriptor;
    std::string m_who;
};
} // namespace signalbox
