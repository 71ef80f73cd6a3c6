// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <estate/declarednames.h>
#include <estate/estaterecord.h>

namespace signalbox
{
/// What the sections about paging say, over all files.
struct PagingRecords {
    std::vector<const Record *> pagers;
    std::vector<const Record *> people;
    std::vector<const Record *> onCall;
    std::vector<const Record *> heartbeats;
    const Record *paging = nullptr; ///< null: it does not stand there
};

/// All about paging, checked as a whole; what is wrong is added to errors. `names` knows the pagers already.
Paging assemblePaging(const PagingRecords &records, DeclaredNames &names, std::vector<EstateError> &errors);
} // namespace signalbox
