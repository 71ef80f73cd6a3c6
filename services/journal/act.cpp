// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <journal/act.h>

#include <array>

#include <QString>
#include <QSysInfo>

#include <estate/subject.h>
#include <pwd.h>
#include <unistd.h>

namespace signalbox
{
namespace
{
enum class Need : std::uint8_t { Alert, AlertOrSubject, Subject, Anything };

struct Terms {
    Act::Kind kind;
    const char *word;
    Need about;
    bool words;  ///< must be given
    bool ends;   ///< must be given
    bool mayEnd; ///< may be given
    std::size_t mostWords = longestWhy;
};

constexpr std::array terms = {
    Terms{Act::Kind::Acknowledge, "acknowledge", Need::Alert, false, false, true},
    Terms{Act::Kind::Unacknowledge, "unacknowledge", Need::Alert, false, false, false},
    Terms{Act::Kind::Shelve, "shelve", Need::AlertOrSubject, true, true, true},
    Terms{Act::Kind::Unshelve, "unshelve", Need::AlertOrSubject, false, false, false},
    Terms{Act::Kind::Note, "note", Need::Anything, true, false, false},
    Terms{Act::Kind::ChangeMark, "change", Need::Anything, true, false, false},
    Terms{Act::Kind::OutOfService, "out-of-service", Need::Subject, false, false, true},
    Terms{Act::Kind::BackInService, "back-in-service", Need::Subject, false, false, false},
    Terms{Act::Kind::TestPage, "page-test", Need::Subject, false, false, false},
    Terms{Act::Kind::Hold, "hold", Need::Subject, true, true, true},
    Terms{Act::Kind::Release, "release", Need::Subject, false, false, false},
    Terms{Act::Kind::ConfirmRun, "run-confirmed", Need::Subject, true, false, false, largestPlan},
    Terms{Act::Kind::ApproveRun, "run-approved", Need::Subject, true, false, false},
    Terms{Act::Kind::DecideRun, "run-decision", Need::Subject, true, false, false},
};

bool isMet(Need need, const std::string &about)
{
    switch (need) {
    case Need::Alert:
        return isAlertKey(about);
    case Need::AlertOrSubject:
        return isAlertKey(about) || isSubjectPath(about);
    case Need::Subject:
        return isSubjectPath(about);
    case Need::Anything:
        break;
    }
    return about.empty() || isAlertKey(about) || isSubjectPath(about);
}

const char *wanted(Need need)
{
    switch (need) {
    case Need::Alert:
        return "needs an alert (\"rule kind/name\" with its labels)";
    case Need::AlertOrSubject:
        return "needs an alert (\"rule kind/name\" with its labels) or a subject (kind/name)";
    case Need::Subject:
        return "needs a subject (kind/name)";
    case Need::Anything:
        break;
    }
    return "is about an alert, a subject (kind/name) or nothing";
}

bool isBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::optional<Problem> broken(const Terms &term, const Act &act, WallTime wall)
{
    const std::string word = term.word;
    if (!isMet(term.about, act.about))
        return Problem{{}, word + ' ' + wanted(term.about), "Name it as the list of alerts does"};
    if (term.words && isBlank(act.why))
        return Problem{{}, word + " needs words", "Say why, for whoever reads it later"};
    if (act.why.size() > term.mostWords)
        return Problem{{}, "the words are longer than " + std::to_string(term.mostWords) + " bytes", "Say it shorter"};
    if (term.ends && !act.until)
        return Problem{{}, word + " needs an end", "Say until when"};
    if (act.until && !term.mayEnd)
        return Problem{{}, word + " has no end", "Leave it out"};
    if (act.until && *act.until <= wall)
        return Problem{{}, "its end is past already", "Name a later time"};
    return {};
}
} // namespace

bool isSubjectPath(const std::string &about)
{
    const auto slash = about.find('/');
    if (slash == std::string::npos || slash == 0 || !isSubjectName(about.substr(slash + 1)))
        return false;
    return about.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == slash;
}

bool isAlertKey(const std::string &about)
{
    const auto space = about.find(' ');
    if (space == std::string::npos || space == 0)
        return false;
    const auto brace = about.find('{', space);
    const bool isWhole = brace == std::string::npos || about.back() == '}';
    return isWhole && isSubjectPath(about.substr(space + 1, brace == std::string::npos ? brace : brace - space - 1));
}

Expected<JournalRow> rowOf(const Act &act, const std::string &who, WallTime wall)
{
    const Terms &term = terms.at(static_cast<std::size_t>(act.kind));
    if (auto problem = broken(term, act, wall))
        return tl::unexpected(std::move(*problem));
    JournalRow row;
    row.wall = wall;
    row.who = who;
    row.act = term.word;
    row.what = act.about;
    row.text = act.why;
    row.until = act.until;
    return row;
}

Expected<Act> actOf(const JournalRow &row)
{
    for (const Terms &term : terms) {
        if (row.act != term.word)
            continue;
        Act act{term.kind, row.what, row.text, row.until};
        if (auto problem = broken(term, act, row.wall))
            return tl::unexpected(std::move(*problem));
        return act;
    }
    return tl::unexpected(Problem{{}, "\"" + row.act + "\" is nothing that is done about alerts", {}});
}

std::string thisPerson()
{
    const passwd *user = ::getpwuid(::getuid());
    const std::string name = user ? user->pw_name : std::to_string(::getuid());
    return name + '@' + QSysInfo::machineHostName().toStdString();
}
} // namespace signalbox
