// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/standing.h>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestSentence = 160;

/// Whether anything is said of it that is not too old. What the watch knows of itself needs nobody to say it.
bool isHeardOf(const SubjectState &state)
{
    return isKnownToTheWatch(state.subject.kind) ||
           state.count[index(Freshness::Fresh)] + state.count[index(Freshness::Late)] > 0;
}
} // namespace

bool isWorseVerdict(Guard::Verdict a, Guard::Verdict b)
{
    const auto rank = [](Guard::Verdict verdict) {
        return verdict == Guard::Verdict::Fail      ? 3
               : verdict == Guard::Verdict::Unknown ? 2
               : verdict == Guard::Verdict::Later   ? 1
                                                    : 0;
    };
    return rank(a) > rank(b);
}

Wellness wellnessOf(const Picture &picture, const Subject &subject, bool isCriticalOnly)
{
    const std::string path = subject.path();
    const std::optional<SubjectId> id = picture.find(subject);
    if (!id || !picture.subject(*id).watched)
        return {Guard::Verdict::Unknown, path + ": nobody watches it"};
    const SubjectState &state = picture.subject(*id);
    Wellness standing{Guard::Verdict::Pass, path + (isCriticalOnly ? ": no critical alert" : ": no alert")};
    if (!isHeardOf(state))
        standing = {Guard::Verdict::Unknown, path + ": nothing young is known of it"};
    for (const AlertId each : state.alerts) {
        const AlertCell &cell = picture.alerts[index(each)].cell;
        if (cell.state != AlertState::Raised || cell.severity == Severity::Ok ||
            (isCriticalOnly && cell.severity == Severity::Warning))
            continue;
        const auto verdict = cell.severity == Severity::Unknown ? Guard::Verdict::Unknown : Guard::Verdict::Fail;
        if (standing.verdict == Guard::Verdict::Pass || isWorseVerdict(verdict, standing.verdict))
            standing = {verdict, path + ": " + harmless(picture.text(cell.sentence), longestSentence)};
    }
    return standing;
}

bool isDown(const Picture &picture, const Subject &subject)
{
    const std::optional<SubjectId> id = picture.find(subject);
    if (!id)
        return false;
    for (const AlertId each : picture.subject(*id).alerts) {
        const AlertCell &cell = picture.alerts[index(each)].cell;
        if (cell.state == AlertState::Raised && cell.severity == Severity::Critical)
            return true;
    }
    return false;
}
} // namespace signalbox
