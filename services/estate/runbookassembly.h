// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/declarednames.h>
#include <estate/estaterecord.h>
#include <estate/runbook.h>

namespace signalbox
{
/// Makes a runbook, checked as a whole; what is wrong is added to errors.
Runbook assembleRunbook(const Record &record, DeclaredNames &names, std::vector<EstateError> &errors);

/// What holds for every action. `record` may be null: it does not stand there.
Interlock assembleInterlock(const Record *record, DeclaredNames &names, std::vector<EstateError> &errors);
} // namespace signalbox
