// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>

#include <QStringList>

#include <commands/commandline.h>

namespace signalbox
{
/// What a command line printed, and what it ended with.
struct Said {
    Exit exit = Exit::Failed;
    QString out;
    QString err;
};

/// Runs the command line in this process.
inline Said say(const QStringList &words)
{
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal{out, err};
    Said said;
    said.exit = runCommandLine(words, terminal);
    said.out = QString::fromStdString(out.str());
    said.err = QString::fromStdString(err.str());
    return said;
}
} // namespace signalbox
