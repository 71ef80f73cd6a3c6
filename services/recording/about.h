// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <recording/frame.h>

namespace signalbox
{
/// "rule kind/name{labels}": how people, the journal and suppressions name an alert.
std::string alertKeyText(const AlertDeclared &alert);

/// The subject that an alert key or a path "kind/name" speaks of; empty where it is neither.
Subject subjectOfAbout(const std::string &about);
} // namespace signalbox
