// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <estate/estaterecord.h>

namespace signalbox
{
/// The query that a record declares. What does not go together is added to errors.
QueryDeclaration assembleQuery(const Record &record, std::vector<EstateError> &errors);
} // namespace signalbox
