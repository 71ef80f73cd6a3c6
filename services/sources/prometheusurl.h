// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <QUrl>

#include <time/moment.h>

namespace signalbox::prometheusurl
{
/// An instant query to the server at `base`, which it need not work at for longer than `limit`; of `time` (Unix
/// seconds), or of the server's now.
QUrl query(const std::string &base, const std::string &promql, std::optional<double> time, Milliseconds limit);
/// A range query of the time from `start` to `end` in Unix seconds.
QUrl range(const std::string &base, const std::string &promql, double start, double end, double step,
           Milliseconds limit);
/// The list of targets in a state: active, dropped.
QUrl targets(const std::string &base, const std::string &state);
} // namespace signalbox::prometheusurl
