// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <estate/subject.h>
#include <time/moment.h>

namespace signalbox
{
/// How every command says the same things in JSON.
inline QString textJson(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}
/// A number; those that JSON has no word for are the strings "NaN", "Infinity" and "-Infinity".
QJsonValue numberJson(double value);
/// UTC, ISO 8601, with milliseconds.
QString timeJson(WallTime wall);
QJsonObject labelsJson(const Labels &labels);
} // namespace signalbox
