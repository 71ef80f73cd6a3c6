// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include <models/rowmodel.h>

namespace signalbox
{
/// One thing that is polled: a source and the subject that it asks about. Its series are those that every polling
/// source says.
struct SourceRow {
    SeriesId up{};
    std::string source;
    Subject subject;
    QString order; ///< naturalKey of the subject's path
    Milliseconds interval{};
    std::optional<SeriesId> error;
    std::optional<SeriesId> url;
    std::optional<SeriesId> duration;
    std::optional<SeriesId> samples;
    std::optional<SeriesId> leftOut;
    Sample sample; ///< of `up`
    Standing standing;
    QString urlText;
    QString errorText;              ///< what it said when it failed; empty while it answers
    std::optional<Moment> answered; ///< when it last did
    std::uint64_t version = 0;      ///< counts looks at it that found something else

    [[nodiscard]] std::uint32_t key() const { return static_cast<std::uint32_t>(up); }
    bool operator==(const SourceRow &other) const;
};

/// What is polled, what it last said, and what it says instead of answering. The worst first.
class SourcesModel final : public RowModel<SourceRow>
{
public:
    enum Columns {
        StateColumn,
        SourceColumn,
        SubjectColumn,
        AnsweredColumn,
        ErrorColumn,
        UrlColumn,
        TookColumn,
        SamplesColumn,
        LeftOutColumn,
        EveryColumn
    };

    explicit SourcesModel(QObject *parent = nullptr);
    /// Only what that source polls; nothing: all.
    void setSource(const std::optional<std::string> &source);
    void show(const PicturePtr &picture);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override;
    /// How many answer now.
    [[nodiscard]] int answering() const;

protected:
    [[nodiscard]] QVariant cell(const SourceRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const SourceRow &a, const SourceRow &b, int column) const override;
    [[nodiscard]] QString searched(const SourceRow &row) const override;

private:
    void findTargets(const PicturePtr &before);
    void look(SourceRow &row) const;
    [[nodiscard]] QString textOf(const SourceRow &row, int column) const;
    [[nodiscard]] QString numberOf(std::optional<SeriesId> series) const;

    PicturePtr m_picture;
    std::optional<std::string> m_source;
    std::unordered_map<std::string, SourceRow> m_targets; ///< by source and subject
};
} // namespace signalbox
