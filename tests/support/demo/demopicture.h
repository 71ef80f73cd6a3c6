// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <picture/picture.h>

namespace signalbox
{
/// Makes pictures for tests of models and widgets, step by step and without a recording: what was said, by whom, when,
/// and what is raised. Each picture() is a value of its own that shares what did not change with the one before, as a
/// session's do.
class DemoPicture
{
public:
    /// The wall shows 2026-11-21 08:30:00 UTC at the start.
    DemoPicture();

    /// In the estate; watched as soon as something is said of it.
    DemoPicture &declare(const Subject &subject, const std::string &site = {},
                         const std::vector<std::string> &roles = {});
    /// A source says a number of a subject, now.
    DemoPicture &say(const Subject &subject, const std::string &metric, double value, const Labels &labels = {},
                     const std::string &source = "node");
    DemoPicture &sayText(const Subject &subject, const std::string &metric, const std::string &text,
                         const std::string &source = "node");
    DemoPicture &sayGone(const Subject &subject, const std::string &metric, const Labels &labels = {},
                         const std::string &source = "node");
    /// Raises an alert, or changes its severity or sentence.
    DemoPicture &raise(const std::string &rule, const Subject &subject, Severity severity, const std::string &sentence,
                       const Labels &labels = {});
    DemoPicture &clear(const std::string &rule, const Subject &subject, const Labels &labels = {});
    DemoPicture &acknowledge(const std::string &rule, const Subject &subject, const std::string &who,
                             const Labels &labels = {});
    /// All alerts of a subject are shelved for so long.
    DemoPicture &shelve(const Subject &subject, Milliseconds time);
    /// Time passes: what was said grows late and stale.
    DemoPicture &pass(Milliseconds time);
    /// Nothing comes any more while time passes.
    DemoPicture &holdUp(Milliseconds time);
    /// The machine's clock is put on (or back, below 0).
    DemoPicture &stepClock(Milliseconds by);

    [[nodiscard]] PicturePtr picture();

    /// Expected of every series that is said for the first time from here on; 15 s at the start.
    Milliseconds interval{15000};
    std::string estateName = "Amber Mail";
    std::vector<UserRule> userRules; ///< of the estate

private:
    SubjectId subjectOf(const Subject &subject);
    SubjectState &write(SubjectId id);
    SeriesId seriesOf(const Subject &subject, const std::string &metric, const Labels &labels,
                      const std::string &source);
    TextId textOf(const std::string &text);
    Alert &alertOf(const std::string &rule, const Subject &subject, const Labels &labels);
    void setSample(SeriesId id, const Sample &sample);
    void recount(SubjectId id);
    void weigh(SubjectId id);

    Picture m_working;
    Estate m_estate;
    std::shared_ptr<const Estate> m_published; ///< null where m_estate changed since
    Timeline m_timeline;
    std::map<SeriesKey, SeriesId> m_series;
    std::map<std::string, TextId> m_texts;
    SubjectIndex m_numbers;
};

/// A small hosting and mail company on a bad night, for looking at every page: about 40 subjects, some in each state.
DemoPicture demoEstate();
/// A fleet of so many hosts at up to 12 sites in 8 roles, a tenth of it dead and a little more of it ill.
DemoPicture fleet(int hosts);
/// The same with nothing wrong and all of it watched.
DemoPicture calmEstate();
} // namespace signalbox
