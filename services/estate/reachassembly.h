// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <estate/declarednames.h>
#include <estate/estaterecord.h>
#include <estate/hostreach.h>

namespace signalbox
{
/// How hosts are reached, checked with what the hosts say for themselves; what is wrong is added to errors. `section`
/// is null where there is none: then nothing is reached, and a host that says how it is reached is a mistake.
std::optional<HostReach> assembleReach(const Record *section, const std::vector<const Record *> &hosts,
                                       DeclaredNames &names, std::vector<EstateError> &errors);
} // namespace signalbox
