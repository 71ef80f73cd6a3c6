// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// windowcapture ESTATE RECORDING CAPTURE: a live window on an estate, as signalbox opens it. Writes to CAPTURE what it
// showed at each picture, a JSON line each. On standard input "step SECONDS" sets the machine's clock, as far as this
// process can see.
#include <atomic>
#include <iostream>
#include <string>
#include <thread>

#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <shell/deskwindow.h>
#include <watching/recorder.h>
#include <windowrows/windowrows.h>

using namespace signalbox;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4) {
        std::cerr << "usage: windowcapture ESTATE RECORDING CAPTURE\n";
        return 1;
    }
    std::atomic<qint64> offset = 0;
    Recorder::Options options;
    options.estatePath = arguments[1].toStdString();
    options.recordingPath = arguments[2].toStdString();
    options.readClocks = [&offset] {
        MachineReading reading = readMachineClocks();
        reading.wall += std::chrono::seconds(offset);
        return reading;
    };
    const auto recorder = Recorder::start(options);
    if (!recorder) {
        std::cerr << recorder.error().sentence() << '\n';
        return 1;
    }
    QFile capture(arguments[3]);
    if (!capture.open(QIODevice::WriteOnly))
        return 1;
    Session session(std::move(*(*recorder)->recording()), (*recorder)->clock());
    DeskWindow window(session, Theme::Dark);
    window.show();
    QObject::connect(&session, &Session::pictureChanged, &window, [&](const PicturePtr &picture) {
        const QJsonObject line{{QStringLiteral("tick"), static_cast<qint64>(picture->tick.number)},
                               {QStringLiteral("moment"), static_cast<qint64>(picture->now.time_since_epoch().count())},
                               {QStringLiteral("heldUp"), picture->heldUp},
                               {QStringLiteral("rows"), QJsonArray::fromStringList(shownRows(window.frame()))}};
        capture.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
        capture.flush();
    });
    std::thread commands([&] {
        std::string word;
        long long seconds = 0;
        while (std::cin >> word >> seconds)
            offset = seconds;
        QMetaObject::invokeMethod(&application, [] { QApplication::quit(); });
    });
    const int result = QApplication::exec();
    commands.join();
    return result;
}
