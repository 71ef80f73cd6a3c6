// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/ranks.h>

#include <algorithm>

#include <QHash>

namespace signalbox
{
namespace
{
/// As QString::compare folds: letter by letter.
QString folded(QString text)
{
    for (QChar &letter : text)
        letter = letter.toCaseFolded();
    return text;
}
} // namespace

std::vector<std::int64_t> ranksOf(const std::vector<QString> &texts)
{
    struct Distinct {
        QString folded;
        std::size_t number = 0;
    };
    QHash<QString, std::size_t> numbers;
    std::vector<Distinct> distinct;
    std::vector<std::size_t> numberOf;
    numberOf.reserve(texts.size());
    for (const QString &text : texts) {
        const auto known = numbers.constFind(text);
        if (known != numbers.constEnd()) {
            numberOf.push_back(*known);
            continue;
        }
        numbers.insert(text, distinct.size());
        numberOf.push_back(distinct.size());
        distinct.push_back({folded(text), distinct.size()});
    }
    std::sort(distinct.begin(), distinct.end(),
              [](const Distinct &a, const Distinct &b) { return a.folded < b.folded; });
    std::vector<std::int64_t> rankOf(distinct.size());
    for (std::size_t i = 0; i < distinct.size(); ++i) {
        const bool isSame = i > 0 && distinct[i].folded == distinct[i - 1].folded;
        rankOf[distinct[i].number] = isSame ? rankOf[distinct[i - 1].number] : static_cast<std::int64_t>(i);
    }
    std::vector<std::int64_t> ranks;
    ranks.reserve(texts.size());
    for (const std::size_t number : numberOf)
        ranks.push_back(rankOf[number]);
    return ranks;
}
} // namespace signalbox
