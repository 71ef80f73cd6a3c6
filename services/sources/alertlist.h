// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sources/alertreader.h>
#include <sources/source.h>
#include <sources/subjectfinder.h>

namespace signalbox
{
/// What an answer listed.
struct AlertCount {
    std::uint64_t listed = 0;
    std::uint64_t active = 0;      ///< of these neither silenced nor inhibited
    std::uint64_t suppressed = 0;  ///< silenced or inhibited
    std::uint64_t unprocessed = 0; ///< not yet looked at by Alertmanager
    std::uint64_t leftOut = 0;     ///< over the cap, or called as another
    std::uint64_t overCap = 0;
    bool hasWatchdog = false;
    double watchdogUpdatedAt = 0; ///< seconds since 1970 by Alertmanager's clock; NaN: not told
};

/// The alerts of one Alertmanager: takes its lists in, whole or not at all, and says for each alert, on the subject
/// that it names, the series of docs/sources.md. What a list no longer has is said to be gone. An alert that is listed
/// as before costs little: its labels and annotations are compared as written and not parsed.
class AlertList
{
public:
    AlertList(Say &say, const SourceDeclaration &declaration);
    /// Takes a list in, all of it as of `at`. After a Problem nothing of it was said.
    Expected<AlertCount> take(std::string &answer, Moment at);
    /// What keeps alerts from having a subject of their own; empty where nothing does.
    [[nodiscard]] std::string trouble() const;

private:
    enum class Suppression : std::uint8_t { None, Silenced, Inhibited, Both };
    struct Entry {
        Labels parsed;           ///< until it is born
        std::string annotations; ///< of which the summary is, as written
        Moment summarized{};     ///< when it was taken from them
        std::string startsAt;    ///< as last written
        std::string summary;
        double started = 0;
        std::uint64_t seen = 0; ///< number of the last list that had it
        bool isWatchdog = false;
        bool isBorn = false;
        SeriesHandle alert{};
        SeriesHandle start{};
        SeriesHandle text{};
        SeriesHandle suppressedBy{};
        Suppression suppression = Suppression::None;
    };
    struct Listed {
        Entry *entry = nullptr;
        const UpstreamAlert *alert = nullptr;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Entries = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;

    Expected<AlertCount> list(std::string &answer);
    Expected<Entries::value_type *> entryOf(const UpstreamAlert &alert, std::size_t place);
    bool admit(const UpstreamAlert &alert, Entry &entry, AlertCount &count);
    bool giveBirth(Entry &entry);
    [[nodiscard]] Subject subjectOf(const Labels &labels);
    void say(Entry &entry, const UpstreamAlert &alert, Moment at);
    void saySuppression(Entry &entry, const UpstreamAlert &alert, Moment at);
    void forget(Moment at);

    Say &m_say;
    SourceDeclaration m_declaration;
    AlertReader m_reader;
    SubjectFinder m_finder;
    Entries m_entries;                                  ///< by labels as written
    std::vector<Entries::value_type *> m_order;         ///< as last listed: the next list is likely to be in the same
    std::vector<Listed> m_listed;                       ///< of the list being taken in: what is to be said
    std::size_t m_newcomers = 0;                        ///< of these not born yet
    std::unordered_map<SeriesHandle, Entry *> m_owners; ///< of the series alertmanager_alert
    std::uint64_t m_list = 0;
};
} // namespace signalbox
