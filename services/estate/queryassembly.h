// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <estate/estaterecord.h>

namespace signalbox
{
/// The query that a record declares.
QueryDeclaration assembleQuery(const Record &record);

/// What does not go together in the queries that the files declare is added to errors.
void checkQueries(const std::vector<Record> &files, std::vector<EstateError> &errors);

/// A complaint where `postgresql` of a record has a password in it, or is no connection string.
void checkConnection(const Record &record, std::vector<EstateError> &errors);
} // namespace signalbox
