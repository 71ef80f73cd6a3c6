// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The past: opens a recording and moves a playhead over it. Links no source, no driver and nothing that could act (law
// 6).
#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QDateTime>

#include <recording/recordingfile.h>
#include <replay/replaywindow.h>
#include <streams/display.h>
#include <streams/standardstreams.h>

using namespace signalbox;

int main(int argc, char **argv)
{
    occupyStandardStreams();
    if (!prepareDisplay(argc, argv)) {
        std::fputs("signalbox-replay: there is no display. signalboxctl picture --at says the same in a terminal.\n",
                   stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("signalbox-replay"));
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Shows what was on the screen of Signalbox at any moment of a recording."));
    const QCommandLineOption at(QStringLiteral("at"),
                                QApplication::translate("main", "Begin at TIME (ISO 8601; without an offset, local)."),
                                QStringLiteral("TIME"));
    const QCommandLineOption light(QStringLiteral("light"), QApplication::translate("main", "Dark on light."));
    const QCommandLineOption dark(QStringLiteral("dark"), QApplication::translate("main", "Light on dark (default)."));
    parser.addOptions({at, light, dark});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"), QApplication::translate("main", "The recording."));
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(1);
    const QDateTime start = QDateTime::fromString(parser.value(at), Qt::ISODate);
    if (parser.isSet(at) && !start.isValid()) {
        std::fprintf(stderr, "signalbox-replay: --at takes a time such as 2026-11-21T08:30:00Z\n");
        return 1;
    }
    auto recording = openRecording(parser.positionalArguments().constFirst().toStdString());
    if (!recording) {
        std::fprintf(stderr, "signalbox-replay: %s\n", recording.error().sentence().c_str());
        return 1;
    }
    const Theme theme = parser.isSet(light) && !parser.isSet(dark) ? Theme::Light : Theme::Dark;
    applyTheme(theme);
    const auto playhead = std::make_shared<Playhead>(Moment{});
    Session session(std::move(*recording), playhead);
    ReplayWindow window(session, *playhead, theme);
    if (parser.isSet(at))
        window.startAt(WallTime(Milliseconds(start.toMSecsSinceEpoch())));
    window.show();
    return QApplication::exec();
}
