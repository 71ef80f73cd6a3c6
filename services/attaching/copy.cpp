// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/copy.h>

#include <algorithm>
#include <utility>

#include <estate/estatereader.h>
#include <recording/recordingfile.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
Problem otherJournal(const std::string &path, std::uint64_t number)
{
    return {path, "row " + std::to_string(number) + " of the watch's journal does not follow from this copy's rows",
            "On the watch, see what signalboxctl journal verify says; if all is well there, remove the copy's folder"};
}

template <class Id, class Ours>
std::optional<Ours> found(const std::unordered_map<std::uint32_t, Ours> &numbers, Id id)
{
    const auto at = numbers.find(static_cast<std::uint32_t>(id));
    return at == numbers.end() ? std::nullopt : std::optional(at->second);
}
} // namespace

Copy::Copy(std::string path, std::unique_ptr<EstateLock> lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{
}

Expected<std::unique_ptr<Copy>> Copy::open(const std::string &path,
                                           std::function<void(const std::optional<Problem> &)> changed)
{
    auto lock = EstateLock::take(path);
    if (!lock)
        return tl::unexpected(lock.error().problem);
    std::unique_ptr<Copy> copy(new Copy(path, std::move(*lock)));
    if (auto learnt = copy->learn(std::move(changed)); !learnt)
        return tl::unexpected(learnt.error());
    return copy;
}

Expected<void> Copy::learn(std::function<void(const std::optional<Problem> &)> changed)
{
    auto writer = RecordingWriter::open(m_path);
    if (!writer)
        return tl::unexpected(writer.error());
    m_last = (*writer)->last();
    if (m_last.number > 0) {
        const auto recording = openRecording(m_path);
        if (!recording)
            return tl::unexpected(recording.error());
        const auto changes = (*recording)->changesToFold(0, m_last.number);
        if (!changes)
            return tl::unexpected(changes.error());
        for (const DatedChange &dated : *changes) {
            m_numbering.learn(dated.change);
            remember(dated.change);
        }
        auto state = (*recording)->stateAt(m_last.number);
        if (!state)
            return tl::unexpected(state.error());
        m_cells = state->alerts;
        m_tail->begin(std::move(*state));
    } else {
        m_tail->begin({});
    }
    auto journal = Journal::open(journalBeside(m_path));
    if (!journal)
        return tl::unexpected(journal.error());
    const auto row = (*journal)->last();
    if (!row)
        return tl::unexpected(row.error());
    m_journal = std::move(*journal);
    m_lastJournal = *row ? (*row)->number : 0;
    m_writer = std::make_unique<WriteQueue>(m_path, std::move(*writer), std::nullopt, std::move(changed),
                                            [tail = m_tail](TickNumber upTo) { tail->setStored(upTo); });
    return {};
}

void Copy::remember(const Change &change)
{
    if (const auto *series = std::get_if<SeriesDeclared>(&change)) {
        const std::lock_guard lock(m_mutex);
        if (index(series->id) >= m_keys.size())
            m_keys.resize(index(series->id) + 1);
        m_keys[index(series->id)] = series->key;
    } else if (const auto *estate = std::get_if<EstateAccepted>(&change)) {
        m_estate = estate->hash;
    } else if (const auto *set = std::get_if<AnchorSet>(&change)) {
        m_anchor = set->anchor;
    } else if (const auto *suppression = std::get_if<SuppressionSet>(&change)) {
        m_suppressions[{suppression->kind, suppression->about}] = *suppression;
    }
}

void Copy::translate(const Change &change, Frame &ours)
{
    if (const auto *series = std::get_if<SeriesDeclared>(&change)) {
        m_series[static_cast<std::uint32_t>(series->id)] =
            m_numbering.series(series->key, series->unit, series->interval);
    } else if (const auto *text = std::get_if<TextDeclared>(&change)) {
        m_texts[static_cast<std::uint32_t>(text->id)] = m_numbering.text(text->text);
    } else if (const auto *alert = std::get_if<AlertDeclared>(&change)) {
        m_alerts[static_cast<std::uint32_t>(alert->id)] =
            m_numbering.alert(alert->rule, alert->ruleVersion, alert->subject, alert->labels);
    } else if (const auto *estate = std::get_if<EstateAccepted>(&change)) {
        if (estate->hash == m_estate)
            return;
        ours.changes.push_back(change);
        if (const auto reading = parseEstate(estate->text); reading.estate)
            m_writer->keep(reading.estate->recording);
    } else if (const auto *set = std::get_if<AnchorSet>(&change)) {
        if (!m_anchor || !(*m_anchor == set->anchor))
            ours.changes.push_back(change);
    } else if (const auto *suppression = std::get_if<SuppressionSet>(&change)) {
        const auto held = m_suppressions.find({suppression->kind, suppression->about});
        if (held == m_suppressions.end() || !(held->second == *suppression))
            ours.changes.push_back(change);
    }
}

void Copy::translate(const Frame &theirs, Frame &ours)
{
    ours.tick = theirs.tick;
    for (const Change &change : theirs.changes)
        translate(change, ours);
    for (const Change &change : ours.changes)
        remember(change);
    for (const Fact &fact : theirs.facts) {
        Fact said = fact;
        const auto series = found(m_series, fact.series);
        if (!series)
            continue;
        said.series = *series;
        if (fact.kind == FactKind::Text) {
            const auto text = found(m_texts, static_cast<TextId>(fact.value));
            if (!text)
                continue;
            said.value = static_cast<double>(index(*text));
        }
        ours.facts.push_back(said);
    }
    std::sort(ours.facts.begin(), ours.facts.end(), [](const Fact &a, const Fact &b) { return a.series < b.series; });
    for (const Transition &transition : theirs.transitions) {
        const auto alert = found(m_alerts, transition.alert);
        if (!alert)
            continue;
        Transition said{*alert, transition.cell};
        said.cell.sentence = found(m_texts, said.cell.sentence).value_or(TextId{});
        said.cell.acknowledgedBy =
            said.cell.acknowledged ? found(m_texts, said.cell.acknowledgedBy).value_or(TextId{}) : TextId{};
        ours.transitions.push_back(said);
    }
    for (const Earlier &answer : theirs.earlier) {
        if (const auto series = found(m_series, answer.series))
            ours.earlier.push_back({*series, answer.points});
    }
}

void Copy::write(Frame frame)
{
    std::vector<Change> declared = std::move(m_undeclared);
    m_undeclared.clear();
    for (Change &change : m_numbering.takeNew()) {
        remember(change);
        declared.push_back(std::move(change));
    }
    if (frame.tick.number <= m_last.number) { // had it before the line was cut
        m_undeclared = std::move(declared);
        if (m_isAheadOfWatch)
            m_other = m_other ? mergedFrames(*m_other, frame) : std::move(frame);
        return;
    }
    if (m_other)
        frame = mergedFrames(*std::exchange(m_other, std::nullopt), frame);
    m_isAheadOfWatch = false;
    frame.tick.moment = std::max(frame.tick.moment, m_last.moment);
    frame.changes.insert(frame.changes.begin(), std::make_move_iterator(declared.begin()),
                         std::make_move_iterator(declared.end()));
    for (const Transition &transition : frame.transitions) {
        if (index(transition.alert) >= m_cells.size())
            m_cells.resize(index(transition.alert) + 1);
        m_cells[index(transition.alert)] = transition.cell;
    }
    m_last = frame.tick;
    const auto written = std::make_shared<const Frame>(std::move(frame));
    m_tail->append(written, nullptr);
    m_writer->append(written);
}

void Copy::catchUp(const Frame &theirs)
{
    m_series.clear();
    m_texts.clear();
    m_alerts.clear();
    m_rows.clear();
    m_other.reset();
    m_isAheadOfWatch = theirs.tick.number < m_last.number;
    Frame ours;
    translate(theirs, ours);
    // What ended while the line was down is not among what holds.
    std::vector<bool> isSaid(m_cells.size());
    for (const Transition &transition : ours.transitions) {
        if (index(transition.alert) < isSaid.size())
            isSaid[index(transition.alert)] = true;
    }
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        if (!isSaid[i] && !(m_cells[i] == AlertCell{}))
            ours.transitions.push_back({static_cast<AlertId>(i), {}});
    }
    write(std::move(ours));
}

void Copy::append(const Frame &theirs)
{
    Frame ours;
    translate(theirs, ours);
    write(std::move(ours));
}

Expected<void> Copy::append(std::vector<JournalRow> rows)
{
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    rows = std::exchange(m_rows, {});
    m_journalProblem.reset();
    for (auto each = rows.begin(); each != rows.end(); ++each) {
        const JournalRow &row = *each;
        if (row.number <= m_lastJournal)
            continue;
        const auto number = m_journal->append(row);
        if (!number) {
            m_journalProblem = number.error();
            m_rows.assign(std::make_move_iterator(each), std::make_move_iterator(rows.end()));
            return {};
        }
        const auto last = m_journal->last();
        if (!last)
            return tl::unexpected(last.error());
        m_lastJournal = *number;
        if (*number != row.number || !*last || (*last)->hash != row.hash)
            return tl::unexpected(otherJournal(journalBeside(m_path), row.number));
    }
    return {};
}

std::optional<SeriesKey> Copy::keyOf(SeriesId series) const
{
    const std::lock_guard lock(m_mutex);
    return index(series) < m_keys.size() ? std::optional(m_keys[index(series)]) : std::nullopt;
}
} // namespace signalbox
