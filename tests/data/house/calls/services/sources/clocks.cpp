// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>
void ask()
{
    auto a = QDateTime::currentDateTimeUtc(); // expect: raw-clock
    auto b = std::chrono::system_clock::now(); // expect: raw-clock
    auto c = std::chrono::steady_clock::now(); // expect: raw-clock
    auto d = time(nullptr) + ::time(0); // expect: raw-clock raw-clock
}
void name() // system_clock::now() in a comment, "steady_clock" in a string and a label's type are none of it
{
    std::chrono::sys_time<std::chrono::system_clock::duration> label;
    auto text = "steady_clock::now()" + playhead.time();
}
