// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QString>

namespace signalbox
{
/// How well what is typed finds a text: its letters must all be there in that order, whatever their case, blanks left
/// out. The more the better; at the beginnings of words and next to each other they count more, and short texts before
/// long ones. Nothing: not found. An empty text finds everything alike.
std::optional<int> fuzzyScore(const QString &typed, const QString &text);
} // namespace signalbox
