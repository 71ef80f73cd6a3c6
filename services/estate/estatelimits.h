// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/estaterecord.h>

namespace signalbox
{
/// The limits that a file says, defaults filled in. A warning that would come later than its critical is added to
/// errors.
Limits limitsOf(const Record &record, std::vector<EstateError> &errors);
} // namespace signalbox
