// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/jsonreading.h>

#include <cmath>

namespace signalbox
{
namespace
{
QString keyOf(const char *key)
{
    return QString::fromLatin1(key);
}
} // namespace

JsonReading::JsonReading(const QJsonValue &value)
    : m_object(value.toObject())
    , m_isBroken(!value.isObject())
{
}

bool JsonReading::has(const char *key) const
{
    return m_object.contains(keyOf(key));
}

QJsonValue JsonReading::value(const char *key) const
{
    return m_object.value(keyOf(key));
}

std::string JsonReading::text(const char *key)
{
    const QJsonValue found = value(key);
    require(found.isString() || found.isUndefined());
    return found.toString().toStdString();
}

std::int64_t JsonReading::number(const char *key)
{
    constexpr double largest = 9007199254740992.0; // 2^53
    const QJsonValue found = value(key);
    require(found.isDouble() || found.isUndefined());
    const double number = found.toDouble();
    require(number >= 0 && number <= largest && std::trunc(number) == number);
    return m_isBroken ? 0 : static_cast<std::int64_t>(number);
}

std::uint32_t JsonReading::count(const char *key)
{
    const std::int64_t found = number(key);
    require(found <= UINT32_MAX);
    return m_isBroken ? 0 : static_cast<std::uint32_t>(found);
}

bool JsonReading::flag(const char *key)
{
    const QJsonValue found = value(key);
    require(found.isBool() || found.isUndefined());
    return found.toBool();
}

QJsonArray JsonReading::array(const char *key)
{
    const QJsonValue found = value(key);
    require(found.isArray() || found.isUndefined());
    return found.toArray();
}

std::vector<std::string> JsonReading::texts(const char *key)
{
    std::vector<std::string> all;
    for (const auto &each : array(key)) {
        require(each.isString());
        all.push_back(each.toString().toStdString());
    }
    return all;
}

std::map<std::string, std::string> JsonReading::map(const char *key)
{
    std::map<std::string, std::string> all;
    const QJsonValue found = value(key);
    require(found.isObject() || found.isUndefined());
    const QJsonObject object = found.toObject();
    for (auto each = object.begin(); each != object.end(); ++each) {
        require(each.value().isString());
        all.emplace(each.key().toStdString(), each.value().toString().toStdString());
    }
    return all;
}

Subject JsonReading::subject(const char *key)
{
    const std::string path = text(key);
    const std::size_t slash = path.find('/');
    require(slash != std::string::npos && slash > 0 && isSubjectName(std::string_view(path).substr(slash + 1)));
    if (m_isBroken)
        return {};
    return {path.substr(0, slash), path.substr(slash + 1)};
}

QString jsonText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QJsonArray textsJson(const std::vector<std::string> &texts)
{
    QJsonArray all;
    for (const std::string &text : texts)
        all.append(jsonText(text));
    return all;
}

QJsonObject mapJson(const std::map<std::string, std::string> &map)
{
    QJsonObject all;
    for (const auto &[key, value] : map)
        all.insert(jsonText(key), jsonText(value));
    return all;
}

void putText(QJsonObject &object, const char *key, const std::string &text)
{
    if (!text.empty())
        object.insert(keyOf(key), jsonText(text));
}
} // namespace signalbox
