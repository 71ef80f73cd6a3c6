// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
int counter = 0; // expect: mutable-global
static std::vector<int> cache; // expect: mutable-global
constexpr int limit = 3;
const std::map<int, int> table{{1, 2}};
extern int elsewhere;
using Rows = std::vector<int>;
static int helper(int a = 3);
Q_DECLARE_METATYPE(Rows)
Q_GLOBAL_STATIC(Rows, rows) // expect: singleton
struct Row {
    int a;
} row; // expect: mutable-global
int count()
{
    static int calls = 0; // expect: mutable-global
    return static_cast<int>(++calls);
}
auto wide = QStringLiteral("ääääääääääääääääääääääääääääääääääääääääää"); // ä counts one column: expect: mutable-global
// A line of one hundred and twenty-one columns is one more than the widest that a person should have to read expect: line-width
