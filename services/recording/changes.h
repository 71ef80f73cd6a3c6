// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <database/database.h>
#include <recording/compression.h>
#include <recording/recording.h>

namespace signalbox
{
/// Writes changes of what there is into their tables.
class ChangeWriter
{
public:
    static Expected<ChangeWriter> prepare(const Database &database);
    /// Key and count (of series or alerts, this one included): layout.h.
    Expected<void> write(std::int64_t key, const Change &change, std::uint64_t count);

private:
    ChangeWriter() = default;
    Expected<void> writeRow(std::int64_t key, const SeriesDeclared &series, std::uint64_t count);
    Expected<void> writeRow(std::int64_t key, const TextDeclared &text, std::uint64_t);
    Expected<void> writeRow(std::int64_t key, const AlertDeclared &alert, std::uint64_t count);
    Expected<void> writeRow(std::int64_t key, const EstateAccepted &estate, std::uint64_t);
    Expected<void> writeRow(std::int64_t key, const AnchorSet &anchor, std::uint64_t);
    Expected<void> writeRow(std::int64_t key, const SuppressionSet &set, std::uint64_t);

    std::vector<Statement> m_inserts; ///< in the order of Change's alternatives
    Compressor m_compressor;
};

/// Changes of ticks in (after, upTo], in order; of estates all, or only the last.
enum class WhichEstates : std::uint8_t { All, Last };
Expected<std::vector<DatedChange>> readChanges(const Database &database, TickNumber after, TickNumber upTo,
                                               WhichEstates estates = WhichEstates::All);

/// Labels as a blob: lengths and bytes, since their values are outside text. Nothing where it is damaged.
std::string encodeLabels(const Labels &labels);
std::optional<Labels> decodeLabels(std::string_view blob);
} // namespace signalbox
