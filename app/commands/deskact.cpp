// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/deskact.h>

#include <algorithm>
#include <future>
#include <ostream>

#include <QTimeZone>

#include <alerts/life.h>
#include <estate/plaintext.h>
#include <models/format.h>
#include <recording/about.h>
#include <session/follower.h>
#include <time/clock.h>
#include <watching/estatelock.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
constexpr std::size_t namedCandidates = 10;
constexpr Milliseconds alive = std::chrono::seconds(5); // a tick is written each second, and committed a little later
} // namespace

Expected<DeskActs> openDesk(const std::string &estateOrRecording, Terminal &terminal)
{
    Expected<RecordedPast> past = openPast(estateOrRecording);
    if (!past)
        return tl::unexpected(past.error());
    if (!past->remark.empty())
        terminal.err << "signalboxctl: " << harmlessLines(past->remark) << '\n';
    Expected<PicturePtr> picture = Follower(*past->recording).moveTo(past->extent.last.moment);
    if (!picture)
        return tl::unexpected(picture.error());
    return DeskActs{std::move(*past), std::move(*picture)};
}

std::optional<Milliseconds> silenceOf(const DeskActs &desk)
{
    const bool isAttached = desk.past.attachment != nullptr;
    const AttachmentStatus status = isAttached ? desk.past.attachment->status() : AttachmentStatus{};
    const Milliseconds age = readMachineClocks().wall + status.wallAhead - desk.picture->wall();
    if (isAttached)
        return status.state == AttachmentStatus::State::Attached ? std::nullopt
                                                                 : std::optional(std::max(age, Milliseconds(0)));
    if (EstateLock::isHeld(desk.past.path) && age <= alive)
        return {};
    return std::max(age, Milliseconds(0));
}

std::string joinedOperands(const Arguments &arguments)
{
    std::string text;
    for (const std::string &operand : arguments.operands)
        text += (text.empty() ? "" : " ") + operand;
    return text;
}

Expected<std::string> oneOf(const std::vector<std::string> &among, const std::string &named, const std::string &called)
{
    std::vector<std::string> found;
    for (const std::string &each : among) {
        if (each == named)
            return each;
        if (each.find(named) != std::string::npos)
            found.push_back(each);
    }
    if (found.size() == 1)
        return found.front();
    const std::string what = "\"" + named + "\" names ";
    if (found.empty())
        return tl::unexpected(Problem{{}, what + "no " + called, "See signalboxctl alerts --all"});
    std::string lines;
    for (std::size_t i = 0; i < std::min(found.size(), namedCandidates); ++i)
        lines += "\n  " + found[i];
    if (found.size() > namedCandidates)
        lines += "\n  and " + std::to_string(found.size() - namedCandidates) + " more";
    return tl::unexpected(
        Problem{{}, what + "any of " + std::to_string(found.size()) + " of them", "Say more of one:" + lines});
}

std::vector<std::string> listedKeys(const Picture &picture)
{
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        if (picture.alerts[i].key && isListed(picture.alerts[i].cell))
            keys.push_back(alertKeyText(*picture.alerts[i].key));
    }
    return keys;
}

Exit refused(const Problem &problem, Terminal &terminal, Exit exit)
{
    terminal.err << "signalboxctl: " << harmlessLines(problem.sentence()) << '\n';
    return exit;
}

namespace
{
Expected<std::uint64_t> append(const std::string &recordingPath, const JournalRow &row)
{
    const auto journal = Journal::open(journalBeside(recordingPath));
    return journal ? (*journal)->append(row) : tl::unexpected(journal.error());
}

// The attachment answers in any case: where the line is cut, that it is not known.
Expected<std::uint64_t> actThere(Attachment &attachment, const Act &act)
{
    std::promise<Expected<std::uint64_t>> answer;
    attachment.act(act, [&answer](const Expected<std::uint64_t> &number) { answer.set_value(number); });
    return answer.get_future().get();
}
} // namespace

Exit carryOut(const DeskActs &desk, const Act &act, Terminal &terminal)
{
    const auto row = rowOf(act, thisPerson(), readMachineClocks().wall);
    if (!row)
        return refused(row.error(), terminal);
    const auto number = desk.past.attachment ? actThere(*desk.past.attachment, act) : append(desk.past.path, *row);
    if (!number)
        return refused(number.error(), terminal, Exit::Failed);
    terminal.out << *number << ' ' << row->act << (act.about.empty() ? "" : " ") << harmless(act.about);
    if (act.until)
        terminal.out << " until " << wallText(*act.until, QTimeZone::systemTimeZone()).toStdString();
    terminal.out << '\n';
    const bool isWatched = desk.past.attachment
                               ? desk.past.attachment->status().state == AttachmentStatus::State::Attached
                               : EstateLock::isHeld(desk.past.path);
    if (!isWatched)
        terminal.err << "signalboxctl: nobody watches this estate now: it holds from the next start on\n";
    return Exit::Done;
}
} // namespace signalbox
