// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/rowfilter.h>

#include <algorithm>

namespace signalbox
{
using namespace Qt::StringLiterals;

RowFilter::RowFilter(const QString &text)
{
    QString word;
    bool isQuoted = false;
    const auto take = [&] {
        if (word.isEmpty())
            return;
        Word taken{word, {}, {}};
        const qsizetype colon = word.indexOf(u':');
        if (colon > 0) {
            taken.field = u'\n' + word.left(colon + 1);
            taken.value = u'\n' + word + u'\n';
        }
        m_words.push_back(std::move(taken));
        word.clear();
    };
    for (const QChar letter : text.toLower()) {
        if (letter == u'"')
            isQuoted = !isQuoted;
        else if (letter.isSpace() && !isQuoted)
            take();
        else
            word += letter;
    }
    take();
}

bool RowFilter::matches(const QString &search) const
{
    return std::all_of(m_words.begin(), m_words.end(), [&](const Word &word) {
        if (!word.field.isEmpty() && search.contains(word.field))
            return search.contains(word.value);
        return search.contains(word.text);
    });
}

QString searchText(const QStringList &fields)
{
    return u'\n' + fields.join(u'\n').toLower() + u'\n';
}

QString fieldWord(const QString &field, const QString &value)
{
    const bool isPlain = std::none_of(value.begin(), value.end(), [](QChar letter) { return letter.isSpace(); });
    return isPlain ? field + u':' + value : field + u":\""_s + value + u'"';
}
} // namespace signalbox
