// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <recording/recording.h>

namespace signalbox
{
/// What tells one recording from another, from all its changes: 16 hexadecimal digits.
std::string identityOf(const std::vector<DatedChange> &changes);
/// Who a desk is that calls itself `desk` (user@host, outside text): the name with which its acts are signed.
std::string personOf(const std::string &desk);
} // namespace signalbox
