// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/paging.h>

#include <algorithm>

namespace signalbox
{
namespace
{
template <class Entry>
const Entry *findNamed(const std::vector<Entry> &entries, std::string_view name)
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry &each) { return each.name == name; });
    return found == entries.end() ? nullptr : &*found;
}
} // namespace

const PagerDeclaration *Paging::pager(std::string_view name) const
{
    return findNamed(pagers, name);
}

const Person *Paging::person(std::string_view name) const
{
    return findNamed(people, name);
}

const OnCallList *Paging::list(std::string_view name) const
{
    return findNamed(onCall, name);
}
} // namespace signalbox
