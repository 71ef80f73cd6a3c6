// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
namespace signalbox
{
class Elsewhere
{
};
class Row // expect: same-name
{
};
enum class Kind { Two }; // expect: same-name
struct Mark : Row {
};
struct Word {
};
template <>
struct Of<Row> {
};
} // namespace signalbox
