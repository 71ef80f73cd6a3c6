// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/desksettings.h>

#include <algorithm>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
QTime timeOf(const QVariant &written)
{
    return QTime::fromString(written.toString().trimmed(), u"H:mm"_s);
}
} // namespace

bool QuietHours::holdAt(QTime time) const
{
    if (isOn || !from.isValid() || !until.isValid())
        return isOn;
    return from <= until ? time >= from && time < until : time >= from || time < until;
}

DeskSettings::DeskSettings()
    : m_file(QSettings::IniFormat, QSettings::UserScope, u"signalbox"_s, u"desk"_s)
{
}

std::vector<NamedFilter> DeskSettings::filters() const
{
    std::vector<NamedFilter> all;
    const int count = m_file.beginReadArray(u"filters"_s);
    for (int i = 0; i < count; ++i) {
        m_file.setArrayIndex(i);
        all.push_back({m_file.value(u"name"_s).toString(), m_file.value(u"page"_s).toString(),
                       m_file.value(u"text"_s).toString()});
    }
    m_file.endArray();
    return all;
}

void DeskSettings::saveFilter(const NamedFilter &filter)
{
    std::vector<NamedFilter> all = filters();
    const auto same = std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.name == filter.name; });
    if (same == all.end())
        all.push_back(filter);
    else
        *same = filter;
    write(all);
}

void DeskSettings::forgetFilter(const QString &name)
{
    std::vector<NamedFilter> all = filters();
    std::erase_if(all, [&](const NamedFilter &one) { return one.name == name; });
    write(all);
}

void DeskSettings::write(const std::vector<NamedFilter> &filters)
{
    m_file.remove(u"filters"_s);
    m_file.beginWriteArray(u"filters"_s, static_cast<int>(filters.size()));
    for (int i = 0; i < static_cast<int>(filters.size()); ++i) {
        m_file.setArrayIndex(i);
        const NamedFilter &filter = filters[static_cast<std::size_t>(i)];
        m_file.setValue(u"name"_s, filter.name);
        m_file.setValue(u"page"_s, filter.page);
        m_file.setValue(u"text"_s, filter.text);
    }
    m_file.endArray();
}

QuietHours DeskSettings::quiet() const
{
    return {m_file.value(u"quiet/on"_s, false).toBool(), timeOf(m_file.value(u"quiet/from"_s)),
            timeOf(m_file.value(u"quiet/until"_s))};
}

void DeskSettings::setQuiet(bool isOn)
{
    m_file.setValue(u"quiet/on"_s, isOn);
}
} // namespace signalbox
