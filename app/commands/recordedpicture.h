// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QString>

#include <estate/problem.h>
#include <picture/picture.h>

namespace signalbox
{
/// The picture that a recording holds, as it was known at a time (see momentOf); at the end of the recording where `at`
/// is empty.
Expected<PicturePtr> recordedPicture(const std::string &path, const QString &at);
} // namespace signalbox
