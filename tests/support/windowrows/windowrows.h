// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <shell/pageframe.h>

namespace signalbox
{
/// Every row of every table that the frame shows, page by page, as a person reads it, with the header's time.
QStringList shownRows(PageFrame &frame);
} // namespace signalbox
