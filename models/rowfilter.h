// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringList>

namespace signalbox
{
/// What is typed to find rows: words that must all be there, whatever their case. Quotes hold words together. A word
/// like `site:york` asks for that very value, where a row has a field `site`; elsewhere it is text like any other.
class RowFilter
{
public:
    RowFilter() = default;
    explicit RowFilter(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_words.empty(); }
    /// `search` is what searchText made.
    [[nodiscard]] bool matches(const QString &search) const;

private:
    struct Word {
        QString text;
        QString field; ///< "\nsite:" of "site:york"; empty of a plain word
        QString value; ///< "\nsite:york\n"
    };
    std::vector<Word> m_words;
};

/// A row's texts as a filter searches them: lower case, each between line ends, so that no word spans two of them.
QString searchText(const QStringList &fields);

/// The word that asks for that very value, quoted where it has to be: site:york, site:"New York".
QString fieldWord(const QString &field, const QString &value);
} // namespace signalbox
