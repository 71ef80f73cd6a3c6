// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace signalbox
{
/// A key that some types alone have.
struct OwnKey {
    std::string_view key;
    std::vector<std::string_view> types;
    [[nodiscard]] bool isFor(std::string_view type) const
    {
        return std::find(types.begin(), types.end(), type) != types.end();
    }
};

/// All of them.
inline const std::vector<OwnKey> &ownKeys()
{
    static const std::vector<OwnKey> all = {
        {"host_label", {"prometheus"}},
        {"sweep", {"prometheus"}},
        {"jobs", {"prometheus"}},
        {"queries", {"prometheus"}},
        {"watchdog", {"alertmanager"}},
        {"command", {"command"}},
        {"port", {"tcp"}},
        {"tls", {"tcp"}},
        {"status", {"http"}},
        {"expect", {"http", "tcp"}},
        {"subject_labels", {"exposition"}},
        {"server_name", {"http", "tcp", "cyrus"}},
        {"login", {"cyrus"}},
        {"subjects", {"command", "tcp", "cyrus"}},
        {"secret", {"cyrus"}},
        {"security", {"cyrus"}},
        {"canary", {"cyrus"}},
        {"compare", {"cyrus"}},
    };
    return all;
}

/// "a", "a and b", "a, b and c".
inline std::string enumerated(const std::vector<std::string_view> &words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text.append(i == 0 ? "" : i + 1 == words.size() ? " and " : ", ").append(words[i]);
    return text;
}
} // namespace signalbox
