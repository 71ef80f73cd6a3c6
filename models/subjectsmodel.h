// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include <models/rowmodel.h>

namespace signalbox
{
/// A subject as a row: what its order depends on; the rest is read from the picture when it is looked at.
struct SubjectRow {
    SubjectId id{};
    Subject subject;
    Standing standing;
    QString name;
    QString order; ///< naturalKey of kind and name
    QString site;
    std::uint32_t raised = 0;
    std::uint32_t series = 0;  ///< that are not gone
    std::uint32_t silent = 0;  ///< of these, stale or never said
    std::uint64_t version = 0; ///< counts changes of the state, so that a row is looked at again

    [[nodiscard]] std::uint32_t key() const { return static_cast<std::uint32_t>(id); }
    bool operator==(const SubjectRow &) const = default;
};

/// Every subject of the estate and every one that a source told about, worst first.
class SubjectsModel final : public RowModel<SubjectRow>
{
public:
    enum Columns { StateColumn, KindColumn, NameColumn, FindingColumn, HeardColumn, SeriesColumn, SiteColumn };

    explicit SubjectsModel(QObject *parent = nullptr);
    void show(const PicturePtr &picture);
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override;

protected:
    [[nodiscard]] QVariant cell(const SubjectRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const SubjectRow &a, const SubjectRow &b, int column) const override;
    [[nodiscard]] QString searched(const SubjectRow &row) const override;

private:
    [[nodiscard]] SubjectRow rowOf(SubjectId id) const;
    [[nodiscard]] QString textOf(const SubjectRow &row, int column) const;

    void learnSites();

    PicturePtr m_picture;
    std::unordered_map<std::string, QString> m_sites; ///< by the subject's path, as the estate in force has it
};

/// The newest `at` among a subject's series that are not gone: when it was last heard of; nothing where it never was.
std::optional<Moment> lastHeard(const Picture &picture, const SubjectState &subject);

/// The subject's worst raised alert, among equals the oldest; null where it is well.
const Alert *worstAlert(const Picture &picture, const SubjectState &subject);

/// The sentence of the subject's worst raised alert, and how many more there are; empty where it is well.
QString worstSentence(const Picture &picture, const SubjectState &subject);
} // namespace signalbox
