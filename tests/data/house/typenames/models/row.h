// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
namespace signalbox
{
class Elsewhere;
struct Row {
    struct Mark {
    };
};
enum class Kind : int { One };
namespace house
{
struct Word {
};
} // namespace house
} // namespace signalbox
