// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/names.h>

#include <algorithm>

#include <QHostAddress>
#include <QHostInfo>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr Milliseconds refreshAfter = std::chrono::minutes(1);
}

Names::Names(const Clock &clock, Lookup lookup)
    : m_clock(clock)
    , m_lookup(std::move(lookup))
{
}

void Names::lookUp(const std::string &host, QObject *context, Told told)
{
    QHostInfo::lookupHost(QString::fromStdString(host), context, [host, told = std::move(told)](const QHostInfo &info) {
        Addresses addresses;
        for (const QHostAddress &address : info.addresses())
            addresses.push_back(address.toString().toStdString());
        if (!addresses.empty()) {
            told(addresses);
            return;
        }
        const bool unknown = info.error() == QHostInfo::HostNotFound || info.error() == QHostInfo::NoError;
        const std::string why = unknown ? "no such host" : wellFormed(info.errorString().toStdString(), 100);
        told(tl::unexpected(Problem{{},
                                    "the name " + wellFormed(host, 255) + " could not be resolved: " + why,
                                    "An IP address in the estate file needs no resolver"}));
    });
}

void Names::addressesOf(const std::string &host, QObject *context, Told told)
{
    if (!QHostAddress(QString::fromStdString(host)).isNull()) {
        told(Addresses{host});
        return;
    }
    const auto [place, isNew] = m_known.try_emplace(host);
    Known &known = place->second;
    const bool due = isNew || known.addresses.empty() || m_clock.now() - known.asked >= refreshAfter;
    const Addresses addresses = known.addresses;
    if (addresses.empty())
        known.waiting.push_back({context, told});
    if (due && !known.pending) {
        known.pending = true;
        known.asked = m_clock.now();
        m_lookup(host, &m_context, [this, host](const Expected<Addresses> &found) { resolved(host, found); });
    }
    if (!addresses.empty())
        told(addresses);
}

void Names::resolved(const std::string &host, const Expected<Addresses> &found)
{
    Known &known = m_known[host];
    known.pending = false;
    if (found && !found->empty()) {
        // The one that worked stays first as long as it is among them.
        const std::string first = known.addresses.empty() ? std::string() : known.addresses.front();
        known.addresses = *found;
        answered(host, first);
    }
    const std::vector<Waiting> waiting = std::exchange(known.waiting, {});
    for (const Waiting &one : waiting) {
        if (one.context)
            one.told(found);
    }
}

void Names::answered(const std::string &host, const std::string &address)
{
    const auto known = m_known.find(host);
    if (known == m_known.end())
        return;
    Addresses &addresses = known->second.addresses;
    const auto found = std::find(addresses.begin(), addresses.end(), address);
    if (found != addresses.end())
        std::rotate(addresses.begin(), found, found + 1);
}

void Names::silent(const std::string &host, const std::string &address)
{
    const auto known = m_known.find(host);
    if (known == m_known.end())
        return;
    Addresses &addresses = known->second.addresses;
    const auto found = std::find(addresses.begin(), addresses.end(), address);
    if (found != addresses.end())
        std::rotate(found, found + 1, addresses.end());
}
} // namespace signalbox
