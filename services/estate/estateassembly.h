// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/estaterecord.h>

namespace signalbox
{
/// Makes one estate of the records of its files: nothing declared twice, every reference to something declared, every
/// source with somebody to ask. What is wrong is added to errors. id, text and hash are left to the caller where the
/// files have no id.
Estate assembleEstate(const std::vector<Record> &files, std::vector<EstateError> &errors);
} // namespace signalbox
