// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QSslConfiguration>

#include <estate/problem.h>

namespace signalbox
{
/// TLS 1.2 at least, with the peer verified: by the authorities in that PEM file alone, or by the system's where there
/// is no path.
Expected<QSslConfiguration> tlsConfiguration(const std::string &authority);
} // namespace signalbox
