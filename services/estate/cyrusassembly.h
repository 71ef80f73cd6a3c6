// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <estate/cyrusstores.h>
#include <estate/estaterecord.h>

namespace signalbox
{
/// The section `cyrus`; what is wrong is added to errors.
CyrusStores assembleCyrus(const Record &section, std::vector<EstateError> &errors);

/// A target for each slot of each of `stores`, of a source of the type `cyrus` that has its own keys taken already.
void assembleSlots(const Record &record, const std::vector<const Declared *> &stores, const Estate &estate,
                   SourceDeclaration &source, std::vector<EstateError> &errors);
} // namespace signalbox
