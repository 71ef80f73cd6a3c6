// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/declarednames.h>
#include <estate/estaterecord.h>

namespace signalbox
{
/// Makes a rule of the estate's own. Roles are looked up among the estate's subjects, which must be complete; what is
/// wrong is added to errors.
UserRule assembleUserRule(const Record &record, const Estate &estate, DeclaredNames &names,
                          std::vector<EstateError> &errors);

/// The labels that a list of name=value asks for; one that stands there twice is added to errors.
Labels assembleLabels(const RecordValue &value, std::vector<EstateError> &errors);
} // namespace signalbox
