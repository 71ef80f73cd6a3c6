// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <journal/act.h>
#include <recording/compression.h>
#include <recording/recording.h>

/// What a desk and a watch say to each other: docs/attaching.md has the order of it.
namespace signalbox::link
{
/// What this program speaks. Both ends name the range that they know; the newest that both know is spoken.
constexpr std::uint32_t oldestProtocol = 1;
constexpr std::uint32_t newestProtocol = 1;

/// Desk: who I am, and what I have already.
struct Hello {
    std::uint32_t oldest = oldestProtocol;
    std::uint32_t newest = newestProtocol;
    std::string program;           ///< its version
    std::string desk;              ///< user@host, as the desk calls itself
    TickNumber lastTick = 0;       ///< of its copy; 0: it has none
    std::uint64_t lastJournal = 0; ///< row of its copy of the journal
};
/// Watch: I am here.
struct Welcome {
    std::uint32_t protocol = newestProtocol;
    std::string program;
    std::string identity; ///< of the recording: another one has another
    std::string person;   ///< what the desk's acts are signed with
};
/// Watch: all that was declared up to that tick and held at it.
struct CatchUp {
    Frame frame;
};
/// Watch: the ticks after it, in order.
struct Ticks {
    std::vector<Frame> frames;
};
/// Watch: rows of the journal, in order.
struct JournalRows {
    std::vector<JournalRow> rows;
};
/// Watch, every second: its time, how far it has recorded, whether somebody still does, and where its journal ends.
struct Now {
    Moment moment{};
    WallTime wall{};
    TickNumber last = 0;
    std::uint64_t journal = 0;
    bool isWatched = false;
};
/// Desk: a person does this.
struct DoAct {
    std::uint64_t id = 0;
    Act act;
};
/// Watch: it is journalled, at that number; or why it is not.
struct Acted {
    std::uint64_t id = 0;
    Expected<std::uint64_t> number;
};
/// Desk: this is looked at: a subject's path, or empty.
struct LookAt {
    std::string what;
};
/// A desk that is attached, as the others see it.
struct Desk {
    std::string who;
    std::string lookingAt; ///< a subject's path; may be empty
    bool operator==(const Desk &) const = default;
};
/// Watch: the other desks, whenever that changes.
struct Desks {
    std::vector<Desk> desks;
};
/// Desk: what did that series say in [from, to]?
struct AskHistory {
    std::uint64_t id = 0;
    SeriesKey series;
    Moment from{};
    Moment to{};
};
struct History {
    std::uint64_t id = 0;
    Expected<std::vector<HistoryPoint>> points;
};
/// Watch: I end, and why.
struct Farewell {
    Problem problem;
};
/// Desk: so many bytes of the line have come. What the watch has said and the desk has not heard lies in buffers on the
/// way, which hold minutes of a slow line.
struct Heard {
    std::uint64_t bytes = 0;
};
/// While that much is on its way, and more than the desk heard in the last second, the watch begins nothing new.
constexpr std::size_t window = 8192;

using Message = std::variant<Hello, Welcome, CatchUp, Ticks, JournalRows, Now, DoAct, Acted, LookAt, Desks, AskHistory,
                             History, Farewell, Heard>;

/// As it goes over the line: four bytes of length, low ones first, and that many bytes of zstd over a byte of kind and
/// the parts.
std::string encode(Compressor &compressor, const Message &message);
constexpr std::size_t lengthBytes = 4;
/// A message from its kind and parts, which nobody vouches for; nothing where they are not exactly one.
std::optional<Message> decode(std::string_view body);

/// Cuts a stream of bytes that nobody vouches for into messages.
class Reader
{
public:
    /// What a message may take on the line; the catch-up of 10,000 hosts takes some 20 MB.
    static constexpr std::size_t largest = std::size_t{128} << 20;

    void feed(std::string_view bytes);
    /// The next message; nothing while it is not there yet. After an error the stream is lost.
    Expected<std::optional<Message>> next();

private:
    [[nodiscard]] std::optional<std::size_t> length() const;

    Decompressor m_decompressor;
    std::string m_bytes;
    std::size_t m_read = 0; ///< of m_bytes
    std::string m_body;
};
} // namespace signalbox::link
