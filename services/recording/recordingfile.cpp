// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/recordingfile.h>

#include <algorithm>

#include <recording/changes.h>
#include <recording/ticksearch.h>
#include <recording/windowreader.h>

namespace signalbox
{
namespace
{
// Every call is one snapshot of the file, so that a window closed by the writer meanwhile is seen either open or
// closed.
class RecordingFile final : public Recording
{
public:
    explicit RecordingFile(SqliteFileReader file)
        : m_file(std::move(file))
    {
    }

    [[nodiscard]] Expected<Extent> extent() const override
    {
        return m_file.snapshot([this](Database &database) { return TickSearch(database, m_decompressor).extent(); });
    }
    [[nodiscard]] Expected<std::vector<DatedChange>> changes(TickNumber after, TickNumber upTo) const override
    {
        return m_file.snapshot([&](Database &database) { return readChanges(database, after, upTo); });
    }
    [[nodiscard]] Expected<std::vector<DatedChange>> changesToFold(TickNumber after, TickNumber upTo) const override
    {
        return m_file.snapshot(
            [&](Database &database) { return readChanges(database, after, upTo, WhichEstates::Last); });
    }
    [[nodiscard]] Expected<RecordedState> stateAt(TickNumber tick) const override
    {
        return m_file.snapshot([&](Database &database) { return m_windows.stateAt(database, tick); });
    }
    [[nodiscard]] Expected<std::vector<Frame>> frames(TickNumber after, TickNumber upTo,
                                                      std::size_t maximum) const override
    {
        return m_file.snapshot([&](Database &database) { return m_windows.frames(database, after, upTo, maximum); });
    }
    [[nodiscard]] Expected<Tick> tickAt(Moment moment) const override
    {
        return m_file.snapshot([&](Database &database) { return TickSearch(database, m_decompressor).tickAt(moment); });
    }
    [[nodiscard]] Expected<std::optional<Tick>> step(TickNumber from, bool forward, StepTo to) const override
    {
        return m_file.snapshot(
            [&](Database &database) { return TickSearch(database, m_decompressor).step(from, forward, to); });
    }
    [[nodiscard]] Expected<std::vector<HistoryPoint>> history(SeriesId series, Moment from, Moment to) const override
    {
        return m_file.snapshot([&](Database &database) { return m_windows.history(database, series, from, to); });
    }
    [[nodiscard]] Expected<std::optional<Moment>> firstFact(SeriesId series, Moment knownBy) const override
    {
        return m_file.snapshot([&](Database &database) { return m_windows.firstFact(database, series, knownBy); });
    }
    [[nodiscard]] Expected<std::vector<Gap>> gaps(Moment from, Moment to) const override
    {
        return m_file.snapshot([&](Database &database) { return TickSearch(database, m_decompressor).gaps(from, to); });
    }

private:
    // Work space; a Recording is for one thread at a time.
    mutable SqliteFileReader m_file;
    mutable Decompressor m_decompressor;
    mutable WindowReader m_windows;
};
} // namespace

Expected<std::unique_ptr<const Recording>> openRecording(const std::string &path)
{
    auto file = SqliteFileReader::open(path, recordingKind);
    if (!file)
        return tl::unexpected(std::move(file.error()));
    return std::make_unique<const RecordingFile>(std::move(*file));
}
} // namespace signalbox
