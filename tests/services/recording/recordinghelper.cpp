// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What tests of recordings do in a process of its own: to be killed, to have fewer rights, to mount. Says a line for
// each thing done on standard output.
//   write FILE SEED SERIES BATCH   appends frames of that estate after those that are there, for ever; says the last
//   tick probe FILE                     opens, and for each line on standard input says the last tick and how its state
//   was read mount FOLDER                   mounts a small file system there, fills it, makes it read-only; says what
//   the recording did
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <recording/recordingfile.h>
#include <recording/recordingwriter.h>

#include "samplerecording.h"

using namespace signalbox;

namespace
{
void say(const std::string &line)
{
    const std::string whole = line + '\n';
    if (::write(STDOUT_FILENO, whole.data(), whole.size()) < 0)
        ::_exit(3); // nobody listens any more
}

int write(const std::string &path, unsigned seed, std::size_t series, std::size_t batch)
{
    auto writer = RecordingWriter::open(path);
    if (!writer) {
        say(writer.error().sentence());
        return 1;
    }
    FrameMaker maker(seed, series);
    Frame frame = maker.next();
    while (frame.tick.number <= (*writer)->last().number)
        frame = maker.next();
    say("open");
    while (true) {
        std::vector<Frame> frames;
        while (frames.size() < batch)
            frames.push_back(std::exchange(frame, maker.next()));
        if (auto appended = (*writer)->append(frames); !appended) {
            say(appended.error().sentence());
            return 1;
        }
        say(std::to_string((*writer)->last().number));
    }
}

std::string lastOf(const Recording &recording)
{
    const auto extent = recording.extent();
    if (!extent)
        return extent.error().sentence();
    const auto state = recording.stateAt(extent->last.number);
    return state ? "tick " + std::to_string(state->tick.number) : state.error().sentence();
}

int probe(const std::string &path)
{
    const auto recording = openRecording(path);
    say(recording ? lastOf(**recording) : recording.error().sentence());
    char line[16];
    while (recording && std::fgets(line, sizeof line, stdin))
        say(lastOf(**recording));
    return 0;
}

bool fill(const std::string &path)
{
    const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const std::string block(4096, 'x');
    while (::write(file, block.data(), block.size()) > 0) {
    }
    const bool full = errno == ENOSPC;
    ::close(file);
    return full;
}

int mounted(const std::string &folder)
{
    // Without the rights a namespace of our own gives them; where that is not allowed either, the test cannot be made
    // here.
    if ((::geteuid() != 0 && ::unshare(CLONE_NEWUSER) != 0) || ::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=3m") != 0) {
        say(std::string("cannot mount: ") + std::strerror(errno));
        return 0;
    }
    say("mounted");
    FrameMaker maker(21, 30);
    {
        auto writer = RecordingWriter::open(folder + "/recording.db");
        const std::vector<Frame> first = maker.next(50);
        const std::vector<Frame> second = maker.next(2000);
        bool right = writer && (*writer)->append(first) && fill(folder + "/ballast");
        say(right ? "full" : "could not fill the file system");
        const auto refused = (*writer)->append(second);
        say(refused ? "appended to a full file system" : refused.error().sentence());
        say("last " + std::to_string((*writer)->last().number == first.back().tick.number));
        ::unlink((folder + "/ballast").c_str());
        const auto repeated = (*writer)->append(second);
        say(repeated ? "repeated" : repeated.error().sentence());
    }
    if (::mount("none", folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
        say(std::string("cannot mount read-only: ") + std::strerror(errno));
        return 1;
    }
    const auto writer = RecordingWriter::open(folder + "/recording.db");
    say(writer ? "opened for writing" : writer.error().sentence());
    const auto recording = openRecording(folder + "/recording.db");
    say(recording ? lastOf(**recording) : recording.error().sentence());
    return 0;
}
} // namespace

int main(int count, char **arguments)
{
    const std::string_view act = count > 2 ? arguments[1] : "";
    if (act == "write" && count == 6)
        return write(arguments[2], static_cast<unsigned>(std::stoul(arguments[3])), std::stoul(arguments[4]),
                     std::stoul(arguments[5]));
    if (act == "probe")
        return probe(arguments[2]);
    return act == "mount" ? mounted(arguments[2]) : 2;
}
