// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <rules/rule.h>

namespace signalbox::rules
{
/// The series that the watch itself says of a way out of the estate, a pager or a heartbeat.
constexpr std::string_view pageUp = "page_up";
constexpr std::string_view pageError = "page_error";

/// What kept the last page or heartbeat from going out, in words; nothing where it went, or none was sent yet.
std::optional<std::string> lastFailure(const SubjectView &view);
} // namespace signalbox::rules
