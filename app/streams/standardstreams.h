// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace signalbox
{
/// Keeps the numbers 0, 1 and 2 from the files and connections of a program that was started without standard input,
/// output or error: what it prints would go into them. Printing there fails as before. To be called before anything is
/// opened.
void occupyStandardStreams();

/// Whether that stream goes to systemd's journal ($JOURNAL_STREAM, systemd.exec(5)), which gives each line its time.
bool isJournal(int stream);
} // namespace signalbox
