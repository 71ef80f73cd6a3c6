// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#pragma once

#include <set>
#include <string>
#include <vector>

#include <estate/estatereader.h>
#include <paging/pagetext.h>
#include <story/story.h>

namespace signalbox
{
using Pages = std::vector<std::string>;

inline const std::string estateText =
    "name: night\n"
    "hosts: {web1: {}, web2: {}, web3: {}, web4: {}, web5: {}, web6: {}, web7: {}}\n"
    "services: {shop: {instances: [web1]}}\n"
    "pagers:\n"
    "  ann-sms: {type: command, command: [/bin/sms]}\n"
    "  ann-mail: {type: smtp, server: mail, from: a@example.net, to: [a@example.net]}\n"
    "  bob-sms: {type: command, command: [/bin/sms]}\n"
    "people: {ann: {pagers: [ann-sms, ann-mail]}, bob: {pagers: [bob-sms]}}\n"
    "on_call: {nobody: {calendar: /none.ics}}\n";
inline const std::string annThenBob =
    estateText + "paging: {critical: {to: [ann, bob], repeat: 5m, escalate_after: 12m}}\n";

/// A night with a watch that pages, which may be killed and started again: what it knows then is its journal.
class Night
{
public:
    explicit Night(const std::string &estate = annThenBob)
        : m_story(estate)
        , m_onCall(parseEstate(estate).estate.value().paging, {{"nobody", {}}}, {},
                   std::chrono::sys_seconds(std::chrono::hours(24 * 365 * 200)))
    {
        m_story.every(std::chrono::hours(240));
        m_story.at(std::chrono::seconds(1)).tick();
    }

    // The share of the host's disk that is used: 96 is critical, 90 a warning, 10 all right.
    void disk(Milliseconds time, const std::string &host, double used)
    {
        const Labels labels{{"mountpoint", "/"}};
        m_story.at(time).says("host/" + host, "node_filesystem_size_bytes", 100, labels);
        m_story.says("host/" + host, "node_filesystem_avail_bytes", 100 - used, labels);
        m_story.tick();
    }

    void act(Milliseconds time, Act::Kind kind, const std::string &host, const std::string &why = {})
    {
        const std::string about = "disk-full host/" + host + "{mountpoint=\"/\",source=\"node\"}";
        m_story.at(time).acts({kind, about, why, {}});
        m_story.tick();
    }

    // What is paged then, and sent unless the pager fails.
    Pages pages(Milliseconds time)
    {
        m_story.at(time).tick();
        return send(planPages(m_story.picture(), m_onCall, m_ledger));
    }

    // Pages of every ten seconds until then, with their minute.
    Pages pagesUntil(Milliseconds begin, Milliseconds end)
    {
        Pages all;
        for (Milliseconds time = begin; time <= end; time += std::chrono::seconds(10)) {
            for (const std::string &page : pages(time))
                all.push_back(std::to_string(std::chrono::floor<std::chrono::minutes>(time).count()) + "m " + page);
        }
        return all;
    }

    // kill -9, and a new start: outcomes that it never wrote are unknown.
    void restart()
    {
        m_ledger = {};
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_ledger.fold(m_rows[i].first, m_rows[i].second);
        const std::map<std::uint64_t, PageNote> unfinished = m_ledger.unfinished();
        for (const auto &[number, intended] : unfinished) {
            PageNote note = intended;
            note.kind = PageNote::Kind::Unknown;
            note.page = number;
            write(note);
        }
    }

    std::uint64_t write(const PageNote &note)
    {
        JournalRow row = rowOf(note, "signalbox@watch", m_story.picture().wall());
        row.number = m_rows.size() + 1;
        m_rows.emplace_back(row, m_story.picture().now);
        m_ledger.fold(row, m_story.picture().now);
        return row.number;
    }

    PagePlan plan() { return planPages(m_story.picture(), m_onCall, m_ledger); }
    Story &story() { return m_story; }
    PageLedger &ledger() { return m_ledger; }
    std::set<std::string> failing;
    bool isKilled = false; ///< between sending and remembering

private:
    Pages send(const PagePlan &plan)
    {
        Pages all;
        for (const DuePage &due : plan.due) {
            PageNote note = due.note;
            note.page = write(note);
            std::string text = note.person + " by " + note.pager + ": " + note.matter.substr(0, note.matter.find('{'));
            text += ' ' + std::to_string(note.alerts);
            text += due.isRepeat ? " again" : "";
            text += due.mayBeRepeat ? " maybe" : "";
            all.push_back(text);
            note.kind = failing.contains(note.pager) ? PageNote::Kind::Failed : PageNote::Kind::Sent;
            note.words = failing.contains(note.pager) ? "no route to host" : "";
            if (!isKilled)
                write(note);
        }
        return all;
    }

    Story m_story;
    OnCall m_onCall;
    PageLedger m_ledger;
    std::vector<std::pair<JournalRow, Moment>> m_rows;
};
} // namespace signalbox
