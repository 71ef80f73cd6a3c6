// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include <picture/picture.h>

namespace signalbox
{
/// "3 shelved, 1 out of service; next back at 06:00:00; 1 match nothing any more"; empty where nothing is out of the
/// way.
QString shelfSentence(const Picture &picture, const QTimeZone &zone);
} // namespace signalbox
