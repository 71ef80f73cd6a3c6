// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
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
using Labels = std::vector<std::pair<std::string, std::string>>;

/// The value of the label called name, or an empty view.
std::string_view labelValue(const Labels &labels, std::string_view name);

/// {a="1",b="x"}, quotes and backslashes escaped as in the Prometheus text format; empty for no labels.
std::string labelText(const Labels &labels);

/// Whether name may be a subject's name.
bool isSubjectName(std::string_view name);
} // namespace signalbox
