// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// journalhelper FILE WHO: appends rows for ever; says the number of each on standard output once it is durable. To be
// killed.
#include <cstdio>
#include <string>

#include <unistd.h>

#include <journal/journal.h>

using namespace signalbox;

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    auto journal = Journal::open(arguments[1]);
    if (!journal) {
        std::puts(journal.error().sentence().c_str());
        return 1;
    }
    char asked[16];
    for (std::int64_t i = 0; std::fgets(asked, sizeof asked, stdin); ++i) {
        const auto number = (*journal)->append(
            {0, WallTime(std::chrono::milliseconds(i)), arguments[2], "note", "host/web1", std::string(i % 3000, 'x')});
        const std::string line = (number ? std::to_string(*number) : number.error().sentence()) + '\n';
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0 || !number)
            return 1;
    }
    return 0;
}
