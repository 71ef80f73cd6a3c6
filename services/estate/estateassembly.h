// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/estaterecord.h>

namespace signalbox
{
/// Makes one estate of the records of its files: nothing declared twice, every reference to something declared, every
/// source of a known type (any, where `sourceTypes` is empty) and with somebody to ask. What is wrong is added to
/// errors. The name and id are as written, perhaps empty; text and hash are left to the caller.
Estate assembleEstate(const std::vector<Record> &files, std::span<const std::string_view> sourceTypes,
                      std::vector<EstateError> &errors);
} // namespace signalbox
