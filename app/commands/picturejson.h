// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <picture/picture.h>

namespace signalbox
{
/// The picture as `signalboxctl picture --json` prints it; documented in docs/signalboxctl.md. Numbers that JSON has no
/// word for are the strings "NaN", "Infinity" and "-Infinity"; times are UTC, ISO 8601.
QJsonObject pictureJson(const Picture &picture);
} // namespace signalbox
