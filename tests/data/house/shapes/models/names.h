// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
class RowManager // expect: vague-name
{
};
struct HostInfo { // expect: vague-name
    static inline int counter = 0; // expect: mutable-global
    static int parse(const char *text);
    int value = 0;
};
class Database;
class Baseline
{
public:
    static Baseline &instance(); // expect: singleton
};
