// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/shelfsentence.h>

#include <QCoreApplication>
#include <QStringList>

#include <alerts/shelf.h>
#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString ofShelf(const char *text)
{
    return QCoreApplication::translate("Shelf", text);
}
} // namespace

QString shelfSentence(const Picture &picture, const QTimeZone &zone)
{
    const Shelf found = shelf(picture);
    if (found.sets.empty())
        return {};
    QStringList parts;
    const std::size_t outOfService = found.sets.size() - found.shelved;
    if (found.shelved > 0)
        parts += ofShelf("%1 shelved").arg(countText(found.shelved));
    if (outOfService > 0)
        parts += ofShelf("%1 out of service").arg(countText(outOfService));
    QStringList sentences{parts.join(u", "_s)};
    if (found.nextEnd)
        sentences +=
            ofShelf("next back at %1").arg(sinceText(picture.timeline->wallAt(*found.nextEnd), picture.wall(), zone));
    if (found.idle > 0)
        sentences += ofShelf("%1 match nothing any more").arg(countText(found.idle));
    return sentences.join(u"; "_s);
}
} // namespace signalbox
