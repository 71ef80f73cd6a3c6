// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QCoreApplication>

#include <commands/commandline.h>
#include <streams/standardstreams.h>

int main(int argc, char *argv[])
{
    signalbox::occupyStandardStreams();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("signalboxctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    signalbox::Terminal terminal{std::cout, std::cerr};
    const signalbox::Exit exit = signalbox::runCommandLine(QCoreApplication::arguments().mid(1), terminal);
    // A full disk or a closed pipe behind standard output is a failure, too.
    if (!std::cout.flush())
        return static_cast<int>(signalbox::Exit::Failed);
    return static_cast<int>(exit);
}
