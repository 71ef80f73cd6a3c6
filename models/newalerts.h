// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <picture/picture.h>

namespace signalbox
{
/// Which alerts are news since the picture before: raised, or worse, or back from the shelf or from an acknowledgement
/// that ended; and nobody has them now.
class NewAlerts
{
public:
    /// The worst first, then by number. Of the first picture nothing is news: it is there to be read.
    std::vector<AlertId> take(const PicturePtr &picture);

private:
    PicturePtr m_before;
};

/// What is said of them in one sentence: "critical: host/web1: / is 97 % full"; of several also how many.
QString newsText(const Picture &picture, const std::vector<AlertId> &alerts);

/// What a desktop is told of new alerts. Plain text.
struct DesktopNews {
    Severity worst = Severity::Warning;
    QString title;     ///< newsText
    QStringList lines; ///< chatText of each
    bool sounds = true;
};
} // namespace signalbox
