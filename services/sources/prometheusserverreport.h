// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include <sources/source.h>

namespace signalbox
{
class RollCall;
class SubjectFinder;

/// What a source of type prometheus says of the server itself, beside the self-report: prometheus_targets{state},
/// prometheus_targets_dropped, prometheus_query_series{query} and prometheus_warning.
class PrometheusServerReport
{
public:
    /// `say` and `declaration` outlive it.
    PrometheusServerReport(Say &say, const SourceDeclaration &declaration);

    /// From now on it is to be warned of that, until an empty text comes about the same.
    void note(const std::string &about, std::string text);
    /// A query was answered with so many series. Where it no longer is, this grows old, and one rule says it once for
    /// all subjects.
    void answered(const std::string &query, Milliseconds interval, Moment at, std::uint64_t series);
    void dropped(Moment at, std::size_t targets);
    /// At the end of a tick whose roll call was answered.
    void say(const RollCall &roll, const SubjectFinder &finder, Moment at);

private:
    Say &m_say;
    const SourceDeclaration &m_declaration;
    Subject m_self;
    std::map<std::string, std::string> m_notes; ///< by what they are about
};
} // namespace signalbox
