// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <storemap/storemapwords.h>

namespace signalbox
{
/// Every row of the table, by store. Waits for the database, some seconds at most; not on the GUI's thread.
Expected<std::vector<StorePlace>> readStoreMap(const StoreMap &map);
/// Moves a store in one transaction, where its row is still as `move` says: the same master, and the same serial where
/// the map has one, which goes up by one. It is not held afterwards. False: it is not so, and nothing was changed.
/// After a Problem it may have been.
Expected<bool> moveInStoreMap(const StoreMap &map, const StoreMove &move);
/// Has a store read on another host than its master, or there again, in the same way.
Expected<bool> readInStoreMap(const StoreMap &map, const StoreReading &reading);
/// Has new users created on the stores of `to` alone, in one transaction, where it was those of `from` alone. False: it
/// was not, or the map lacks one of them, and nothing was changed.
Expected<bool> setNewUsersInStoreMap(const StoreMap &map, const NewUserStores &from, const NewUserStores &to);
} // namespace signalbox
