// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/subjectfinder.h>

#include <algorithm>

#include <QUrl>

#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestName = 253; // as DNS has it
constexpr std::size_t mostRemembered = 200'000;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string madeFit(std::string_view text)
{
    std::string name(text.substr(0, longestName));
    for (char &c : name) {
        const bool isFit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                           c == '_' || c == '-';
        if (!isFit)
            c = '_';
    }
    return isSubjectName(name) ? name : 'x' + name;
}
} // namespace

SubjectFinder::SubjectFinder(std::span<const KnownSubject> known)
{
    for (const KnownSubject &one : known) {
        m_declared.emplace(one.subject.kind + '/' + lower(one.subject.name), one.subject);
        m_taken.emplace(one.subject.path(), one.subject.name);
    }
    // An address means its host even where another host is called so.
    for (const KnownSubject &one : known) {
        if (!one.address.empty())
            m_declared.insert_or_assign(one.subject.kind + '/' + lower(one.address), one.subject);
    }
}

std::string SubjectFinder::hostOf(std::string_view value)
{
    if (value.find("://") != std::string_view::npos) {
        const QUrl url(QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
        if (const std::string host = url.host(QUrl::FullyEncoded).toStdString(); !host.empty())
            return host;
    }
    if (value.starts_with('[')) {
        const std::size_t end = value.find(']');
        return std::string(value.substr(1, end == std::string_view::npos ? end : end - 1));
    }
    const std::size_t colon = value.find(':');
    if (colon != std::string_view::npos && value.find(':', colon + 1) == std::string_view::npos)
        value = value.substr(0, colon);
    return std::string(value);
}

std::optional<Subject> SubjectFinder::find(const std::string &kind, std::string_view value)
{
    std::string key = kind + '/' + std::string(value);
    if (const auto known = m_found.find(key); known != m_found.end())
        return known->second;
    const std::optional<Subject> subject = judge(kind, value);
    if (m_found.size() < mostRemembered && value.size() <= longestName)
        m_found.emplace(std::move(key), subject);
    return subject;
}

std::optional<Subject> SubjectFinder::judge(const std::string &kind, std::string_view value)
{
    const std::string text = kind == "host" ? hostOf(value) : std::string(value);
    if (text.empty())
        return {};
    if (const auto declared = m_declared.find(kind + '/' + lower(text)); declared != m_declared.end())
        return declared->second;
    Subject subject{kind, madeFit(text)};
    const auto taken = m_taken.find(subject.path());
    if (taken == m_taken.end()) {
        if (isFull())
            return {};
        ++m_undeclared;
        m_taken.emplace(subject.path(), text.substr(0, longestName + 1));
        return subject;
    }
    if (taken->second == text)
        return subject;
    if (++m_collisions == 1)
        m_collision =
            "\"" + wellFormed(text, 60) + "\" would be called as \"" + wellFormed(taken->second, 60) + "\" is";
    return {};
}
} // namespace signalbox
