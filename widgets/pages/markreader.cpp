// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/markreader.h>

#include <algorithm>
#include <utility>

namespace signalbox
{
MarkReader::MarkReader(AskPoints ask, std::function<void()> changed)
    : m_ask(std::move(ask))
    , m_changed(std::move(changed))
{
}

void MarkReader::follow(const PicturePtr &picture, const Subject &subject, const TimeSpan &span)
{
    std::vector<std::pair<SeriesId, Sample>> newest;
    for (const SeriesId id : markSeriesOf(*picture, subject))
        newest.emplace_back(id, picture->sample(id));
    const bool isKnown = subject == m_subject && newest == m_newest && span.from >= m_asked.from &&
                         picture->now >= m_asked.to; // back, there are others to come
    if (isKnown || !m_ask)
        return;
    m_subject = subject;
    m_newest = newest;
    m_asked = {span.from - span.length(), picture->now};
    m_inquiry = std::make_unique<QObject>();
    const bool hadMarks = !std::exchange(m_marks, {}).empty();
    for (const auto &[id, sample] : newest) {
        m_ask(picture->series[index(id)]->declared, m_asked, m_inquiry.get(),
              [this, picture, series = id](Expected<std::vector<HistoryPoint>> points) {
                  if (!points)
                      return; // told by the session to the window
                  const std::vector<ChangeMark> found = marksOf(*picture, {series, std::move(*points)});
                  m_marks.insert(m_marks.end(), found.begin(), found.end());
                  std::sort(m_marks.begin(), m_marks.end(),
                            [](const ChangeMark &a, const ChangeMark &b) { return a.at < b.at; });
                  m_changed();
              });
    }
    if (hadMarks)
        m_changed();
}
} // namespace signalbox
