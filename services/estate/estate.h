// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <estate/cyrusstores.h>
#include <estate/hostreach.h>
#include <estate/location.h>
#include <estate/paging.h>
#include <estate/runbook.h>
#include <estate/subject.h>
#include <estate/userrule.h>

namespace signalbox
{
/// A subject that the estate declares, of whatever kind, with what every kind has in common.
struct Declared {
    Subject subject;
    std::string address;            ///< a literal IP or a name; empty where the kind has none
    std::string site;               ///< where it stands; may be empty
    std::vector<std::string> roles; ///< in the order written
    /// The kind's own scalar fields as written, by key in the estate file ("needs.hosts" below another); defaults
    /// filled in.
    std::map<std::string, std::string> details;
    std::map<std::string, std::vector<std::string>> lists; ///< the kind's own lists of what is no subject, by key
    std::vector<Subject> members;   ///< a store's slots, a pair's, service's or queue's hosts, a router's peers …
    std::vector<Subject> dependsOn; ///< what it cannot work without
    Location where;
};

/// One thing to poll: the subject that it tells about and where it answers.
struct Target {
    Subject subject;
    /// Placeholders already filled in; never with user information; empty where the type needs none. Of "tcp"
    /// tcp://HOST:PORT, with TLS tls://HOST:PORT.
    std::string url;
    std::vector<std::string> command = {}; ///< of "command": the program's absolute path and its arguments, filled in
    std::string slot = {};                 ///< of "cyrus": the host whose slot of the store answers there
    bool operator==(const Target &) const = default;
};

/// Something that a source of type "prometheus" is asked for beyond what it knows by itself.
struct DeclaredQuery {
    std::string name;  ///< the metric that its values are said as
    std::string expr;  ///< PromQL, an instant vector
    std::string from;  ///< a plain selector: the samples that the age is taken from; empty: expr is one
    std::string wrong; ///< a comparison such as "> 100": what meets it is asked for at every interval; may be empty
    std::string unit;
    std::string label;                     ///< its value names the subject; empty: SourceDeclaration::hostLabel
    std::string kind = "host";             ///< of that subject
    std::chrono::milliseconds interval{0}; ///< how often all values are asked for; 0: at every sweep
    bool operator==(const DeclaredQuery &) const = default;
};

/// What a source that finds its subjects by itself may call a declared one.
struct KnownSubject {
    Subject subject;
    std::string address; ///< may be empty
    bool operator==(const KnownSubject &) const = default;
};

/// A source as declared: which part of the shelf `services/sources`, how often, and whom it asks.
struct SourceDeclaration {
    std::string name; ///< unique in the estate; series carry it
    std::string type; ///< "exposition", "this-machine", … : the part's id
    std::chrono::milliseconds interval{15000};
    std::chrono::milliseconds deadline{10000}; ///< total time for one answer; never more than the interval
    std::vector<Target> targets;               ///< never empty; of "this-machine" the host that it is
    std::vector<std::string>
        keep;                 ///< metric names, a final * stands for any ending; empty: every metric, under the cap
    std::uint32_t cap = 2000; ///< series kept a target; what is left out is counted and shown
    std::string certificateAuthority; ///< path of a PEM file; empty: the system's
    // Of a source that finds its subjects by itself alone; its one target is the source itself.
    std::vector<KnownSubject> known; ///< every declared subject
    // Of "exposition".
    std::vector<std::string> subjectLabels; ///< kinds of which a label of that name tells the subject
    // Of "cyrus".
    std::string login;                                ///< an administrator's, to read every mailbox
    std::string secret;                               ///< the name of its password
    std::string canary = "canary";                    ///< the user whose mailbox has the canaries
    std::string security = "starttls";                ///< or "tls", "none"
    std::chrono::milliseconds compareEvery{43200000}; ///< every user is compared once in so long
    StoreMap map;                                     ///< of "store-map"
    // Of "prometheus".
    std::string hostLabel = "instance";      ///< the label that tells a target's host
    std::chrono::milliseconds sweep{300000}; ///< how often all values come, not those alone that are wrong
    std::vector<std::string> jobs;           ///< looked at; empty: all
    std::vector<DeclaredQuery> queries;      ///< beyond the built-in ones
    // Of "alertmanager".
    std::string watchdog; ///< the alert that must always be there; empty: none is asked for
    // Of "http" and "tcp".
    std::string expect;     ///< http: text of the page; tcp: how the greeting begins; empty: any
    std::uint32_t status{}; ///< http: the right one; 0: any from 200 to 299
    std::string serverName; ///< whose certificate is expected, and the web server's Host; empty: the target's
    Location where;

    /// Whether it finds out by itself what it watches, so that its targets do not tell.
    [[nodiscard]] bool findsSubjects() const { return type == "prometheus" || type == "alertmanager"; }
};

/// Something to ask for rows, from which lists of the estate are made.
struct QueryDeclaration {
    std::string name;
    std::string type;                 ///< "prometheus", "http", "command" or "sql"
    std::string url;                  ///< prometheus: the server; http: where the rows are
    std::string query;                ///< prometheus: PromQL; sql: one SELECT
    std::vector<std::string> command; ///< the program's absolute path and its arguments
    std::string file;                 ///< of an SQLite database
    std::string postgresql;           ///< libpq's connection string, without a password
    std::string certificateAuthority; ///< path of a PEM file; empty: the system's
    std::chrono::milliseconds interval{300000};
    std::chrono::milliseconds deadline{10000}; ///< total time for one answer
    std::optional<std::size_t> usual;          ///< rows that a person said are to be expected
    Location where;

