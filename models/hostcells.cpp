// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/hostcells.h>

#include <algorithm>

#include <models/changes.h>
#include <models/format.h>
#include <models/subjectsmodel.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QString orNone(const QString &text)
{
    return text.isEmpty() ? u"none"_s : text;
}
} // namespace

QString siteWord(const QString &site)
{
    return fieldWord(u"site"_s, orNone(site));
}

QString roleWord(const QString &role)
{
    return fieldWord(u"role"_s, orNone(role));
}

void HostCells::learnDeclared()
{
    m_about.clear();
    for (const Declared &declared : m_picture->estate->subjects) {
        if (declared.subject.kind != "host")
            continue;
        const QString site = oneLine(declared.site);
        About about;
        QStringList words;
        if (!site.isEmpty())
            words.append(site);
        about.searched.append(u"site:"_s + orNone(site));
        for (const std::string &role : declared.roles) {
            words.append(oneLine(role));
            about.searched.append(u"role:"_s + oneLine(role));
        }
        if (declared.roles.empty())
            about.searched.append(u"role:none"_s);
        about.line = words.join(u", "_s);
        m_about.emplace(declared.subject.name, std::move(about));
    }
}

HostCell HostCells::cellOf(SubjectId id, const SubjectState &state) const
{
    HostCell cell;
    cell.id = id;
    cell.subject = state.subject;
    cell.standing = standingOf(state);
    cell.name = QString::fromStdString(state.subject.name);
    cell.order = naturalKey(cell.name);
    QStringList fields{cell.name};
    if (const auto about = m_about.find(state.subject.name); about != m_about.end()) {
        cell.about = about->second.line;
        fields += about->second.searched;
    } else {
        fields += {u"site:none"_s, u"role:none"_s};
    }
    cell.searched = searchText(fields);
    return cell;
}

HostCells::Change HostCells::show(const PicturePtr &picture)
{
    const PicturePtr before = std::exchange(m_picture, picture);
    const bool isOtherEstate = !before || before->estate != picture->estate;
    if (isOtherEstate)
        learnDeclared();
    auto changed = changedSubjects(isOtherEstate ? nullptr : before.get(), *picture);
    for (std::size_t i = picture->subjects.size(); i < m_cells.size(); ++i)
        changed.push_back(static_cast<std::uint32_t>(i));
    m_cells.resize(std::max(m_cells.size(), picture->subjects.size()));
    bool isOtherFleet = isOtherEstate;
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t i : changed) {
        std::optional<HostCell> &cell = m_cells[i];
        const SubjectState *state = i < picture->subjects.size() ? picture->subjects[i].get() : nullptr;
        if (!state || state->subject.kind != "host" || isForgotten(*state)) {
            isOtherFleet |= cell.has_value();
            cell.reset();
        } else if (isOtherEstate || !cell || cell->subject != state->subject) {
            isOtherFleet = true;
            cell = cellOf(SubjectId{i}, *state);
        } else if (const Standing standing = standingOf(*state); standing != cell->standing) {
            if (m_placeOf[i] >= 0) {
                count(cell->standing, -1);
                count(standing, 1);
            }
            cell->standing = standing;
            touched.push_back(i);
        }
    }
    if (!isOtherFleet)
        return changeStanding(touched);
    arrange();
    return {.everywhere = true, .places = {}};
}

HostCells::Change HostCells::changeStanding(const std::vector<std::uint32_t> &touched)
{
    if (touched.empty())
        return {};
    Change change;
    if (m_isHeld) {
        m_isOutOfOrder = true;
        for (const std::uint32_t number : touched)
            if (m_placeOf[number] >= 0)
                change.places.push_back(m_placeOf[number]);
        return change;
    }
    // Those that changed are taken out and merged in again: the others keep their order.
    for (const std::uint32_t number : touched)
        m_placeOf[number] = -1;
    std::erase_if(m_places, [&](std::uint32_t number) { return m_placeOf[number] < 0; });
    const auto middle = static_cast<std::ptrdiff_t>(m_places.size());
    std::copy_if(touched.begin(), touched.end(), std::back_inserter(m_places),
                 [this](std::uint32_t number) { return isWanted(number); });
    const auto inOrder = [this](std::uint32_t a, std::uint32_t b) { return belongsBefore(a, b); };
    std::sort(m_places.begin() + middle, m_places.end(), inOrder);
    std::inplace_merge(m_places.begin(), m_places.begin() + middle, m_places.end(), inOrder);
    renumber();
    change.everywhere = true;
    return change;
}

