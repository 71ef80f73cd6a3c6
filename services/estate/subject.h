// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace signalbox
{
/// Something that can be well or ill: "host/imap21", "store/store7", "source/node". The kind is singular, lower case.
/// The name is the key in the estate file: [A-Za-z0-9][A-Za-z0-9._-]*, case-sensitive.
struct Subject {
    std::string kind;
    std::string name;

    /// "kind/name".
    [[nodiscard]] std::string path() const { return kind + '/' + name; }
    auto operator<=>(const Subject &) const = default;
};

/// Label names and values, sorted by name, each name once. Values are outside text: data, never markup or a format.
/// Never changed and shared, between threads as well: what a fleet's series are called stands in a dozen places, and a
/// copy costs a pointer. By value in all else.
class Labels
{
public:
    using Label = std::pair<std::string, std::string>; ///< name, value
    using List = std::vector<Label>;                   ///< to make some with

    Labels() = default;
    Labels(List labels);
    Labels(std::initializer_list<Label> labels)
        : Labels(List(labels))
    {
    }
    [[nodiscard]] const List &list() const;
    [[nodiscard]] List::const_iterator begin() const { return list().begin(); }
    [[nodiscard]] List::const_iterator end() const { return list().end(); }
    [[nodiscard]] std::size_t size() const { return list().size(); }
    [[nodiscard]] bool empty() const { return !m_list; }
    /// These and one more, in order.
    [[nodiscard]] Labels with(std::string name, std::string value) const;

    friend bool operator==(const Labels &a, const Labels &b) { return a.m_list == b.m_list || a.list() == b.list(); }
    friend std::strong_ordering operator<=>(const Labels &a, const Labels &b)
    {
        return a.m_list == b.m_list ? std::strong_ordering::equal : a.list() <=> b.list();
    }

private:
    std::shared_ptr<const List> m_list; ///< null: none
};

/// Whether the watch itself knows how what is of that kind stands: sources, pagers and heartbeats, which nobody polls.
bool isKnownToTheWatch(std::string_view kind);

/// The value of the label called name, or an empty view.
std::string_view labelValue(const Labels &labels, std::string_view name);

/// Whether these are all among the labels; a wanted value that ends in * stands for any ending.
bool hasLabels(const Labels &labels, const Labels &wanted);

/// {a="1",b="x"}, quotes and backslashes escaped as in the Prometheus text format; empty for no labels.
std::string labelText(const Labels &labels);

/// Whether name may be a subject's name.
bool isSubjectName(std::string_view name);
} // namespace signalbox