    /// Whether both ask the same of the same; how often does not matter.
    [[nodiscard]] bool asksAlike(const QueryDeclaration &other) const;
};

/// Planned work, known in advance.
struct Maintenance {
    std::string name;
    std::vector<Subject> subjects;
    std::chrono::sys_seconds from; ///< before until
    std::chrono::sys_seconds until;
    std::string reason; ///< may be empty
    Location where;
};

/// A place elsewhere that tells of subjects: a dashboard, a management controller, a runbook.
struct Link {
    std::string name;
    std::string url;                ///< http or https, with {name} and {address}
    std::vector<std::string> kinds; ///< of every subject of these kinds
    std::vector<Subject> subjects;  ///< and of these
    Location where;
};

/// Limits that rules compare with. One for the estate; a subject may have its own later.
struct Limits {
    double diskFullWarning = 0.85;  ///< used share of a file system, 0 to 1
    double diskFullCritical = 0.95; ///< used share of a file system, 0 to 1
    std::chrono::milliseconds diskFillingWarning{24 * 3600 *
                                                 1000}; ///< until a file system is full, at its present rate
    std::chrono::milliseconds diskFillingCritical{4 * 3600 * 1000};
    double memoryAvailableWarning = 0.10;  ///< available share of the memory, 0 to 1
    double memoryAvailableCritical = 0.05; ///< available share of the memory, 0 to 1
    std::uint32_t loadWarning = 2;         ///< load of five minutes, a processor
    std::uint32_t loadCritical = 4;        ///< load of five minutes, a processor
    std::chrono::milliseconds clockSkewWarning{100};
    std::chrono::milliseconds clockSkewCritical{1000};
    std::chrono::milliseconds certificateWarning{14LL * 24 * 3600 * 1000}; ///< before it expires
    std::chrono::milliseconds certificateCritical{3LL * 24 * 3600 * 1000}; ///< before it expires
};

/// An uptime after which a known fault strikes.
struct UptimeHorizon {
    std::string name;
    std::string metric;      ///< node_boot_time_seconds, or sysUpTime (SNMP: hundredths of a second)
    std::string kernelFrom;  ///< of node_boot_time_seconds: only releases from this one on; empty: any
    std::string kernelBelow; ///< and only older ones than this; empty: any
    std::chrono::milliseconds limit{};
    std::string reason; ///< what happens then
};

/// How much of the past a recording keeps; beyond either limit its oldest part goes.
struct RecordingLimits {
    std::chrono::milliseconds keep = std::chrono::hours(400 * 24);
    std::uint64_t atMost = 20'000'000'000; ///< bytes of the file
    bool operator==(const RecordingLimits &) const = default;
};

/// What is run and what must hold, as one accepted estate file (or folder of them) said it. A value; compare by hash.
struct Estate {
    std::string id;                 ///< names the state folder: [A-Za-z0-9._-]+, "this-machine" without a file
    std::string name;               ///< for the title; any text
    std::vector<Declared> subjects; ///< hosts first, then stores, queues … each kind in the order written
    std::vector<SourceDeclaration> sources;
    std::vector<Maintenance> maintenance;
    std::vector<QueryDeclaration> queries;
    std::vector<UserRule> userRules; ///< besides those on the shelf; in the order written
    std::vector<Link> links;         ///< in the order written
    Paging paging;
    std::optional<HostReach> reach;   ///< nothing: no host is reached
    std::optional<CyrusStores> cyrus; ///< nothing: no store is moved
    std::vector<Runbook> runbooks;    ///< in the order written
    Interlock interlock;
    std::vector<std::string> terminal; ///< the argv that a command to be run in a terminal follows; never empty
    Limits limits;
    RecordingLimits recording;
    /// A warning that nobody acknowledges is a page after so long.
    std::chrono::milliseconds escalateAfter = std::chrono::minutes(30);
    std::string headsTo; ///< file that the journal's heads are appended to, on another disk or machine; may be empty
    std::vector<UptimeHorizon> uptimeHorizons; ///< besides those that ship with the rule
    /// All files, each after a line "# file: NAME", and the rows of its queries; parsing it again gives this estate.
    std::string text;
    std::string hash; ///< SHA-256 of text, hexadecimal

    /// The declared subject of that kind and name, or null. O(1) is not promised.
    [[nodiscard]] const Declared *find(const Subject &subject) const;
    /// The runbook of that name, or null.
    [[nodiscard]] const Runbook *runbook(std::string_view called) const;
    /// Declared subjects that no source has as a target and that are no member of such: watched by nothing, unless a
    /// source finds them by itself. What the watch knows of itself is watched.
    [[nodiscard]] std::vector<Subject> unwatched() const;
};

/// How many there are of each kind, in words: "1 store, 4 queues"; kinds in the estate's order, unknown ones last.
std::string countByKind(const std::vector<Subject> &subjects);
} // namespace signalbox
