// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <lists/listedestate.h>

#include <lists/askquery.h>

namespace signalbox
{
ListedReading readListedEstate(const ReadWithRows &read, const std::function<QueryRows(const EstateReading &)> &known,
                               const std::atomic<bool> &stop)
{
    ListedReading listed;
    listed.reading = read({});
    if (listed.reading.unanswered == 0)
        return listed; // nothing is needed, or the file is wrong whatever they answer
    listed.rows = known(listed.reading);
    std::vector<EstateError> unanswered;
    for (const QueryDeclaration &query : listed.reading.queries) {
        if (listed.rows.contains(query.name))
            continue;
        Expected<std::vector<QueryRow>> answer = askQuery(query, stop);
        if (answer) {
            listed.asked[query.name] = *answer;
            listed.rows[query.name] = std::move(*answer);
        } else {
            unanswered.push_back({query.where, "query \"" + query.name + "\": " + answer.error().sentence()});
        }
    }
    listed.reading = read(listed.rows);
    // In the place of "was not answered yet" stands why.
    for (const EstateError &error : unanswered) {
        std::erase_if(listed.reading.errors,
                      [&](const EstateError &other) { return other.where.line == error.where.line; });
        listed.reading.errors.push_back(error);
        listed.reading.estate.reset();
    }
    return listed;
}
} // namespace signalbox
