// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/pagekeeper.h>

#include <limits>

#include <QSysInfo>

namespace signalbox
{
namespace
{
constexpr Milliseconds lookEvery{1000};
constexpr Milliseconds judgingWithin{5000}; // a picture that is older tells of nobody judging now
constexpr Milliseconds layOutEvery = std::chrono::minutes(1);
constexpr Milliseconds remembered = std::chrono::hours(24 * 7);
constexpr std::size_t mostUnderWay = 20;

std::string watchName()
{
    return "signalbox@" + QSysInfo::machineHostName().toStdString();
}

bool hasPaging(const Paging &paging)
{
    return !paging.pagers.empty() || !paging.heartbeats.empty();
}
} // namespace

PageKeeper::PageKeeper(Parts parts)
    : m_parts(std::move(parts))
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(lookEvery);
}

PageKeeper::~PageKeeper() = default;

void PageKeeper::look()
{
    m_over.clear();
    const PicturePtr picture = m_parts.picture();
    if (!picture || !hasPaging(picture->estate->paging))
        return;
    // Whoever does not judge has nothing to say, and is not to be thought alive.
    if (m_parts.clock->now() - picture->now > judgingWithin)
        return;
    m_journalTrouble = readJournal(*picture);
    if (!m_isCaughtUp && !m_journalTrouble)
        endUnfinished(*picture);
    layOut(*picture);
    PagePlan plan = planPages(*picture, m_onCall, m_ledger);
    m_empty = plan.empty;
    const PagePlan tests = planTests(*picture, m_ledger);
    plan.due.insert(plan.due.end(), tests.due.begin(), tests.due.end());
    for (const DuePage &due : plan.due) {
        if (m_sendings.size() < mostUnderWay)
            send(due, *picture);
    }
    beat(*picture);
    m_ledger.forgetBefore(picture->now - remembered);
    report(*picture);
}

// What a restart knows is what is durable: the ledger is made of rows that were read, in their order.
std::optional<Problem> PageKeeper::readJournal(const Picture &picture)
{
    if (!m_journal) {
        auto journal = Journal::open(m_parts.journalPath);
        if (!journal)
            return journal.error();
        m_journal = std::move(*journal);
    }
    const auto rows = m_journal->rows(m_lastRow);
    if (!rows) {
        m_journal.reset();
        return rows.error();
    }
    for (const JournalRow &row : *rows) {
        m_ledger.fold(row, picture.timeline->momentAt(row.wall));
        m_lastRow = row.number;
    }
    return {};
}

// A watch that was killed between sending and remembering: nobody knows whether those pages arrived.
void PageKeeper::endUnfinished(const Picture &picture)
{
    const std::map<std::uint64_t, PageNote> unfinished = m_ledger.unfinished();
    for (const auto &[number, intended] : unfinished) {
        PageNote unknown = intended;
        unknown.kind = PageNote::Kind::Unknown;
        unknown.page = number;
        note(unknown);
    }
    m_journalTrouble = readJournal(picture);
    m_isCaughtUp = !m_journalTrouble.has_value();
}

void PageKeeper::layOut(const Picture &picture)
{
    const std::string &hash = picture.accepted->hash;
    if (hash == m_estateHash && picture.now - m_laidOut < layOutEvery)
        return;
    m_estateHash = hash;
    m_laidOut = picture.now;
    const Paging &paging = picture.estate->paging;
    std::vector<EstateError> errors;
    // A calendar that is broken now is used as it was, and said.
    for (auto &[list, events] : readCalendars(paging, errors))
        m_calendars[list] = std::move(events);
    m_calendarTrouble.reset();
    if (!errors.empty())
        m_calendarTrouble = Problem{{}, "who is on call may have changed: " + errors.front().line(), {}};
    const auto today = std::chrono::floor<std::chrono::seconds>(picture.wall());
    m_onCall = OnCall(paging, m_calendars, today - std::chrono::days(2), today + std::chrono::days(2));
}

void PageKeeper::send(const DuePage &due, const Picture &picture)
{
    const PagerDeclaration *pager = picture.estate->paging.pager(due.note.pager);
    if (!pager)
        return;
    PageNote outcome = due.note;
    outcome.page = note(due.note);
    const PageMessage message = messageOf(due, outcome.page, picture, m_parts.estatePath);
    for (const DriverType *type : drivers::all()) {
        if (type->id == pager->type)
            m_sendings[outcome.page] = type->start(
                *pager, message, [this, outcome](const PageOutcome &found) { ended(outcome.page, outcome, found); });
    }
}

