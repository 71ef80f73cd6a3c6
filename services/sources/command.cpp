// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include <sources/cadence.h>
#include <sources/metric.h>
#include <sources/perfdata.h>
#include <sources/pluginrun.h>
#include <sources/selfreport.h>
#include <sources/source.h>

namespace signalbox::sources::command
{
namespace
{
/// A start costs what a hundred questions do, so plugins are spread wider than them.
constexpr std::size_t questionsAPlugin = 50;

/// Many plugins put numbers into their words, and a recording keeps each distinct text for good. The numbers are in the
/// perfdata; words are news when the status is another one, and otherwise now and then.
constexpr std::chrono::minutes newWordsEvery{10};

/// One plugin about one subject, run again and again.
class PluginTarget
{
public:
    PluginTarget(const Target &target, const SourceDeclaration &declaration, Say &say, const Clock &clock)
        : m_clock(clock)
        , m_say(say)
        , m_subject(target.subject)
        , m_interval(declaration.interval)
        , m_deadline(std::min(declaration.deadline, declaration.interval * 9 / 10))
        , m_cap(declaration.cap)
        , m_report(say, target.subject, {}, whom(target), m_interval)
        , m_status(series("plugin_status", {}, {}))
        , m_text(series("plugin_text", {}, {}))
        , m_longText(series("plugin_long_text", {}, {}))
        , m_cadence(declaration.name + ' ' + target.subject.path(), declaration.targets.size() * questionsAPlugin,
                    m_interval, clock, [this] { tick(); })
        , m_run(target.command)
    {
    }

private:
    static std::string whom(const Target &target)
    {
        std::string all;
        for (const std::string &argument : target.command)
            all += (all.empty() ? "" : " ") + argument;
        return wellFormed(all);
    }

    SeriesHandle series(std::string_view metric, const Labels &labels, std::string_view unit)
    {
        return m_say.series(m_subject, metric, labels, unit, m_interval);
    }

    void tick()
    {
        if (m_run.isUnderWay())
            return; // only before the grid is reached; its time limit will say what there is to say
        m_asked = m_clock.now();
        m_run.start(m_deadline, [this](const PluginEnd &end) { finish(end); });
    }

    void finish(const PluginEnd &end)
    {
        const PluginOutput output = readPluginOutput(end.printed);
        Attempt attempt;
        attempt.at = m_clock.now();
        attempt.duration = attempt.at - m_asked;
        attempt.answered = end.trouble.empty();
        attempt.error = end.trouble;
        m_say.number(m_status, m_asked, end.status);
        if (attempt.answered)
            sayValues(output, end.status, attempt);
        sayWords(output, end);
        m_report.say(attempt);
        m_say.flush();
    }

    void sayWords(const PluginOutput &output, const PluginEnd &end)
    {
        const bool isVerdict = end.trouble.empty();
        Words words{end.status, isVerdict, {}, {}, m_asked};
        if (!m_words || m_words->status != words.status || m_words->isVerdict != isVerdict ||
            m_asked - m_words->since >= newWordsEvery) {
            words.text = output.text.empty() ? "it printed nothing" : output.text;
            words.longText = output.longText;
            if (!isVerdict) { // what it printed before is none
                words.text = end.trouble;
                words.longText = output.text;
            }
            m_words = std::move(words);
        }
        m_say.text(m_text, m_asked, m_words->text);
        m_say.text(m_longText, m_asked, m_words->longText);
    }

    void sayValues(const PluginOutput &output, int status, Attempt &attempt)
    {
        std::set<std::string> labels;
        attempt.scraped = output.values.size() + output.unread;
        attempt.leftOut = output.unread;
        m_present.clear();
        for (const PerfValue &value : output.values) {
            const bool isOver = labels.size() >= m_cap;
            if (isOver || !labels.insert(value.label).second) {
                ++attempt.leftOut;
                attempt.overCap += isOver ? 1 : 0;
                continue;
            }
            sayValue(value);
        }
        if (output.unread > 0)
            attempt.error = "perfdata that cannot be read was left out";
        else if (attempt.overCap > 0)
            attempt.error = "values over the cap were left out";
        else if (attempt.leftOut > 0)
            attempt.error = "values whose label came twice were left out";
        // A plugin that knows lists all that there is; one that says "unknown" may have left out the rest.
        if (status != 3)
            forget();
    }

    void sayValue(const PerfValue &value)
    {
        const Labels label{{"label", value.label}};
        if (value.value)
            number("plugin_value", label, value.unit, *value.value);
        sayRange("plugin_warning", value, value.warning);
        sayRange("plugin_critical", value, value.critical);
        if (value.min)
            number("plugin_min", label, value.unit, *value.min);
        if (value.max)
            number("plugin_max", label, value.unit, *value.max);
    }

    void sayRange(std::string_view metric, const PerfValue &value, const std::optional<PerfRange> &range)
    {
        if (!range)
            return;
        const std::string side = range->isInside ? "inside" : "outside";
        if (range->low)
            number(metric, {{"bad", side}, {"bound", "low"}, {"label", value.label}}, value.unit, *range->low);
        if (range->high)
            number(metric, {{"bad", side}, {"bound", "high"}, {"label", value.label}}, value.unit, *range->high);
    }

    void number(std::string_view metric, const Labels &labels, const std::string &unit, double value)
    {
        const SeriesHandle handle = series(metric, labels, unit);
        m_present.insert(handle);
        m_said.insert(handle);
        m_say.number(handle, m_asked, value);
    }

    void forget()
    {
        for (const SeriesHandle handle : m_said) {
            if (m_present.count(handle) == 0)
                m_say.gone(handle, m_asked);
        }
        m_said = m_present;
    }

    const Clock &m_clock;
    Say &m_say;
    Subject m_subject;
    Milliseconds m_interval;
    Milliseconds m_deadline;
    std::size_t m_cap;
    SelfReport m_report;
    SeriesHandle m_status;
    SeriesHandle m_text;
    SeriesHandle m_longText;
    /// What is said of a run, and of those after it.
    struct Words {
        int status = 0;
        bool isVerdict = true;
        std::string text;
        std::string longText;
        Moment since{};
    };
    std::optional<Words> m_words;
    std::set<SeriesHandle> m_said;    ///< and not yet gone
    std::set<SeriesHandle> m_present; ///< in the last answer
    Cadence m_cadence;
    Moment m_asked{};
    PluginRun m_run; ///< last, so that nothing calls back while the rest goes
};

/// Nagios plugins.
class Command final : public Source
{
public:
    Command(const SourceDeclaration &declaration, Say &say, const Clock &clock)
    {
        for (const Target &target : declaration.targets)
            m_targets.push_back(std::make_unique<PluginTarget>(target, declaration, say, clock));
    }

private:
    std::vector<std::unique_ptr<PluginTarget>> m_targets;
};

std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    const bool isWhole = std::all_of(declaration.targets.begin(), declaration.targets.end(),
                                     [](const Target &target) { return !target.command.empty(); });
    if (declaration.targets.empty() || !isWhole)
        return nullptr;
    return std::make_unique<Command>(declaration, say, clock);
}
} // namespace

extern const SourceType item = {"command", "Nagios plugins", start};
} // namespace signalbox::sources::command
