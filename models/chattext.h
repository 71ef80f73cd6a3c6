// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <picture/picture.h>

namespace signalbox
{
/// An alert in one line, as one tells it to others: 'CRITICAL disk-full host/web1 {mountpoint="/"}: / is 97 % full;
/// since 04:12 UTC (18 min 3 s); acknowledged by …'. Always in UTC, since who reads it may sit elsewhere.
QString chatText(const Picture &picture, AlertId alert);
/// The same of several, a line each.
QString chatText(const Picture &picture, const std::vector<AlertId> &alerts);
} // namespace signalbox
