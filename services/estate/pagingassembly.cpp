// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/pagingassembly.h>

#include <algorithm>
#include <array>

#include <estate/estatescalar.h>
#include <estate/takevalue.h>

namespace signalbox
{
namespace
{
/// A key of a pager and the types that know it; those that need it.
struct PagerKey {
    std::string_view key;
    std::string_view types;
    std::string_view neededBy;
};
constexpr std::array pagerKeys = {
    PagerKey{"server", "smtp", "smtp"},
    PagerKey{"port", "smtp", ""},
    PagerKey{"security", "smtp", ""},
    PagerKey{"user", "smtp", ""},
    PagerKey{"from", "smtp", "smtp"},
    PagerKey{"to", "smtp", "smtp"},
    PagerKey{"url", "webhook alertmanager", "alertmanager"},
    PagerKey{"secret_url", "webhook", ""},
    PagerKey{"secret", "smtp webhook alertmanager", ""},
    PagerKey{"command", "command", "command"},
    PagerKey{"ca", "smtp webhook alertmanager", ""},
};

bool hasWord(std::string_view words, std::string_view word)
{
    return !word.empty() && words.find(word) != std::string_view::npos;
}

std::vector<std::string> texts(const Record &record, std::string_view key)
{
    std::vector<std::string> all;
    if (const RecordValue *value = record.find(key)) {
        for (const RecordItem &item : value->items)
            all.push_back(item.text);
    }
    return all;
}

std::vector<WeekHours> hoursOf(const Record &record)
{
    std::vector<WeekHours> all;
    for (const std::string &text : texts(record, "hours")) {
        if (const auto hours = weekHoursOf(text))
            all.push_back(*hours);
    }
    return all;
}

class PagingAssembly
{
public:
    PagingAssembly(DeclaredNames &names, std::vector<EstateError> &errors)
        : m_names(names)
        , m_errors(errors)
    {
    }

    Paging paging(const PagingRecords &records)
    {
        Paging paging;
        for (const Record *record : records.people)
            m_names.declare({"person", record->name});
        for (const Record *record : records.pagers)
            paging.pagers.push_back(pager(*record));
        for (const Record *record : records.people)
            paging.people.push_back(person(*record));
        for (const Record *record : records.onCall)
            paging.onCall.push_back(list(*record, paging));
        for (const Record *record : records.heartbeats)
            paging.heartbeats.push_back(heartbeat(*record));
        if (records.paging) {
            paging.critical = route(*records.paging, "critical", paging);
            paging.unknown = route(*records.paging, "unknown", paging);
            paging.warning = route(*records.paging, "warning", paging);
            paging.canary = canary(*records.paging);
        }
        return paging;
    }

private:
    void complain(const Location &where, std::string message) { m_errors.push_back({where, std::move(message)}); }

    PagerDeclaration pager(const Record &record)
    {
        PagerDeclaration pager;
        pager.name = record.name;
        pager.where = record.where;
        pager.type = record.text("type");
        if (!pager.type.empty())
            checkKeys(record, pager.type);
        takeText(record, "server", pager.server);
        takeText(record, "security", pager.security);
        pager.port = pager.security == "tls" ? 465 : pager.security == "none" ? 25 : 587;
        if (const RecordItem *port = record.item("port"))
            pager.port = std::stoi(port->text);
        takeText(record, "user", pager.user);
        takeText(record, "from", pager.from);
        pager.to = texts(record, "to");
        takeText(record, "url", pager.url);
        takeText(record, "secret_url", pager.secretUrl);
        takeText(record, "secret", pager.secret);
        pager.command = texts(record, "command");
        takeText(record, "ca", pager.certificateAuthority);
        takeDuration(record, "deadline", pager.deadline);
        checkPager(record, pager);
        return pager;
    }

    void checkKeys(const Record &record, const std::string &type)
    {
        for (const PagerKey &key : pagerKeys) {
            const RecordValue *value = record.find(key.key);
            if (value && !hasWord(key.types, type))
                complain(value->where, std::string(key.key) + ": not with the type " + type);
            if (!value && hasWord(key.neededBy, type))
                complain(record.where, "pager \"" + record.name + "\" has no \"" + std::string(key.key) + "\", which " +
                                           type + " needs");
        }
    }

