// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/page.h>

#include <parts/rowtable.h>

namespace signalbox
{
namespace
{
/// The list that has the keyboard, else the first one in which something is selected. Null: there is none.
const RowTable *listInHand(const Page &page)
{
    const RowTable *first = nullptr;
    for (const RowTable *table : page.findChildren<RowTable *>()) {
        if (!table->isVisibleTo(&page))
            continue;
        if (table->hasFocus())
            return table;
        if (!first && !table->chosenRows().empty())
            first = table;
    }
    return first;
}
} // namespace

std::vector<AlertId> Page::alertsInHand() const
{
    std::vector<AlertId> alerts;
    const RowTable *list = listInHand(*this);
    if (!list)
        return alerts;
    for (const int row : list->chosenRows())
        if (const auto alert = list->rows().alertAt(row))
            alerts.push_back(*alert);
    return alerts;
}

std::optional<Subject> Page::subjectInHand() const
{
    const RowTable *list = listInHand(*this);
    return list && list->currentIndex().isValid() ? list->rows().subjectAt(list->currentIndex().row()) : std::nullopt;
}
} // namespace signalbox
