// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/actingdesk.h>

#include <algorithm>
#include <future>
#include <ostream>

#include <QEventLoop>

#include <actions/relations.h>
#include <attaching/watchaddress.h>
#include <estate/plaintext.h>
#include <estate/suggestion.h>
#include <operator/watchhealth.h>
#include <watching/estatelock.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds firstLookWithin = std::chrono::seconds(20);
constexpr Milliseconds lookEvery{100};

Expected<Subject> targetOf(const Picture &picture, const std::string &typed)
{
    const std::size_t slash = typed.find('/');
    const Subject subject =
        slash == std::string::npos ? Subject{"host", typed} : Subject{typed.substr(0, slash), typed.substr(slash + 1)};
    if (isDeclared(*picture.estate, subject))
        return subject;
    std::vector<std::string_view> known;
    std::vector<std::string> paths;
    for (const Declared &each : picture.estate->subjects)
        paths.push_back(each.subject.path());
    known.assign(paths.begin(), paths.end());
    const std::string_view nearest = signalbox::nearest(subject.path(), known);
    return tl::unexpected(
        Problem{{},
                "the estate has no " + subject.path(),
                nearest.empty() ? "Name it as kind/name" : "Did you mean " + std::string(nearest) + "?"});
}

bool isAction(const std::string &name)
{
    const auto all = actions::all();
    return std::any_of(all.begin(), all.end(), [&](const ActionType *type) { return type->id == name; });
}
} // namespace

Expected<std::unique_ptr<ActingDesk>> ActingDesk::open(const std::string &estate, bool acts, Terminal &terminal)
{
    std::unique_ptr<ActingDesk> desk(new ActingDesk);
    if (isWatchAddress(estate) || isRecording(estate) || !recordingMadeElsewhere(estate).empty()) {
        Expected<DeskActs> there = openDesk(estate, terminal);
        if (!there)
            return tl::unexpected(there.error());
        desk->m_desk = std::move(*there);
        desk->m_picture = desk->m_desk->picture;
        return desk;
    }
    if (acts)
        terminal.err << "signalboxctl: nobody watches this estate: looking at it from here\n";
    if (auto watched = desk->watch(estate, acts); !watched)
        return tl::unexpected(watched.error());
    return desk;
}

Expected<void> ActingDesk::watch(const std::string &estate, bool acts)
{
    std::optional<Problem> trouble;
    Observation::Options options;
    options.estatePath = estate;
    options.whenHeld = Recorder::WhenHeld::Fail;
    options.acts = acts;
    options.changed = [this](const PicturePtr &picture) { m_picture = picture; };
    options.failed = [&trouble](const Problem &problem) { trouble = problem; };
    auto own = Observation::start(std::move(options));
    if (!own)
        return tl::unexpected(own.error());
    m_own = std::move(*own);
    m_isActing = acts;
    const Milliseconds until = readMachineClocks().sinceBoot + firstLookWithin;
    while (!trouble && readMachineClocks().sinceBoot < until && !(m_picture && everyTargetWasAsked(*m_picture)))
        pause(lookEvery);
    if (trouble)
        return tl::unexpected(*trouble);
    if (!m_picture)
        return tl::unexpected(Problem{{}, "nothing was seen of the estate within 20 s", "See signalboxctl picture"});
    auto recording = m_own->recorder().recording();
    if (!recording)
        return tl::unexpected(recording.error());
    m_recording = std::move(*recording);
    return {};
}

void ActingDesk::pause(Milliseconds time) const
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

std::string ActingDesk::journalPath() const
{
    return journalBeside(m_desk ? m_desk->past.path : m_own->recorder().path());
}

Expected<std::vector<JournalRow>> ActingDesk::rowsAfter(std::uint64_t row) const
{
    const auto journal = openJournal(journalPath());
    return journal ? (*journal)->rows(row) : tl::unexpected(journal.error());
}

Expected<RunLedger> ActingDesk::ledger() const
{
    const auto rows = journalRows(journalPath());
    if (!rows)
        return tl::unexpected(rows.error());
    RunLedger ledger;
    for (const JournalRow &row : *rows)
        ledger.fold(row);
    return ledger;
}

bool ActingDesk::canAct() const
{
    return m_own ? m_isActing : isWatched();
}

bool ActingDesk::isWatched() const
{
    if (m_own)
        return true;
    return isRemote() ? m_desk->past.attachment->status().state == AttachmentStatus::State::Attached
                      : EstateLock::isHeld(m_desk->past.path);
}

WatchHealth ActingDesk::healthHere() const
{
    WatchHealth health = watchHealth(journalPath());
    const auto journal = openJournal(journalPath());
    if (!journal)
        return health; // there is none yet
    const Expected<std::uint64_t> broken = (*journal)->firstBrokenRow();
    if (broken)
        health.brokenRow = *broken;
    else
        health.journal = broken.error();
    return health;
}

Expected<Plan> ActingDesk::plan(const Request &request) const
{
    const Expected<RunLedger> runs = ledger();
    if (!runs)
        return tl::unexpected(runs.error());
    const Recording &recording = m_desk ? *m_desk->past.recording : *m_recording;
    // Nobody watches, and this only looks: whoever acts will be its own watch.
    const bool isWatchedLater = m_own && !m_isActing;
    Situation situation{*m_picture, *runs, {}, thisPerson(), canAct() || isWatchedLater, {}, {}};
    situation.history = [&recording](SeriesId series, Moment from, Moment to) {
        return recording.history(series, from, to);
    };
    if (!isRemote())
        situation.watch = healthHere();
    return makePlan(request, situation);
}

Expected<std::uint64_t> ActingDesk::act(const Act &act) const
{
    const auto row = rowOf(act, thisPerson(), readMachineClocks().wall);
    if (!row)
        return tl::unexpected(row.error());
    if (isRemote()) {
        std::promise<Expected<std::uint64_t>> answer;
        m_desk->past.attachment->act(act,
                                     [&answer](const Expected<std::uint64_t> &number) { answer.set_value(number); });
        return answer.get_future().get();
    }
    return append(*row);
}

Expected<std::uint64_t> ActingDesk::append(const JournalRow &row) const
{
    const auto journal = Journal::open(journalPath());
    return journal ? (*journal)->append(row) : tl::unexpected(journal.error());
}

Expected<Request> requestOf(const Picture &picture, const std::vector<std::string> &operands)
{
    Request request;
    const std::string &action = operands.front();
    const auto &runbooks = picture.estate->runbooks;
    if (isAction(action)) {
        request.action = action;
    } else if (std::any_of(runbooks.begin(), runbooks.end(),
                           [&](const Runbook &each) { return each.name == action; })) {
        request.action = "runbook";
        request.parameters["runbook"] = action;
    } else {
        return tl::unexpected(Problem{{},
                                      "\"" + action + "\" is neither an action nor a runbook of this estate",
                                      "signalboxctl plan, without more, lists what there is"});
    }
    for (std::size_t i = 1; i < operands.size(); ++i) {
        const std::size_t equals = operands[i].find('=');
        if (equals != std::string::npos) {
            request.parameters[operands[i].substr(0, equals)] = operands[i].substr(equals + 1);
            continue;
        }
        const Expected<Subject> target = targetOf(picture, operands[i]);
        if (!target)
            return tl::unexpected(target.error());
        request.targets.push_back(*target);
    }
    if (request.targets.empty())
        return tl::unexpected(Problem{{}, action + " needs a target", "Name it as kind/name, or a host by its name"});
    return request;
}
} // namespace signalbox
