// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/schedule.h>

#include <algorithm>

namespace signalbox::schedule
{
namespace
{
/// FNV-1a, then mixed: neighbouring names must not be neighbours in time.
std::uint64_t hash(std::string_view text)
{
    std::uint64_t h = 14695981039346656037U;
    for (const char c : text)
        h = (h ^ static_cast<unsigned char>(c)) * 1099511628211U;
    h ^= h >> 32U;
    h *= 0xd6e8feb86659fd93U;
    return h ^ (h >> 32U);
}

Milliseconds share(std::string_view name, Milliseconds whole)
{
    return Milliseconds(
        static_cast<std::int64_t>(hash(name) % static_cast<std::uint64_t>(std::max<std::int64_t>(whole.count(), 1))));
}
} // namespace

Milliseconds phase(std::string_view name, Milliseconds interval)
{
    return share(name, interval);
}

Milliseconds firstWait(std::string_view name, std::size_t targets, Milliseconds interval)
{
    return share(name, std::min(interval, Milliseconds(2) * static_cast<std::int64_t>(targets)));
}

Milliseconds nextWait(Moment now, Milliseconds phase, Milliseconds interval)
{
    const Milliseconds past = (now.time_since_epoch() - phase) % interval; // negative before the epoch
    const Milliseconds left = interval - (past < Milliseconds(0) ? past + interval : past);
    return left * 2 < interval ? left + interval : left;
}

std::uint32_t everyNth(std::uint32_t failures)
{
    return failures < 3 ? 1 : failures < 6 ? 2 : 4;
}
} // namespace signalbox::schedule
