// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <string>

#include <sources/fetch.h>

namespace signalbox
{
/// Asks one URL and waits for the answer, at most `deadline`; any thread but the GUI's. `authority` is the path of a
/// PEM file with the certificate authorities to trust; empty: the system's. `stop` set by another thread ends the wait
/// soon.
FetchResult httpAnswer(const std::string &url, const std::string &authority, Milliseconds deadline,
                       const std::atomic<bool> &stop = false);
} // namespace signalbox
