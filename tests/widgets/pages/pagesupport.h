// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <pages/page.h>

namespace signalbox
{
/// The page of that id, of a sensible size and shown.
std::unique_ptr<Page> openPage(std::string_view id, const PageContext &context = {});

/// The child that a screen reader knows by that name, or null.
QWidget *named(const QWidget &parent, const QString &name);

/// Every visible child that takes the keyboard and that a screen reader has no name for.
QStringList unnamed(const QWidget &parent);
} // namespace signalbox