void PageKeeper::ended(std::uint64_t page, PageNote outcome, const PageOutcome &found)
{
    outcome.kind = found.kind;
    outcome.words = found.words;
    note(outcome);
    const auto sending = m_sendings.find(page);
    if (sending != m_sendings.end()) {
        m_over.push_back(std::move(sending->second));
        m_sendings.erase(sending);
    }
    // A person whom one pager did not reach is not to wait for another second.
    QTimer::singleShot(0, &m_timer, [this] { look(); });
}

// A page that could not be noted is sent all the same: a disk that is full is one of the things that people are paged
// for (docs/decisions/0008-pages.md). It is remembered for as long as this runs.
std::uint64_t PageKeeper::note(const PageNote &note)
{
    JournalRow row = rowOf(note, watchName(), m_parts.wall());
    const PicturePtr picture = m_parts.picture();
    if (m_journal) {
        const Expected<std::uint64_t> number = m_journal->append(row);
        if (number) {
            m_journalTrouble = readJournal(*picture);
            return *number;
        }
        m_journalTrouble = number.error();
    }
    row.number = std::numeric_limits<std::uint64_t>::max() - m_unwritten++;
    m_ledger.fold(row, picture->timeline->momentAt(row.wall));
    return row.number;
}

void PageKeeper::beat(const Picture &picture)
{
    const std::vector<HeartbeatDeclaration> &declared = picture.estate->paging.heartbeats;
    std::erase_if(m_beats, [&](const auto &known) {
        return std::none_of(declared.begin(), declared.end(),
                            [&](const HeartbeatDeclaration &each) { return each.name == known.first; });
    });
    for (const HeartbeatDeclaration &heartbeat : declared) {
        Beat &beat = m_beats[heartbeat.name];
        if (beat.isOver)
            beat.exchange.reset();
        if (beat.exchange || picture.now < beat.next)
            continue;
        beat.next = picture.now + heartbeat.every;
        beat.isOver = false;
        HttpQuestion question;
        question.url = heartbeat.url;
        question.secretUrl = heartbeat.secretUrl;
        question.authority = heartbeat.certificateAuthority;
        question.deadline = std::min(heartbeat.deadline, heartbeat.every);
        beat.exchange = std::make_unique<HttpExchange>(
            question, [this, heartbeat](const PageOutcome &outcome) { beaten(heartbeat, outcome); });
    }
}

// Noted when it changes, and once an hour: a row each minute would bury what people did.
void PageKeeper::beaten(const HeartbeatDeclaration &heartbeat, const PageOutcome &outcome)
{
    Beat &beat = m_beats[heartbeat.name];
    beat.isOver = true;
    const bool isWell = outcome.kind == PageNote::Kind::Sent;
    const Moment now = m_parts.clock->now();
    if (beat.wasWell == isWell && now - beat.noted < heartbeatNotedEvery)
        return;
    beat.wasWell = isWell;
    beat.noted = now;
    PageNote told;
    told.kind = isWell ? PageNote::Kind::Sent : PageNote::Kind::Failed;
    told.matter = Subject{std::string(heartbeatKind), heartbeat.name}.path();
    told.pager = heartbeat.name;
    told.severity = Severity::Ok;
    told.alerts = 0;
    told.start = now;
    told.words = outcome.words;
    note(told);
}

void PageKeeper::report(const Picture &picture)
{
    std::optional<Problem> problem;
    if (m_journalTrouble) {
        problem = m_journalTrouble;
        problem->what = "pages cannot be noted in the journal and may be sent again after a restart: " + problem->what;
    } else if (m_calendarTrouble) {
        problem = m_calendarTrouble;
    } else if (!m_empty.empty()) {
        problem = Problem{{},
                          "nobody is on call in " + m_empty.front() + ": others are paged",
                          "Add somebody to on_call in the estate file, or to its calendar"};
    } else if (!picture.estate->paging.critical) {
        problem = Problem{{}, "there are pagers, but no paging: nobody is paged", "Add paging to the estate file"};
    }
    if (problem == m_said)
        return;
    m_said = problem;
    m_parts.changed(problem);
}
} // namespace signalbox
