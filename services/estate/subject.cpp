// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/subject.h>

#include <algorithm>

namespace signalbox
{
Labels::Labels(List labels)
    : m_list(labels.empty() ? nullptr : std::make_shared<const List>(std::move(labels)))
{
}

const Labels::List &Labels::list() const
{
    static const List none;
    return m_list ? *m_list : none;
}

Labels Labels::with(std::string name, std::string value) const
{
    List more = list();
    more.emplace_back(std::move(name), std::move(value));
    std::sort(more.begin(), more.end());
    return more;
}

bool isKnownToTheWatch(std::string_view kind)
{
    return kind == "source" || kind == "pager" || kind == "heartbeat";
}

std::string_view labelValue(const Labels &labels, std::string_view name)
{
    const auto found =
        std::find_if(labels.begin(), labels.end(), [&](const auto &label) { return label.first == name; });
    return found == labels.end() ? std::string_view{} : std::string_view(found->second);
}

bool hasLabels(const Labels &labels, const Labels &wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto &label) {
        const std::string_view value = labelValue(labels, label.first);
        const std::string_view pattern = label.second;
        return pattern.ends_with('*') ? value.starts_with(pattern.substr(0, pattern.size() - 1)) : value == pattern;
    });
}

std::string labelText(const Labels &labels)
{
    if (labels.empty())
        return {};
    std::string text = "{";
    for (const auto &[name, value] : labels) {
        if (text.size() > 1)
            text += ',';
        text += name + "=\"";
        for (const char c : value) {
            if (c == '\n') {
                text += "\\n";
                continue;
            }
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    return text + '}';
}

bool isSubjectName(std::string_view name)
{
    const auto letterOrDigit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !name.empty() && letterOrDigit(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
        return letterOrDigit(c) || c == '.' || c == '_' || c == '-';
    });
}
} // namespace signalbox
