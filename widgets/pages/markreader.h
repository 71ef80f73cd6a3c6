// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <QObject>

#include <models/changemark.h>
#include <models/timerange.h>
#include <pages/page.h>

namespace signalbox
{
/// The change marks that concern a subject, kept current: asked for when there is another subject, a new mark, or a
/// stretch that begins earlier. GUI thread.
class MarkReader
{
public:
    /// `changed` is called when other marks are known.
    MarkReader(AskPoints ask, std::function<void()> changed);
    void follow(const PicturePtr &picture, const Subject &subject, const TimeSpan &span);
    /// In order of time.
    [[nodiscard]] const std::vector<ChangeMark> &marks() const { return m_marks; }

private:
    AskPoints m_ask;
    std::function<void()> m_changed;
    Subject m_subject;
    std::vector<std::pair<SeriesId, Sample>> m_newest; ///< of each series, when it was asked
    TimeSpan m_asked{};
    std::vector<ChangeMark> m_marks;
    std::unique_ptr<QObject> m_inquiry; ///< what the last question's answers come for
};
} // namespace signalbox
