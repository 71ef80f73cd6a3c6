// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/declarednames.h>
#include <estate/estaterecord.h>

namespace signalbox
{
/// Makes a declaration of a source's record: hosts chosen, URLs filled in, defaults put in. `estate` has every subject
/// already.
SourceDeclaration assembleSource(const Record &record, const Estate &estate, DeclaredNames &names,
                                 std::vector<EstateError> &errors);
} // namespace signalbox
