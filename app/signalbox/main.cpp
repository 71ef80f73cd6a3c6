// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desk: starts what observes and records, and a window that looks at the recording.
#include <cstdio>

#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QFileInfo>
#include <QPointer>
#include <QProcess>

#include <attaching/attachment.h>
#include <estate/plaintext.h>
#include <models/format.h>
#include <notifying/desktopnotifier.h>
#include <shell/commandcatalogue.h>
#include <shell/deskwindow.h>
#include <shell/pageframe.h>
#include <streams/display.h>
#include <streams/standardstreams.h>
#include <streams/stopsignals.h>
#include <watching/recorder.h>
#include <watching/statefolder.h>

using namespace signalbox;

namespace
{
/// Clocks that differ by less are no news.
constexpr Milliseconds mostSkew = std::chrono::seconds(5);

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
    const QCommandLineOption keys(QStringLiteral("keys"),
                                  QApplication::translate("main", "Print every key and what it does, and end."));
    parser.addOptions({record, light, dark, keys});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("ESTATE"),
        QApplication::translate("main", "The estate file or folder, or ssh://HOST where a watch runs; without it "
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
                      QApplication::translate("main", "Another process records this estate, and this window looks on. "
                                                      "Acknowledging, shelving and notes work from here."),
                      {},
                      {path}};
    case RecordingStatus::State::Ended:
        return Notice{State::Critical,
                      QApplication::translate("main", "Nobody records this estate: the process that did has ended."),
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

QString skewText(Milliseconds wallAhead)
{
    const QString by = ageText(wallAhead < Milliseconds(0) ? -wallAhead : wallAhead);
    return (wallAhead > Milliseconds(0)
                ? QApplication::translate("main", "Its clock is %1 ahead of this machine's; times shown are its.")
                : QApplication::translate("main", "Its clock is %1 behind this machine's; times shown are its."))
        .arg(by);
}

std::optional<Notice> noticeOf(const AttachmentStatus &status, const QString &watch)
{
    QStringList lines;
    for (const link::Desk &desk : status.others) {
        const QString who = oneLine(desk.who);
        lines.append(desk.lookingAt.empty()
                         ? QApplication::translate("main", "%1 is attached as well").arg(who)
                         : QApplication::translate("main", "%1 is looking at %2").arg(who, oneLine(desk.lookingAt)));
    }
    if (std::chrono::abs(status.wallAhead) >= mostSkew)
        lines.append(skewText(status.wallAhead));
    if (!status.copy.what.empty())
        lines.append(QApplication::translate("main", "The copy of it here cannot be written: %1")
                         .arg(oneLine(status.copy.sentence())));
    switch (status.state) {
    case AttachmentStatus::State::Attached:
        return Notice{State::Maintenance,
                      QApplication::translate("main", "Attached to %1, where it is recorded.").arg(watch),
                      {},
                      lines};
    case AttachmentStatus::State::Unwatched:
        return Notice{State::Critical,
                      QApplication::translate("main", "Nobody watches on %1: nothing new comes.").arg(watch),
                      QApplication::translate("main", "Start signalboxctl watch there."), lines};
    case AttachmentStatus::State::Stuck:
        return Notice{State::Critical,
                      QApplication::translate("main", "The watch on %1 runs and records nothing: what is shown grows "
                                                      "old.")
                          .arg(watch),
                      QApplication::translate("main", "See its log there, and whether its disk is full."), lines};
    case AttachmentStatus::State::Cut:
        break;
    }
    return Notice{
        State::Critical,
        QApplication::translate("main", "The line to %1 is down, and what is shown grows old: %2")
            .arg(watch, oneLine(status.problem.what)),
        QApplication::translate("main", "%1. It is tried again by itself.").arg(oneLine(status.problem.advice)), lines};
}

std::optional<Notice> noticeOf(const EstateStatus &status)
{
    if (status.errors.empty() && status.lists.empty() && status.troubles.empty())
        return {};
    QStringList lines;
    for (const std::string &trouble : status.troubles)
        lines.append(oneLine(trouble));
    for (const std::string &error : status.errors)
        lines.append(oneLine(error));
    for (const std::string &list : status.lists)
        lines.append(oneLine(list));
    if (!status.troubles.empty())
        return Notice{
            State::Warning, QApplication::translate("main", "The journal of this estate is in trouble."), {}, lines};
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

Expected<std::unique_ptr<Recorder>> attach(const Wishes &wishes, QPointer<DeskWindow> &window)
{
    const auto address = watchAddress(wishes.estate);
    if (!address)
        return tl::unexpected(address.error());
    if (!wishes.recording.empty())
        return tl::unexpected(Problem{"--record", "goes with an estate that is watched here", "Leave it out"});
    Attachment::Options options;
    options.changed = [&window, watch = oneLine(address->url())](const AttachmentStatus &status) {
        QMetaObject::invokeMethod(
            qApp,
            [&window, notice = noticeOf(status, watch)] {
                if (window)
                    window->setRecordingNotice(notice);
            },
            Qt::QueuedConnection);
    };
    return Attachment::attach(*address, options);
}

/// The watch that this desk shows: this process, another one of this machine, or another machine's.
Expected<std::unique_ptr<Recorder>> start(const Wishes &wishes, QPointer<DeskWindow> &window)
{
    if (isWatchAddress(wishes.estate))
        return attach(wishes, window);
    Recorder::Options options;
    options.estatePath = wishes.estate;
    options.recordingPath = wishes.recording;
    options.whenHeld = Recorder::WhenHeld::LookOn;
    options.pages = true;
    options.acts = true;
    options.recordingChanged = telling<RecordingStatus>(window, &DeskWindow::setRecordingNotice);
    options.estateChanged = telling<EstateStatus>(window, &DeskWindow::setEstateNotice);
    return Recorder::start(options);
}

/// What pages of a live window may do beyond looking.
PageContext liveContext(Session &session, Recorder &recorder)
{
    PageContext context = contextOf(session, journalBeside(recorder.path()), thisPerson());
    context.attend = [&recorder](const Subject &subject) { recorder.attend(subject); };
    context.run = [](const QStringList &argv) -> Expected<void> {
        if (QProcess::startDetached(argv.first(), argv.mid(1)))
            return {};
        return tl::unexpected(Problem{argv.first().toStdString(), "cannot be started",
                                      "Install it, or name another one under terminal in the estate file"});
    };
    context.openLink = [](const QUrl &link) { return QDesktopServices::openUrl(link); };
    context.act = [&recorder](const Act &act, QObject *receiver, const Then<std::uint64_t> &then) {
        recorder.act(act, [guarded = QPointer(receiver), then](const Expected<std::uint64_t> &number) {
            QMetaObject::invokeMethod(qApp, [guarded, then, number] {
                if (guarded)
                    then(number);
            });
        });
    };
    return context;
}

/// Without one, asking for it would start one.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

void tellDesktop(DeskWindow &desk)
{
    auto *notifier = new DesktopNotifier(QDBusConnection::sessionBus(), &desk);
    notifier->setFailed([&desk](const QString &why) {
        desk.frame().say(
            QApplication::translate("main", "The desktop shows no notifications: %1").arg(oneLine(why.toStdString())));
    });
    desk.setDesktop([notifier](const DesktopNews &news) { notifier->tell(news); });
}

/// Needs no screen: somebody may want to print it.
int printKeys(int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::fputs(qPrintable(keyCardText()), stdout);
    return 0;
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
    if (argc == 2 && std::string_view(argv[1]) == "--keys")
        return printKeys(argc, argv);
    StopSignals::holdBack();
    if (!prepareDisplay(argc, argv)) {
        std::fputs(
            "signalbox: there is no display. signalboxctl picture, brief and alerts say the same in a terminal.\n",
            stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("signalbox"));
    QApplication::setApplicationVersion(QStringLiteral(SIGNALBOX_VERSION));
    const Wishes wishes = readOptions(application);
    applyTheme(wishes.theme);

    const StopSignals stop([] { QApplication::quit(); });
    QPointer<DeskWindow> window;
    const auto recorder = start(wishes, window);
    if (!recorder)
        return fail(recorder.error());
    auto recording = (*recorder)->recording();
    if (!recording)
        return fail(recording.error());
    Session session(std::move(*recording), (*recorder)->clock());
    DeskWindow desk(session, wishes.theme, liveContext(session, **recorder));
    window = &desk;
    if (hasSessionBus())
        tellDesktop(desk);
    desk.show();
    return QApplication::exec();
}
