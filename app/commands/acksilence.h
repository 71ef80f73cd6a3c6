// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <actions/plan.h>
#include <picture/picture.h>

namespace signalbox
{
/// What silences an alert that is listed under that key, in the Alertmanager that shows it; an error where none does.
/// `until` is a duration ("2h").
Expected<Request> silenceOf(const Picture &picture, const std::string &key, const std::string &until,
                            const std::string &why);
} // namespace signalbox
