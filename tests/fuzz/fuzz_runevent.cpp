// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of a journal about runs, an act a line and its text behind it: whatever they say, every run is somewhere, and
// what is read is the same when it is written and read again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include <actions/nextmove.h>
#include <actions/runledger.h>

using namespace signalbox;

namespace
{
void requireSameAgain(const JournalRow &row)
{
    const auto event = runEventOf(row);
    if (!event || !*event)
        return;
    const JournalRow written = rowOf(**event);
    const auto again = runEventOf(written);
    if (!again || !*again || rowOf(**again).text != written.text)
        std::abort();
}

void requireWhole(const RunLedger &ledger)
{
    for (const auto &[row, run] : ledger.runs()) {
        if (run.steps.size() != run.plan.steps.size())
            std::abort();
        (void)decisionsFor(run);
        (void)nextMoves(run, {}, run.changed);
        (void)ledger.holder(run.plan.claims, run.changed, run.who);
    }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    RunLedger ledger;
    std::size_t from = 0;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        const std::string_view line = text.substr(from, end - from);
        const std::size_t space = std::min(line.find(' '), line.size());
        JournalRow row;
        row.number = ledger.lastRow() + 1;
        row.wall = WallTime(Milliseconds(static_cast<std::int64_t>(row.number) * 1000));
        row.who = row.number % 2 == 0 ? "ann@desk" : "bob@desk";
        row.act = line.substr(0, space);
        row.what = "run/0123456789ab";
        row.text = line.substr(std::min(space + 1, line.size()));
        requireSameAgain(row);
        ledger.fold(row);
        from = end + 1;
    }
    requireWhole(ledger);
    return 0;
}
