// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <rules/rule.h>

namespace signalbox::rules::plugin
{
namespace
{
/// A status that no plugin may have is no verdict either.
Severity severityOf(double status)
{
    return status == 1 ? Severity::Warning : status == 2 ? Severity::Critical : Severity::Unknown;
}

// A verdict that has gone old stays what it was: silence speaks of its age.
Verdict judge(const SubjectView &view)
{
    Verdict verdict;
    for (const SubjectView::Value &status : view.values("plugin_status")) {
        const std::string &source = status.series.declared.key.source;
        if (status.sample.freshness == Freshness::Never || status.sample.value == 0)
            continue;
        const auto text = view.value("plugin_text", {}, source);
        const bool isKnown = text && text->sample.kind == FactKind::Text;
        verdict.findings.push_back({severityOf(status.sample.value),
                                    {{"source", source}},
                                    source + ": " + (isKnown ? view.text(text->sample) : "it said nothing")});
    }
    return verdict;
}
} // namespace

extern const Rule item;
const Rule item{
    .id = "plugin",
    .version = 1,
    .title = "Plugin",
    .kind = "",
    .metrics = {"plugin_status", "plugin_text"},
    .limits = {},
    .readsFreshness = false,
    .holdFor = {},
    .guidance =
        "A Nagios plugin says so; the sentence is its own. Unknown means that it could not tell: it hung and was "
        "killed, it or something that it calls is not installed (126, 127), a signal ended it. Run it by hand as the "
        "user that Signalbox runs as, with the arguments on the sources page, and see what it says. Then mend what it "
        "looks "
        "at, or the plugin.",
    .judge = judge,
};
} // namespace signalbox::rules::plugin
