// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <alerts/shelf.h>

#include <algorithm>

#include <recording/about.h>

namespace signalbox
{
namespace
{
std::size_t heldBy(const Picture &picture, const SuppressionSet &set)
{
    const Subject subject = subjectOfAbout(set.about);
    const auto id = picture.find(subject);
    if (!id)
        return 0;
    const std::vector<AlertId> &alerts = picture.subject(*id).alerts;
    return static_cast<std::size_t>(std::count_if(alerts.begin(), alerts.end(), [&](AlertId each) {
        const Alert &alert = picture.alerts[index(each)];
        const bool isMeant = set.about == subject.path() || alertKeyText(*alert.key) == set.about;
        return isMeant && (alert.cell.state != AlertState::Clear || alert.cell.latched);
    }));
}
} // namespace

Shelf shelf(const Picture &picture)
{
    Shelf found;
    for (const SuppressionSet &set : *picture.suppressions) {
        found.sets.push_back({set, heldBy(picture, set)});
        found.shelved += set.kind == SuppressionSet::Kind::Shelved ? 1 : 0;
        found.idle += found.sets.back().holding == 0 ? 1 : 0;
        if (set.until != Moment::max())
            found.nextEnd = std::min(found.nextEnd.value_or(set.until), set.until);
    }
    std::stable_sort(found.sets.begin(), found.sets.end(),
                     [](const OnTheShelf &a, const OnTheShelf &b) { return a.set.until < b.set.until; });
    return found;
}
} // namespace signalbox
