// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <demo/demopicture.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

constexpr const char *sites[] = {"york",    "manchester", "leeds",  "derby", "bristol", "hull",
                                 "glasgow", "swansea",    "dublin", "cork",  "lille",   "gent"};
constexpr const char *roles[] = {"web", "imap", "mx", "db", "store", "dns", "proxy", "hypervisor"};

std::size_t siteOf(int number)
{
    return static_cast<std::size_t>(number / 8 * 7 % 12);
}

Subject fleetHost(int number)
{
    return {"host", std::string(roles[number % 8]) + std::to_string(number / 8 + 1)};
}

/// One rack row in Leeds and a scatter elsewhere: a tenth of all.
bool isDead(int number, int hosts)
{
    if (hosts < 10)
        return false;
    return (siteOf(number) == 2 && number % 8 != 3) ? number % 9 < 7 : number % 29 == 7;
}
} // namespace

DemoPicture fleet(int hosts)
{
    DemoPicture demo;
    demo.estateName = "Amber Hosting";
    for (int i = 0; i < hosts; ++i)
        demo.declare(fleetHost(i), hosts < 4 ? "" : sites[siteOf(i)],
                     hosts < 4 ? std::vector<std::string>() : std::vector<std::string>{roles[i % 8]});
    demo.declare({"host", "spare1"}, hosts < 4 ? "" : "york");
    for (int i = 0; i < hosts; ++i)
        demo.say(fleetHost(i), "node_load1", 0.3);
    demo.pass(40min);
    for (int i = 0; i < hosts; ++i) {
        if (isDead(i, hosts))
            demo.raise("silence", fleetHost(i), Severity::Unknown,
                       "9 of 9 values from fleet have stopped, though it answers");
        else
            demo.say(fleetHost(i), "node_load1", 0.4);
    }
    demo.pass(7min + 20s);
    for (int i = 0; i < hosts; ++i) {
        if (isDead(i, hosts) || (hosts > 20 && i % 211 == 5))
            continue;
        demo.say(fleetHost(i), "node_load1", 0.5);
        if (i % 97 == 11)
            demo.raise("disk-full", fleetHost(i), Severity::Critical, "/srv is 97 % full (limit 95 %)");
        else if (i % 41 == 3)
            demo.raise("disk-full", fleetHost(i), Severity::Warning, "/var is 88 % full (limit 85 %)");
    }
    demo.pass(4s);
    return demo;
}
} // namespace signalbox
