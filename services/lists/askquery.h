// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <vector>

#include <estate/estate.h>
#include <estate/problem.h>
#include <estate/queryrows.h>

namespace signalbox
{
/// Asks a query and waits for its rows, its deadline at most; never on the GUI's thread. `stop` set by another thread
/// ends the wait soon. The Problem says what was asked and what went wrong, never a
/// secret.
Expected<std::vector<QueryRow>> askQuery(const QueryDeclaration &query, const std::atomic<bool> &stop);

/// By argv, without a shell and without input. Its whole process group is killed when the time is over, when it prints
/// more than 4 MiB, and when it has ended.
Expected<std::vector<QueryRow>> askCommand(const QueryDeclaration &query, const std::atomic<bool> &stop);

/// One SELECT against an SQLite file or PostgreSQL, in a connection that cannot write.
Expected<std::vector<QueryRow>> askSql(const QueryDeclaration &query, const std::atomic<bool> &stop);
} // namespace signalbox
