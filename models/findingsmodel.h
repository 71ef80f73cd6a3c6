// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include <QTimeZone>

#include <models/rowmodel.h>

namespace signalbox
{
/// An alert as a row.
struct FindingRow {
    AlertId id{};
    std::shared_ptr<const AlertDeclared> alert;
    AlertCell cell;
    QString sentence;
    QString subject;             ///< "host/imap21"
    bool isOut = false;          ///< acknowledged, shelved or out of service: it comes after what is nobody's yet
    bool subjectIsStale = false; ///< what it was judged by has grown old since

    [[nodiscard]] std::uint32_t key() const { return static_cast<std::uint32_t>(id); }
    bool operator==(const FindingRow &) const = default;
};

/// What is wrong now: alerts that are raised, or over and not seen yet; what nobody has acknowledged first, of that
/// what is not over, then the worst; among equals the oldest first, since the first cause came before what followed
/// from it.
class FindingsModel final : public RowModel<FindingRow>
{
public:
    enum Columns { StateColumn, SubjectColumn, SentenceColumn, SinceColumn, ForColumn, RuleColumn, AcknowledgedColumn };

    explicit FindingsModel(QObject *parent = nullptr);
    /// Only findings of that subject; nothing: of all.
    void setSubject(const std::optional<Subject> &subject);
    void setZone(const QTimeZone &zone);
    /// From now on a picture with a great many changes is taken in over several turns of the event loop.
    void takeGradually() { m_isGradual = true; }
    void show(const PicturePtr &picture);
    /// Findings that are stated but not yet for as long as their rule asks, as "subject: sentence": no rows, but no
    /// proof of health either.
    [[nodiscard]] QStringList waiting() const;
    [[nodiscard]] std::size_t waitingCount() const { return m_waiting.size(); }
    [[nodiscard]] std::optional<Subject> subjectAt(int row) const override;
    [[nodiscard]] std::optional<AlertId> alertAt(int row) const override;
    [[nodiscard]] bool isSettled() const override;
    void settle() override;

protected:
    void arranged() override;
    [[nodiscard]] QVariant cell(const FindingRow &row, int column, int role) const override;
    [[nodiscard]] bool before(const FindingRow &a, const FindingRow &b, int column) const override;
    [[nodiscard]] std::vector<std::int64_t> sortNumbers(const std::vector<const FindingRow *> &rows,
                                                        int column) const override;
    [[nodiscard]] QString searched(const FindingRow &row) const override;

private:
    [[nodiscard]] bool isMeant(const Alert &alert) const;
    [[nodiscard]] bool isOut(const Alert &alert) const;
    /// Whether what it was judged by has grown old since.
    [[nodiscard]] bool isStale(const Alert &alert) const;
    /// Looks at the next alerts that may look otherwise, at most that many. Whether there are more.
    bool takeSome(std::size_t most);
    [[nodiscard]] FindingRow rowOf(std::uint32_t number) const;
    [[nodiscard]] QString textOf(const FindingRow &row, int column) const;

    PicturePtr m_picture;
    PicturePtr m_next;                   ///< came while rows were sorted
    std::vector<std::uint32_t> m_toTake; ///< numbers of alerts that may look otherwise than their rows
    bool m_isGradual = false;
    Turns m_taking;
    std::set<Key> m_waiting; ///< pending alerts
    std::optional<Subject> m_subject;
    QTimeZone m_zone = QTimeZone::utc();
};
} // namespace signalbox
