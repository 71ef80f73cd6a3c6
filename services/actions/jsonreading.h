// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <QJsonArray>
#include <QJsonObject>

#include <estate/subject.h>

namespace signalbox
{
/// Reads an object that nobody vouches for. What is missing is empty or zero; what has the wrong type, or does not fit,
/// breaks the reading, which is asked for once, at the end.
class JsonReading
{
public:
    explicit JsonReading(const QJsonValue &value);
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    void require(bool isMet) { m_isBroken = m_isBroken || !isMet; }

    [[nodiscard]] bool has(const char *key) const;
    [[nodiscard]] QJsonValue value(const char *key) const;
    std::string text(const char *key);
    /// A whole number from 0 to 2^53.
    std::int64_t number(const char *key);
    /// A whole number from 0 to 2^32 - 1.
    std::uint32_t count(const char *key);
    bool flag(const char *key);
    QJsonArray array(const char *key);
    std::vector<std::string> texts(const char *key);
    std::map<std::string, std::string> map(const char *key);
    Subject subject(const char *key);
    /// One of the words, by its place; missing breaks the reading.
    template <class Choice, std::size_t size>
    Choice choice(const char *key, const std::array<std::string_view, size> &words)
    {
        const std::string word = text(key);
        for (std::size_t i = 0; i < size; ++i) {
            if (words.at(i) == word)
                return static_cast<Choice>(i);
        }
        m_isBroken = true;
        return {};
    }

private:
    QJsonObject m_object;
    bool m_isBroken = false;
};

QString jsonText(std::string_view text);
QJsonArray textsJson(const std::vector<std::string> &texts);
QJsonObject mapJson(const std::map<std::string, std::string> &map);
/// Nothing is put where the text is empty.
void putText(QJsonObject &object, const char *key, const std::string &text);

template <class Choice, std::size_t size>
QString wordOf(const std::array<std::string_view, size> &words, Choice choice)
{
    return jsonText(words.at(static_cast<std::size_t>(choice)));
}
} // namespace signalbox
