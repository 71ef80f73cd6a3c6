// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace signalbox
{
/// Before the QApplication: whether it will find a display. Without one Qt ends the process with a core dump; what asks
/// for help or the version alone gets by without (QT_QPA_PLATFORM is set to offscreen then).
bool prepareDisplay(int argc, char **argv);
} // namespace signalbox
