// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/limitfields.h>

namespace signalbox
{
inline constexpr std::string_view pagerTypes[] = {"smtp", "webhook", "command", "alertmanager"};
inline constexpr std::string_view securities[] = {"starttls", "tls", "none"};

/// Below a name in `pagers`.
inline constexpr Field pagerFields[] = {
    {.key = "type",
     .type = ScalarType::Choice,
     .required = true,
     .doc = "How it reaches people.",
     .choices = pagerTypes},
    {.key = "server",
     .type = ScalarType::Address,
     .doc = "smtp: the mail server. An IP address works when DNS does not."},
    {.key = "port",
     .type = ScalarType::Count,
     .doc = "smtp: 587 with starttls, 465 with tls and 25 with none are the defaults.",
     .least = 1,
     .most = 65535},
    {.key = "security",
     .type = ScalarType::Choice,
     .fallback = "starttls",
     .doc = "smtp: how the line is encrypted. A server that cannot is not given the mail.",
     .choices = securities},
    {.key = "user", .doc = "smtp: who logs in; the password is `secret`."},
    {.key = "from", .type = ScalarType::MailAddress, .doc = "smtp: the sender."},
    {.key = "to", .shape = Shape::List, .type = ScalarType::MailAddress, .doc = "smtp: who gets the mail.", .least = 1},
    {.key = "url",
     .type = ScalarType::Url,
     .doc = "webhook: where the page is posted as JSON. alertmanager: its own address, without /api/v2."},
    {.key = "secret_url",
     .type = ScalarType::Secret,
     .doc = "webhook: instead of url, where whoever has the URL can post: the name of a secret that holds it."},
    {.key = "secret",
     .type = ScalarType::Secret,
     .doc = "The name of the password (smtp) or of the bearer token (webhook, alertmanager): file:PATH, a file that "
            "only its owner can read, or env:NAME."},
    {.key = "command",
     .shape = Shape::List,
     .doc = "command: the program's absolute path and its arguments; no shell. It gets the page on standard input and "
            "ends with 0 once the page is on its way.",
     .least = 1,
     .mayRepeat = true},
    {.key = "deadline",
     .type = ScalarType::Duration,
     .fallback = "10s",
     .doc = "The total time for one page; then the person's next pager is tried.",
     .least = 100,
     .most = 120 * second},
    {.key = "ca",
     .type = ScalarType::Path,
     .doc = "A PEM file with the certificate authorities to trust; without it the system's."},
};

/// Below a name in `people`.
inline constexpr Field personFields[] = {
    {.key = "pagers",
     .shape = Shape::List,
     .type = ScalarType::Name,
     .required = true,
     .doc = "How to reach them: the first, and where it fails, the next.",
     .refersTo = "pager",
     .least = 1},
};

/// Below a name in `on_call`.
inline constexpr Field onCallFields[] = {
    {.key = "people",
     .shape = Shape::List,
     .type = ScalarType::Name,
     .doc = "Who takes turns, a week each, in this order.",
     .least = 1},
    {.key = "from",
     .type = ScalarType::LocalTime,
     .doc = "When a week of the first of them begins, and so the day and time of every hand-over; needed where there "
            "are several."},
    {.key = "hours",
     .shape = Shape::List,
     .type = ScalarType::HoursOfWeek,
     .doc = "The hours of the week that this list covers; without it all.",
     .least = 1},
    {.key = "calendar",
     .type = ScalarType::Path,
     .doc = "Instead of people: an iCalendar file whose events are the shifts, each with a person's name as its "
            "SUMMARY. Read again when it changes."},
    {.key = "time_zone",
     .type = ScalarType::TimeZone,
     .fallback = "UTC",
     .doc = "Of from, hours, and the calendar's times without a zone."},
};

/// Below a severity in `paging`.
inline constexpr Field routeFields[] = {
    {.key = "to",
     .shape = Shape::List,
     .type = ScalarType::Name,
     .required = true,
     .doc =
         "Lists of `on_call`, or people: the first is paged at once, each further one later. An empty list: nobody."},
    {.key = "repeat",
     .type = ScalarType::Duration,
     .fallback = "5m",
     .doc = "How often it is paged again until somebody acknowledges.",
     .least = 60 * second,
     .most = day},
    {.key = "escalate_after",
     .type = ScalarType::Duration,
     .fallback = "15m",
     .doc = "How long until the next of `to` is paged as well.",
     .least = 60 * second,
     .most = day},
};

/// Below `canary` in `paging`.
inline constexpr Field canaryFields[] = {
    {.key = "every",
     .type = ScalarType::Duration,
     .required = true,
     .doc = "A pager that proved nothing for so long gets a test page.",
     .least = 60 * second,
     .most = 365 * day},
    {.key = "hours",
     .shape = Shape::List,
     .type = ScalarType::HoursOfWeek,
     .doc = "Only at these hours of the week; without it at any.",
     .least = 1},
    {.key = "time_zone", .type = ScalarType::TimeZone, .fallback = "UTC", .doc = "Of hours."},
};

inline constexpr Field pagingFields[] = {
    {.key = "critical",
     .shape = Shape::Mapping,
     .required = true,
     .doc = "Alerts that are critical.",
     .fields = routeFields},
    {.key = "unknown",
     .shape = Shape::Mapping,
     .doc = "Alerts that say that something is not known; without it as critical.",
     .fields = routeFields},
    {.key = "warning",
     .shape = Shape::Mapping,
     .doc = "Warnings that were left alone (`alerts.escalate_after`); without it as critical.",
     .fields = routeFields},
    {.key = "canary",
     .shape = Shape::Mapping,
     .doc = "A test page through every pager; without it none.",
     .fields = canaryFields},
};

/// Below a name in `heartbeats`.
inline constexpr Field heartbeatFields[] = {
    {.key = "url", .type = ScalarType::Url, .doc = "What is asked for (GET) as long as this watch judges."},
    {.key = "secret_url",
     .type = ScalarType::Secret,
     .doc = "Instead of url: the name of a secret that holds it, file:PATH or env:NAME."},
    {.key = "every",
     .type = ScalarType::Duration,
     .fallback = "1m",
     .doc = "How often.",
     .least = 5 * second,
     .most = day},
    {.key = "deadline",
     .type = ScalarType::Duration,
     .fallback = "10s",
     .doc = "The total time for one answer.",
     .least = 100,
     .most = 120 * second},
    {.key = "ca",
     .type = ScalarType::Path,
     .doc = "A PEM file with the certificate authorities to trust; without it the system's."},
};
} // namespace signalbox
