// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
void launch(const QString &host)
{
    system("reboot"); // expect: shell
    process.start("/bin/sh", {"-c", host}); // expect: shell
    process.start("ssh", {"-o", host});
    process.startCommand(host); // expect: shell
}
QPalette pick() { return palette.system; }
auto text = R"(system("in a raw string"))"; // expect: mutable-global
