// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <estate/subject.h>

namespace signalbox
{
/// A place in a file of the estate. Lines and columns count from 1; 0 means the file as a whole.
struct Location {
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const Location &) const = default;
};

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
    std::string url; ///< placeholders already filled in; never with user information; empty where the type needs none
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
    std::vector<KnownSubject> known;  ///< every declared subject; of a source that finds its subjects by itself alone
    std::string watchdog; ///< of "alertmanager": the alert that must always be there; empty: none is asked for
    Location where;

    /// Whether it finds out by itself what it watches: its one target is then the source itself.
    [[nodiscard]] bool findsSubjects() const { return type == "alertmanager"; }
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

/// Limits that rules compare with. One for the estate; a subject may have its own later.
struct Limits {
    double diskFullWarning = 0.85;  ///< used share of a file system, 0 to 1
    double diskFullCritical = 0.95; ///< used share of a file system, 0 to 1
};

/// What is run and what must hold, as one accepted estate file (or folder of them) said it. A value; compare by hash.
struct Estate {
    std::string id;                 ///< names the state folder: [A-Za-z0-9._-]+, "this-machine" without a file
    std::string name;               ///< for the title; any text
    std::vector<Declared> subjects; ///< hosts first, then stores, queues … each kind in the order written
    std::vector<SourceDeclaration> sources;
    std::vector<Maintenance> maintenance;
    Limits limits;
    std::string text; ///< all files, each after a line "# file: NAME"; parsing it again gives this estate
    std::string hash; ///< SHA-256 of text, hexadecimal

    /// The declared subject of that kind and name, or null. O(1) is not promised.
    [[nodiscard]] const Declared *find(const Subject &subject) const;
    /// Declared subjects that no source has as a target and that are no member of such: watched by nothing.
    [[nodiscard]] std::vector<Subject> unwatched() const;
};

/// How many there are of each kind, in words: "1 store, 4 queues"; kinds in the estate's order, unknown ones last.
std::string countByKind(const std::vector<Subject> &subjects);
} // namespace signalbox