HostCells::Change HostCells::setFilter(const QString &text)
{
    m_filter = RowFilter(text);
    return settle();
}

HostCells::Change HostCells::hold(bool held)
{
    m_isHeld = held;
    return held || !m_isOutOfOrder ? Change{} : settle();
}

HostCells::Change HostCells::settle()
{
    const bool wasHeld = std::exchange(m_isHeld, false);
    arrange();
    m_isHeld = wasHeld;
    return {.everywhere = true, .places = {}};
}

std::optional<int> HostCells::placeOf(SubjectId id) const
{
    const auto number = static_cast<std::uint32_t>(id);
    if (number >= m_placeOf.size() || m_placeOf[number] < 0)
        return {};
    return m_placeOf[number];
}

QString HostCells::stateText(int place) const
{
    const HostCell &cell = at(place);
    const Alert *worst = worstAlert(*m_picture, m_picture->subject(cell.id));
    const QString word = wordOf(cell.standing);
    return worst ? word + u" for "_s + ageText(m_picture->now - worst->cell.since) : word;
}

QString HostCells::sentence(int place) const
{
    return worstSentence(*m_picture, m_picture->subject(at(place).id));
}

QString HostCells::line(int place) const
{
    const HostCell &cell = at(place);
    QStringList parts{cell.name, stateText(place)};
    if (!cell.about.isEmpty())
        parts.insert(1, cell.about);
    if (const QString wrong = sentence(place); !wrong.isEmpty())
        parts.append(wrong);
    return parts.join(u"  ·  "_s);
}

bool HostCells::isWanted(std::uint32_t number) const
{
    const std::optional<HostCell> &cell = m_cells[number];
    return cell && (m_filter.isEmpty() || m_filter.matches(cell->searched + wordOf(cell->standing).toLower() + u'\n'));
}

bool HostCells::belongsBefore(std::uint32_t a, std::uint32_t b) const
{
    const HostCell &left = *m_cells[a];
    const HostCell &right = *m_cells[b];
    const int rankLeft = rankOf(left.standing);
    const int rankRight = rankOf(right.standing);
    if (rankLeft != rankRight)
        return rankLeft > rankRight;
    const int byName = left.order.compare(right.order);
    return byName != 0 ? byName < 0 : a < b;
}

void HostCells::arrange()
{
    m_placeOf.resize(m_cells.size(), -1);
    std::vector<std::uint32_t> arriving;
    if (m_isHeld)
        std::erase_if(m_places, [this](std::uint32_t number) { return !m_cells[number]; });
    else
        m_places.clear();
    m_isOutOfOrder = m_isHeld;
    m_known = 0;
    for (std::uint32_t number = 0; number < m_cells.size(); ++number) {
        m_known += m_cells[number] ? 1 : 0;
        const bool stays = m_isHeld && m_placeOf[number] >= 0;
        if (!stays && isWanted(number))
            arriving.push_back(number);
    }
    std::sort(arriving.begin(), arriving.end(), [this](auto a, auto b) { return belongsBefore(a, b); });
    m_places.insert(m_places.end(), arriving.begin(), arriving.end());
    renumber();
}

void HostCells::renumber()
{
    std::fill(m_placeOf.begin(), m_placeOf.end(), -1);
    for (std::size_t place = 0; place < m_places.size(); ++place)
        m_placeOf[m_places[place]] = static_cast<int>(place);
    tally();
}

void HostCells::tally()
{
    m_counts.fill(0);
    m_unwatched = 0;
    m_alsoStale = 0;
    for (const std::uint32_t number : m_places)
        count(m_cells[number]->standing, 1);
}

void HostCells::count(const Standing &standing, int change)
{
    if (standing.stale && standing.state != State::Stale)
        m_alsoStale += change;
    if (isUnwatched(standing))
        m_unwatched += change;
    else
        m_counts[static_cast<std::size_t>(standing.state)] += change;
}
} // namespace signalbox
