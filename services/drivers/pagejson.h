// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <paging/pagetext.h>

namespace signalbox
{
/// A page as the webhook driver posts it; docs/paging.md tells its members. `text` alone is what chat servers with
/// incoming webhooks show.
QByteArray pageJson(const PageMessage &message);

/// The same as Alertmanager takes it (POST /api/v2/alerts): an alert each, which ends by itself when it is no longer
/// repeated.
QByteArray alertmanagerJson(const PageMessage &message);
} // namespace signalbox
