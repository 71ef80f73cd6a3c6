// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace signalbox::bench
{
/// What an Alertmanager answers at two times.
struct AlertLists {
    std::shared_ptr<const std::string> fewer; ///< so many warnings
    std::shared_ptr<const std::string> more;  ///< the same, and sixty critical alerts
    std::shared_ptr<const std::string> status;
};

/// Each alert is of another host or of another name, since Nagstamon keeps one of each pair.
AlertLists makeAlertLists(int alerts);

/// One alert as Alertmanager 0.25 writes it, some 600 bytes.
std::string alertText(const std::string &host, const std::string &name, const std::string &mount,
                      const std::string &severity, const std::string &summary);
} // namespace signalbox::bench
