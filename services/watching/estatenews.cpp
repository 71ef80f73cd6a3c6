// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/estatenews.h>

namespace signalbox
{
EstateNews::EstateNews(std::string path, std::function<void(const EstateStatus &)> changed)
    : m_changed(std::move(changed))
{
    m_status.path = std::move(path);
}

void EstateNews::tell()
{
    const std::lock_guard lock(m_mutex);
    if (m_changed)
        m_changed(m_status);
}

template <class Change>
void EstateNews::change(const Change &change)
{
    const std::lock_guard lock(m_mutex);
    const EstateStatus before = m_status;
    change();
    if (m_changed && !(m_status == before))
        m_changed(m_status);
}

void EstateNews::setReading(std::vector<std::string> errors, std::vector<std::string> lists)
{
    change([&] {
        m_status.errors = std::move(errors);
        m_status.lists = std::move(lists);
    });
}

void EstateNews::setTrouble(Part part, const std::optional<Problem> &problem)
{
    change([&] {
        m_troubles.erase(part);
        if (problem)
            m_troubles[part] = problem->sentence();
        m_status.troubles.clear();
        for (const auto &[which, sentence] : m_troubles)
            m_status.troubles.push_back(sentence);
    });
}
} // namespace signalbox
