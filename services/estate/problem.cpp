// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/problem.h>

namespace signalbox
{
std::string Problem::sentence() const
{
    std::string all = where.empty() ? what : where + ": " + what;
    if (!advice.empty())
        all += ". " + advice;
    return all;
}
} // namespace signalbox
