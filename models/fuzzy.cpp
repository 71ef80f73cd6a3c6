// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/fuzzy.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace signalbox
{
namespace
{
constexpr int wordBonus = 5; ///< for a letter that begins a word
constexpr int runBonus = 6;  ///< for one right behind the letter before it
constexpr int never = std::numeric_limits<int>::min() / 2;

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || (!text[at - 1].isLetterOrNumber() && text[at].isLetterOrNumber()) ||
           (text[at].isDigit() && !text[at - 1].isDigit());
}
} // namespace

// The best way to place the letters, by the best way to place those before: a row a letter, a column a place.
std::optional<int> fuzzyScore(const QString &typed, const QString &text)
{
    QString letters = typed.toLower();
    letters.removeIf([](QChar letter) { return letter.isSpace(); });
    if (letters.isEmpty())
        return 0;
    const QString place = text.toLower();
    if (place.size() != text.size() || letters.size() > place.size())
        return {};
    const auto width = static_cast<std::size_t>(place.size());
    std::vector<int> endsAt(width, never); // the best with the letter before at that very place
    for (qsizetype letter = 0; letter < letters.size(); ++letter) {
        std::vector<int> next(width, never);
        int before = letter == 0 ? 0 : never; // the best with the letter before anywhere to the left of it
        for (std::size_t at = 0; at < width; ++at) {
            const auto column = static_cast<qsizetype>(at);
            if (at > 0 && letter > 0)
                before = std::max(before, endsAt[at - 1]);
            if (place[column] != letters[letter] || before == never)
                continue;
            const int own = 1 + (beginsWord(text, column) ? wordBonus : 0);
            const int run = letter > 0 && at > 0 && endsAt[at - 1] != never ? endsAt[at - 1] + runBonus : never;
            next[at] = own + std::max(before, run);
        }
        endsAt = std::move(next);
    }
    const int best = *std::max_element(endsAt.begin(), endsAt.end());
    if (best == never)
        return {};
    return best * 256 - static_cast<int>(std::min<qsizetype>(place.size(), 255));
}
} // namespace signalbox
