// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desk: starts what observes and records, and a window that looks at the recording.
#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QPointer>

#include <estate/plaintext.h>
#include <models/format.h>
#include <shell/deskwindow.h>
#include <streams/standardstreams.h>
#include <streams/stopsignals.h>
#include <watching/recorder.h>

using namespace signalbox;

namespace
{
struct Wishes {
    std::string estate;
    std::string recording;
    Theme theme = Theme::Dark;
};

Wishes readOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main",
                                                             "A console for engineers on call: watches an estate "
                                                             "and shows what is wrong with it."));
    const QCommandLineOption record(QStringLiteral("record"), QApplication::translate("main", "Record into FILE."),
                                    QStringLiteral("FILE"));
    const QCommandLineOption light(QStringLiteral("light"), QApplication::translate("main", "Dark on light."));
    const QCommandLineOption dark(QStringLiteral("dark"), QApplication::translate("main", "Light on dark (default)."));
    parser.addOptions({record, light, dark});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("ESTATE"),
                                 QApplication::translate("main",
                                                         "The estate file or folder; without it "
                                                         "$XDG_CONFIG_HOME/signalbox/estate.yaml, and where there "
                                                         "is none, this machine."),
                                 QStringLiteral("[ESTATE]"));
    parser.process(application);
    if (parser.positionalArguments().size() > 1)
        parser.showHelp(1);
    Wishes wishes;
    wishes.estate = parser.positionalArguments().value(0).toStdString();
    wishes.recording = parser.value(record).toStdString();
    wishes.theme = parser.isSet(light) && !parser.isSet(dark) ? Theme::Light : Theme::Dark;
    return wishes;
}

std::optional<Notice> noticeOf(const RecordingStatus &status)
{
    const QString path = oneLine(status.path);
    switch (status.state) {
    case RecordingStatus::State::Recording:
        return {};
    case RecordingStatus::State::Reading:
        return Notice{State::Maintenance,
                      QApplication::translate("main", "Another process records this estate; this window looks on."),
                      oneLine(status.problem.advice),
                      {path}};
    case RecordingStatus::State::Paused:
        break;
    }
    return Notice{State::Critical,
                  QApplication::translate("main", "Recording has paused: %1. What is shown is still live.")
                      .arg(oneLine(status.problem.what)),
                  oneLine(status.problem.advice),
                  {path}};
}

std::optional<Notice> noticeOf(const EstateStatus &status)
{
    if (status.errors.empty() && status.lists.empty())
        return {};
    QStringList lines;
    for (const std::string &error : status.errors)
        lines.append(oneLine(error));
    for (const std::string &list : status.lists)
        lines.append(oneLine(list));
    if (status.errors.empty())
        return Notice{State::Warning,
                      QApplication::translate("main", "A list of the estate was not taken over; the one before holds."),
                      {},
                      lines};
    return Notice{State::Warning,
                  QApplication::translate("main", "The estate file was changed and has errors; the one before holds."),
                  {},
                  lines};
}

/// Hands a status from any thread to the window, on the GUI's.
template <class Status>
std::function<void(const Status &)> telling(QPointer<DeskWindow> &window,
                                            void (DeskWindow::*tell)(const std::optional<Notice> &))
{
    return [&window, tell](const Status &status) {
        QMetaObject::invokeMethod(
            qApp,
            [&window, tell, notice = noticeOf(status)] {
                if (window)
                    (window->*tell)(notice);
            },
            Qt::QueuedConnection);
    };
}

int fail(const Problem &problem)
{
    std::fprintf(stderr, "signalbox: %s\n", harmlessLines(problem.sentence()).c_str());
    return 1;
}
} // namespace

int main(int argc, char **argv)
{
    occupyStandardStreams();
    StopSignals::holdBack();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("signalbox"));
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    const Wishes wishes = readOptions(application);
    applyTheme(wishes.theme);

    const StopSignals stop([] { QApplication::quit(); });
    QPointer<DeskWindow> window;
    Recorder::Options options;
    options.estatePath = wishes.estate;
    options.recordingPath = wishes.recording;
    options.whenHeld = Recorder::WhenHeld::LookOn;
    options.recordingChanged = telling<RecordingStatus>(window, &DeskWindow::setRecordingNotice);
    options.estateChanged = telling<EstateStatus>(window, &DeskWindow::setEstateNotice);
    const auto recorder = Recorder::start(options);
    if (!recorder)
        return fail(recorder.error());
    auto recording = (*recorder)->recording();
    if (!recording)
        return fail(recording.error());
    Session session(std::move(*recording), (*recorder)->clock());
    DeskWindow desk(session, wishes.theme, [&](const Subject &subject) { (*recorder)->attend(subject); });
    window = &desk;
    desk.show();
    return QApplication::exec();
}
