// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
class HostModel final : public RowModel<Host>
{
    Q_OBJECT
};
class Delegate : public QStyledItemDelegate
{
};
class Narrow : public Delegate
{
};
class Job : public QRunnable
{
};
struct Host {
};
