// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTimeZone>

#include <picture/picture.h>

namespace signalbox
{
/// The picture for a terminal, the most important line first: what is wrong, how the subjects stand, and every value
/// with its age. Outside text has no control characters in it. Lines are cut at `width` columns; 0: not at all.
QStringList pictureLines(const PicturePtr &picture, int width, const QTimeZone &zone);
} // namespace signalbox
