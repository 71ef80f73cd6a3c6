// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QString>

#include <estate/problem.h>
#include <picture/picture.h>

namespace signalbox
{
/// The picture that a recording holds, as it was known at a wall time; at the end of the recording where `at` is empty.
/// `at` is ISO 8601 ("2026-11-21T04:30:00Z"; without a zone: local time), or a time of day of the recording's last day
/// ("04:30").
Expected<PicturePtr> recordedPicture(const std::string &path, const QString &at);

/// Whether the file is a recording (by its first bytes); an estate file is not.
bool isRecording(const std::string &path);
} // namespace signalbox