    void checkPager(const Record &record, const PagerDeclaration &pager)
    {
        if (pager.type == "webhook")
            checkUrl(record, "pager");
        if (!pager.command.empty() && !pager.command.front().starts_with('/'))
            complain(record.find("command")->where, "command: expected the absolute path of a program first");
        if (pager.type != "smtp")
            return;
        if (pager.user.empty() != pager.secret.empty())
            complain(record.where, "pager \"" + record.name +
                                       "\" has only one of \"user\" and \"secret\"; whoever "
                                       "logs in needs both");
        if (!pager.user.empty() && pager.security == "none")
            complain(record.item("user")->where,
                     "user: the password would be sent in clear, expected security: starttls or tls");
    }

    void checkUrl(const Record &record, const std::string &what)
    {
        const bool hasBoth = record.find("url") && record.find("secret_url");
        const bool hasNone = !record.find("url") && !record.find("secret_url");
        const std::string found = hasBoth ? "both \"url\" and" : "neither \"url\" nor";
        if (hasBoth || hasNone)
            complain(record.where,
                     what + " \"" + record.name + "\" has " + found + " \"secret_url\", expected one of them");
    }

    Person person(const Record &record)
    {
        Person person{record.name, texts(record, "pagers"), record.where};
        if (const RecordValue *pagers = record.find("pagers")) {
            for (const RecordItem &item : pagers->items)
                m_names.check("pagers", {std::string(pagerKind), item.text}, item.where);
        }
        return person;
    }

    OnCallList list(const Record &record, const Paging &paging)
    {
        OnCallList list;
        list.name = record.name;
        list.where = record.where;
        list.people = texts(record, "people");
        takeText(record, "calendar", list.calendar);
        takeText(record, "time_zone", list.timeZone);
        list.hours = hoursOf(record);
        const RecordItem *from = record.item("from");
        if (from)
            list.from = localTimeOf(from->text).value_or(list.from);
        if (const RecordValue *people = record.find("people")) {
            for (const RecordItem &item : people->items)
                m_names.check("people", {"person", item.text}, item.where);
        }
        if (paging.person(list.name))
            complain(record.where, "\"" + list.name + "\" is a person's name already, expected another for the list");
        if ((record.find("people") != nullptr) == (record.find("calendar") != nullptr))
            complain(record.where,
                     "on_call \"" + list.name + "\": expected either people, who take turns, or a calendar");
        for (const std::string_view key : {"from", "hours"}) {
            if (const RecordValue *value = record.find(key); value && record.find("calendar"))
                complain(value->where, std::string(key) + ": not with a calendar, which says it itself");
        }
        if (list.people.size() > 1 && !from)
            complain(record.where,
                     "on_call \"" + list.name +
                         "\" has no \"from\", which says when the turns change, such as 2026-11-23T09:00");
        return list;
    }

    std::optional<PagingRoute> route(const Record &record, std::string_view severity, const Paging &paging)
    {
        const RecordValue *value = record.find(severity);
        if (!value)
            return {};
        const Record &said = value->records.front();
        PagingRoute route;
        route.where = value->where;
        takeDuration(said, "repeat", route.repeat);
        takeDuration(said, "escalate_after", route.escalateAfter);
        const RecordValue *to = said.find("to");
        for (const RecordItem &item : to ? to->items : std::vector<RecordItem>()) {
            route.to.push_back(item.text);
            if (!paging.list(item.text))
                m_names.check("to", {"person", item.text}, item.where);
        }
        return route;
    }

    static std::optional<Canary> canary(const Record &record)
    {
        const RecordValue *value = record.find("canary");
        if (!value)
            return {};
        const Record &said = value->records.front();
        Canary canary;
        takeDuration(said, "every", canary.every);
        takeText(said, "time_zone", canary.timeZone);
        canary.hours = hoursOf(said);
        return canary;
    }

    HeartbeatDeclaration heartbeat(const Record &record)
    {
        HeartbeatDeclaration heartbeat;
        heartbeat.name = record.name;
        heartbeat.where = record.where;
        takeText(record, "url", heartbeat.url);
        takeText(record, "secret_url", heartbeat.secretUrl);
        takeText(record, "ca", heartbeat.certificateAuthority);
        takeDuration(record, "every", heartbeat.every);
        takeDuration(record, "deadline", heartbeat.deadline);
        checkUrl(record, "heartbeat");
        return heartbeat;
    }

    DeclaredNames &m_names;
    std::vector<EstateError> &m_errors;
};
} // namespace

Paging assemblePaging(const PagingRecords &records, DeclaredNames &names, std::vector<EstateError> &errors)
{
    return PagingAssembly(names, errors).paging(records);
}
} // namespace signalbox
