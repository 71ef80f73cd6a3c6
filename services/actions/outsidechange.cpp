// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/outsidechange.h>

#include <journal/act.h>

namespace signalbox
{
namespace
{
constexpr std::string_view actWord = "changed-outside";
} // namespace

JournalRow rowOf(const OutsideChange &change, const std::string &who)
{
    return {0, change.wall, who, std::string(actWord), change.subject.path(), change.words};
}

std::optional<OutsideChange> outsideChangeOf(const JournalRow &row)
{
    if (row.act != actWord || !isSubjectPath(row.what))
        return {};
    const std::size_t slash = row.what.find('/');
    return OutsideChange{{row.what.substr(0, slash), row.what.substr(slash + 1)}, row.text, row.wall, row.number};
}
} // namespace signalbox
