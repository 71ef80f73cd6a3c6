// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <picture/picture.h>

namespace signalbox
{
/// What `signalboxctl alerts --json` prints; docs/signalboxctl.md.
QJsonObject alertsJson(const Picture &picture);
} // namespace signalbox
