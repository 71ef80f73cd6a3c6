// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <sources/fetch.h>
#include <sources/peercertificates.h>
#include <sources/source.h>

namespace signalbox
{
/// What one look at a service found.
struct ProbeResult {
    std::string error;     ///< why it is not right, in words that stay the same; empty: it is right
    bool answered = false; ///< something answered, right or wrong
    std::optional<PeerCertificates> certificates;
    // Of a web page.
    std::optional<int> status; ///< HTTP's, of the last answer; 0: none
    std::optional<int> redirects;
};

/// Looks at one service, one look at a time, on a connection of its own each time. One thread, whose event loop drives
/// it.
class Probe
{
public:
    virtual ~Probe() = default;
    /// Calls `then` once, later on this thread and at most `deadline` later. Not while one is under way.
    virtual void start(Milliseconds deadline, std::function<void(const ProbeResult &)> then) = 0;
};

/// What a probe is made from; all of it outlives the probe.
struct ProbeSetting {
    Reach &reach;
    const Target &target;
    const SourceDeclaration &declaration;
};
using ProbeMaker = std::unique_ptr<Probe> (*)(const ProbeSetting &setting);

/// A source that looks at each of its targets with a probe and says what it found by the names of blackbox_exporter.
std::unique_ptr<Source> startProbes(const SourceDeclaration &declaration, Say &say, const Clock &clock,
                                    ProbeMaker make);

/// SourceType::start of such a source.
template <class OneProbe>
std::unique_ptr<Source> startProbesOf(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    return startProbes(declaration, say, clock, [](const ProbeSetting &setting) -> std::unique_ptr<Probe> {
        return std::make_unique<OneProbe>(setting);
    });
}
} // namespace signalbox
