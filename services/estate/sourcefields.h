// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <estate/limitfields.h>

namespace signalbox
{
inline constexpr std::string_view imapSecurities[] = {"starttls", "tls", "none"};

/// Below `hosts` of a source.
inline constexpr Field choiceOfHosts[] = {
    {.key = "role", .type = ScalarType::Name, .doc = "Every host with this role."},
    {.key = "site", .doc = "Every host at this site."},
};

/// Below `queries` of a source.
inline constexpr Field queryFields[] = {
    {.key = "expr", .required = true, .doc = "PromQL that gives an instant vector."},
    {.key = "from",
     .doc = "The plain selector whose samples the values are as old as; needed where expr is more than a selector."},
    {.key = "wrong",
     .doc = "A comparison such as \"> 100\": what meets it is asked for at every interval of the source."},
    {.key = "unit", .doc = "Of the values, such as seconds; the default follows from the name."},
    {.key = "label", .doc = "The label whose value names the subject; the default is the source's host_label."},
    {.key = "kind", .type = ScalarType::Name, .fallback = "host", .doc = "The kind of that subject."},
    {.key = "interval",
     .type = ScalarType::Duration,
     .doc = "How often all values are asked for; the default is the source's sweep.",
     .least = second,
     .most = day},
};

/// Below a name in `sources`.
inline constexpr Field sourceFields[] = {
    {.key = "type",
     .type = ScalarType::Name,
     .required = true,
     .doc = "exposition: Prometheus text or OpenMetrics over HTTP. prometheus: a server with Prometheus' query API. "
            "alertmanager: the alerts of a Prometheus Alertmanager. command: a Nagios plugin. http: a web page and its "
            "certificate. tcp: a port, its greeting and its certificate. cyrus: the "
            "stores' slots over IMAP. store-map: the map of the section cyrus. "
            "this-machine: the machine that Signalbox runs on."},
    {.key = "hosts",
     .shape = Shape::Hosts,
     .type = ScalarType::Name,
     .doc = "Whom to ask: all, a list of hosts, or every host of a role or site. Goes with url.",
     .fields = choiceOfHosts,
     .refersTo = "host",
     .least = 1},
    {.key = "url",
     .type = ScalarType::UrlTemplate,
     .doc =
         "Where each of these hosts answers. {address} and {name} become the host's; an IPv6 address gets brackets. Of "
         "prometheus and alertmanager the server's own, without placeholders and without /api/v1 or /api/v2."},
    {.key = "targets",
     .shape = Shape::Targets,
     .type = ScalarType::Url,
     .doc = "Instead of hosts and url: whom to ask, each with its own URL.",
     .least = 1},
    {.key = "subjects",
     .shape = Shape::List,
     .type = ScalarType::Reference,
     .doc = "For command and tcp, instead of or besides hosts: any declared subjects. For cyrus: stores; without it "
            "all.",
     .least = 1},
    {.key = "command",
     .shape = Shape::List,
     .doc = "For command: the plugin's absolute path and its arguments; no shell. {address} and {name} become the "
            "subject's.",
     .least = 1,
     .mayRepeat = true},
    {.key = "port",
     .type = ScalarType::Count,
     .doc = "For tcp: where each of them answers, at its address or else by its name.",
     .least = 1,
     .most = 65535},
    {.key = "tls", .type = ScalarType::Boolean, .fallback = "false", .doc = "For tcp: whether it begins with TLS."},
    {.key = "expect",
     .doc = "For tcp: what its greeting must begin with. For http: text that must stand in the page's first MiB."},
    {.key = "status",
     .type = ScalarType::Count,
     .doc = "For http: the status of a right answer, such as 401; without it any from 200 to 299, after redirections.",
     .least = 200,
     .most = 599},
    {.key = "server_name",
     .type = ScalarType::Address,
     .doc = "For http, tcp and cyrus: the name that is asked for and that the certificate must be for; the default is "
            "the target's own."},
    {.key = "host",
     .type = ScalarType::Name,
     .doc = "For this-machine, which needs it: the declared host that this machine is.",
     .refersTo = "host"},
    {.key = "interval",
     .type = ScalarType::Duration,
     .fallback = "15s",
     .doc = "How often. Twice as old is late, three times is stale.",
     .least = second,
     .most = day},
    {.key = "deadline",
     .type = ScalarType::Duration,
     .fallback = "10s",
     .doc = "The total time for one answer, at most the interval; the default is the interval where that is shorter. "
            "A plugin that takes longer is killed with all that it started.",
     .least = 100,
     .most = day},
    {.key = "keep",
     .shape = Shape::List,
     .type = ScalarType::Metric,
     .doc = "The metrics to keep, a final * for any ending; without it all, up to the cap."},
    {.key = "cap",
     .type = ScalarType::Count,
     .fallback = "2000",
     .doc = "The series kept of each target (of prometheus: of each subject); what is left out is counted and shown. "
            "Of alertmanager the alerts, and 20000 by default; of command the values that a plugin gives.",
     .least = 1,
     .most = 1000000},
    {.key = "ca",
     .type = ScalarType::Path,
     .doc = "A PEM file with the certificate authorities to trust; without it the system's."},
    {.key = "subject_labels",
     .shape = Shape::List,
     .type = ScalarType::Name,
     .doc = "For exposition: kinds of which a label tells the subject. With [store], a series with the label "
            "store=\"store7\" is one of store/store7, where the estate declares it, and the label becomes "
            "slot=\"HOST\"."},
    {.key = "login", .doc = "For cyrus: an administrator's name, with which every mailbox can be read."},
    {.key = "secret", .type = ScalarType::Secret, .doc = "For cyrus: the name of its password."},
    {.key = "security",
     .type = ScalarType::Choice,
     .fallback = "starttls",
     .doc = "For cyrus: how the line is encrypted. A slot that cannot is not given the password.",
     .choices = imapSecurities},
    {.key = "canary",
     .fallback = "canary",
     .doc = "For cyrus: the user whose mailbox on the master gets a canary at each look of the host's probe."},
    {.key = "compare",
     .type = ScalarType::Duration,
     .fallback = "12h",
     .doc = "For cyrus: in which time each user's mailboxes are compared once, over all slots of the store.",
     .least = second,
     .most = 30 * day},
    {.key = "watchdog",
     .doc = "For alertmanager: the name of an alert that always fires. Where it is missing, no alert means nothing."},
    {.key = "host_label",
     .fallback = "instance",
     .doc = "For prometheus: the label that tells a target's host, by its address or name; a port is left out."},
    {.key = "sweep",
     .type = ScalarType::Duration,
     .fallback = "5m",
     .doc = "For prometheus: how often all values are asked for; what is wrong comes at every interval.",
     .least = second,
     .most = day},
    {.key = "jobs", .shape = Shape::List, .doc = "For prometheus: the jobs to look at; without it all."},
    {.key = "queries",
     .shape = Shape::Named,
     .doc = "For prometheus: what to ask beyond the built-in queries. The name becomes the metric.",
     .fields = queryFields},
};

inline constexpr std::string_view listQueryTypes[] = {"prometheus", "http", "command", "sql"};

/// Below a name in the estate's own `queries`, which lists come from.
inline constexpr Field listQueryFields[] = {
    {.key = "type", .type = ScalarType::Choice, .required = true, .doc = "Whom to ask.", .choices = listQueryTypes},
    {.key = "url",
     .type = ScalarType::Url,
     .doc = "prometheus: the server's address. http: where a JSON array is, of objects or of texts."},
    {.key = "query",
     .doc = "prometheus: an instant query, whose labels are the columns. sql: one SELECT, with names for its columns."},
    {.key = "command",
     .shape = Shape::List,
     .doc = "command: the program's absolute path and its arguments; no shell. It prints such a JSON array, or a text "
            "a line.",
     .least = 1,
     .mayRepeat = true},
    {.key = "file", .type = ScalarType::Path, .doc = "sql: an SQLite database, opened for reading."},
    {.key = "postgresql",
     .doc = "sql: how to connect, such as host=db1 dbname=inventory user=signalbox. The password is in ~/.pgpass or "
            "the file named by passfile=."},
    {.key = "interval",
     .type = ScalarType::Duration,
     .fallback = "5m",
     .doc = "How often it is asked again.",
     .least = 10 * second,
     .most = day},
    {.key = "deadline",
     .type = ScalarType::Duration,
     .fallback = "10s",
     .doc = "The total time for one answer.",
     .least = 100,
     .most = 300 * second},
    {.key = "usual",
     .type = ScalarType::Count,
     .doc = "How many rows a person expects: such an answer is taken over although it is none, or ten times as many or "
            "as few as before.",
     .most = 1000000},
    {.key = "ca",
     .type = ScalarType::Path,
     .doc = "A PEM file with the certificate authorities to trust; without it the system's."},
};
} // namespace signalbox
