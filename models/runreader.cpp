// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/runreader.h>

#include <algorithm>
#include <filesystem>

namespace signalbox
{
RunReader::RunReader(std::string journal)
    : m_journal(std::move(journal))
    , m_given(std::make_shared<const RunLedger>())
{
}

Expected<RunsPtr> RunReader::read()
{
    std::error_code trouble;
    if (!std::filesystem::exists(m_journal, trouble) && !trouble)
        return m_given;
    const auto journal = openJournal(m_journal);
    if (!journal)
        return tl::unexpected(journal.error());
    const auto last = (*journal)->last();
    if (!last)
        return tl::unexpected(last.error());
    const std::uint64_t newest = *last ? (*last)->number : 0;
    if (newest < m_ledger.lastRow()) { // another journal is in its place
        m_ledger = {};
        m_given = std::make_shared<const RunLedger>();
    }
    if (newest == m_ledger.lastRow())
        return m_given;
    const auto rows = (*journal)->rows(m_ledger.lastRow());
    if (!rows)
        return tl::unexpected(rows.error());
    for (const JournalRow &row : *rows)
        m_ledger.fold(row);
    const bool isNews = std::any_of(rows->begin(), rows->end(), [](const JournalRow &row) {
        return row.what.rfind("run/", 0) == 0 || row.act == "hold" || row.act == "release" ||
               outsideChangeOf(row).has_value();
    });
    if (isNews)
        m_given = std::make_shared<const RunLedger>(m_ledger);
    return m_given;
}

void tellRuns(std::vector<JournalRow> &rows)
{
    RunLedger ledger;
    for (JournalRow &row : rows) {
        if (row.what.rfind("run/", 0) != 0)
            continue;
        const auto event = runEventOf(row);
        ledger.fold(row);
        if (!event)
            row.text = event.error().what;
        else if (*event)
            row.text = sentenceOf(**event, ledger.run((*event)->run));
    }
}
} // namespace signalbox
