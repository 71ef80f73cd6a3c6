// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTimeZone>

#include <picture/picture.h>

namespace signalbox
{
/// "CRITICAL", "WARNING", "UNKNOWN"; "PAGE" for a warning that was left alone, "OVER" for what is no longer raised.
QString alertWord(const Alert &alert);

/// How an alert stands with people, a few words each: who has acknowledged it and until when, that it is over and
/// nobody has seen it, flapping, shelved or out of service, a page or when it becomes one. Empty: it is raised, and
/// nobody's.
QStringList alertStanding(const Picture &picture, const Alert &alert, const QTimeZone &zone);
} // namespace signalbox
