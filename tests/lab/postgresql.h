// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <laboratory/laboratory.h>

namespace signalbox::lab
{
/// PostgreSQL with one user, signalbox, who has a password. It accepts connections before it answers.
Expected<Recipe> postgresql(const Laboratory &lab);
/// How to connect to it; the password is in a file of its own.
QString connectionTo(const Laboratory &lab, const Recipe &server);
} // namespace signalbox::lab
