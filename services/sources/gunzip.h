// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace signalbox
{
/// Unpacks gzip (RFC 1952) as it arrives and stops at a limit, so that a small answer cannot become a large one.
class Gunzip
{
public:
    enum class State : std::uint8_t {
        Open,     ///< more is to come
        Complete, ///< a member has ended; another may follow
        TooLarge, ///< the limit was reached; the rest was not unpacked
        Damaged,  ///< this is no gzip
    };
    /// `limit`: bytes that `into` may hold.
    explicit Gunzip(std::size_t limit);
    ~Gunzip();
    Gunzip(const Gunzip &) = delete;
    Gunzip &operator=(const Gunzip &) = delete;

    /// Unpacks a piece onto the end of `into`. After TooLarge or Damaged it does nothing more.
    State feed(std::string_view piece, std::string &into);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    std::size_t m_limit;
    State m_state = State::Open;
};
} // namespace signalbox
