// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <estate/location.h>

namespace signalbox
{
/// The kind of the subjects that are ways to reach people.
inline constexpr std::string_view pagerKind = "pager";
/// The kind of the subjects that are told that this watch is alive.
inline constexpr std::string_view heartbeatKind = "heartbeat";

/// One way to reach somebody: which driver, and whom it asks. Secrets are names of secrets ("file:/PATH", "env:NAME").
struct PagerDeclaration {
    std::string name;                          ///< unique in the estate; journal rows carry it
    std::string type;                          ///< "smtp", "webhook", "command" or "alertmanager"
    std::chrono::milliseconds deadline{10000}; ///< total time for one page
    std::string certificateAuthority;          ///< path of a PEM file; empty: the system's
    std::string secret; ///< smtp: the password; webhook and alertmanager: a bearer token; may be empty
    // Of "smtp".
    std::string server; ///< an IP address or a name
    int port = 587;
    std::string security = "starttls"; ///< "starttls", "tls" or "none"
    std::string user;                  ///< empty: no authentication
    std::string from;
    std::vector<std::string> to; ///< never empty
    // Of "webhook" and "alertmanager": one of both.
    std::string url;
    std::string secretUrl; ///< where the URL itself is the secret
    // Of "command".
    std::vector<std::string> command; ///< the program's absolute path and its arguments
    Location where;
};

/// Somebody who can be on call.
struct Person {
    std::string name;
    std::vector<std::string> pagers; ///< in this order: the next where one fails; never empty
    Location where;
};

/// Hours of a week, by the clock on the wall of some time zone.
struct WeekHours {
    int firstDay = 1; ///< 1 Monday … 7 Sunday
    int lastDay = 7;  ///< "Sat-Mon" wraps
    std::chrono::minutes from{0};
    std::chrono::minutes until{24 * 60}; ///< not after `from`: on the next day
    bool operator==(const WeekHours &) const = default;
};

/// Who is on call when: people who take turns by the week, or a calendar.
struct OnCallList {
    std::string name;
    std::vector<std::string> people;   ///< a week each, in this order; empty: `calendar` tells
    std::chrono::local_seconds from{}; ///< when a week of the first of them begins; a Monday 00:00 without people
    std::vector<WeekHours> hours;      ///< empty: always
    std::string timeZone = "UTC";      ///< of `from`, `hours`, and of the calendar's times without a zone
    std::string calendar;              ///< path of an iCalendar file
    Location where;
};

/// Who is paged for alerts of a severity, and how it goes on.
struct PagingRoute {
    std::vector<std::string> to; ///< on-call lists and people: the first step, the second …; empty: nobody
    std::chrono::milliseconds repeat{300000};        ///< until somebody acknowledges
    std::chrono::milliseconds escalateAfter{900000}; ///< when each further step is paged, too
    Location where;
};

/// A page that tests each pager so often, at hours at which it wakes nobody.
struct Canary {
    std::chrono::milliseconds every{};
    std::vector<WeekHours> hours; ///< empty: at any
    std::string timeZone = "UTC"; ///< of `hours`
};

/// Somebody outside who is told again and again that this watch is alive, and who calls when that ends.
struct HeartbeatDeclaration {
    std::string name;
    std::string url;
    std::string secretUrl; ///< where the URL itself is the secret
    std::chrono::milliseconds every{60000};
    std::chrono::milliseconds deadline{10000};
    std::string certificateAuthority; ///< path of a PEM file; empty: the system's
    Location where;
};

/// All about paging that an estate says.
struct Paging {
    std::vector<PagerDeclaration> pagers;
    std::vector<Person> people;
    std::vector<OnCallList> onCall;
    std::optional<PagingRoute> critical; ///< nothing: nobody is paged
    std::optional<PagingRoute> unknown;  ///< nothing: as critical
    std::optional<PagingRoute> warning;  ///< of warnings that became a page; nothing: as critical
    std::optional<Canary> canary;
    std::vector<HeartbeatDeclaration> heartbeats;

    /// The one of that name, or null.
    [[nodiscard]] const PagerDeclaration *pager(std::string_view name) const;
    [[nodiscard]] const Person *person(std::string_view name) const;
    [[nodiscard]] const OnCallList *list(std::string_view name) const;
};
} // namespace signalbox
