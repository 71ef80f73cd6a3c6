// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <estate/estaterecord.h>

namespace signalbox
{
/// Whether sources of that type carry out a check and tell its verdict: "command", "http" and "tcp".
bool isCheck(std::string_view type);

/// Fills in what a source of such a type has of its own, and of "command" and "tcp" a target for each of `chosen`.
/// `source` has its name and type already.
void assembleCheck(const Record &record, const std::vector<const Declared *> &chosen, SourceDeclaration &source,
                   std::vector<EstateError> &errors);
} // namespace signalbox
