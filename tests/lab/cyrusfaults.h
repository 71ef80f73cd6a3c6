// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <laboratory/cyrusestate.h>

namespace signalbox::lab
{
/// Ways in which the replication of a running master stops. Each returns when it has stopped, or a Problem.
/// The replica says no: `user` is on both sides as two mailboxes of one name, both with mail (on the master "new", on
/// the replica "old"). The user must not be there before.
Expected<void> makeReplicaRefuse(CyrusEstate &estate, const CyrusSlot &master, const QString &user);
/// The replica's process dies of a batch with `user`, who must be on both sides; a message "fatal" is in that batch.
Expected<void> makeReplicaDie(CyrusEstate &estate, const CyrusSlot &master, const QString &user);
/// sync_client is killed until Cyrus starts it no more.
Expected<void> disableSyncClient(CyrusEstate &estate, const CyrusSlot &master);
/// sync_client is stopped by a signal, with nothing in hand.
Expected<void> freezeSyncClient(CyrusEstate &estate, const CyrusSlot &master);
} // namespace signalbox::lab
