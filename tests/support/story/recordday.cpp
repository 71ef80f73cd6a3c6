// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// recordday FILE: records a whole made-up day (story/day.h) in seconds, to be looked at with signalbox-replay.
#include <iostream>

#include <recording/recordingwriter.h>
#include <story/day.h>

using namespace signalbox;

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::cerr << "usage: recordday FILE\n";
        return 1;
    }
    const auto writer = RecordingWriter::open(argv[1]);
    if (!writer) {
        std::cerr << writer.error().sentence() << '\n';
        return 1;
    }
    std::vector<Frame> batch;
    Expected<void> written;
    const auto write = [&] {
        if (written && !batch.empty())
            written = (*writer)->append(batch);
        batch.clear();
    };
    tellDay({}, [&](const Frame &frame) {
        batch.push_back(frame);
        if (batch.size() == 600)
            write();
    });
    write();
    if (!written) {
        std::cerr << written.error().sentence() << '\n';
        return 1;
    }
    return 0;
}
