// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace signalbox
{
/// A complaint about a place in one file. Lines and columns (in characters) count from 1; 0 means the file as a whole.
struct Complaint {
    int line = 0;
    int column = 0;
    std::string message;
};

/// A node of a YAML file exactly as written: duplicates and all, scalars not interpreted.
struct YamlNode {
    enum class Kind {
        Nothing, ///< no value, "~" or "null"
        Plain,   ///< a scalar without quotes
        Quoted,  ///< a scalar in quotes, or a block
        List,
        Mapping, ///< children: key, value, key, value …
        Refused, ///< complained about already: an alias, a tag, a secret
    };
    Kind kind = Kind::Nothing;
    int line = 0;
    int column = 0;
    std::string text;   ///< of a scalar, after YAML's own escapes
    std::string origin; ///< the row that it was filled in from; empty: it is as written
    std::vector<YamlNode> children;

    [[nodiscard]] bool isScalar() const { return kind == Kind::Plain || kind == Kind::Quoted; }
};

/// Deepest nesting accepted; the deepest place of the format is 6.
inline constexpr int maximumDepth = 16;

/// What reading a text as YAML gave. Without a root the text could not be taken apart, and the one complaint says why.
struct YamlReading {
    std::optional<YamlNode> root;
    std::vector<Complaint> complaints;
};

/// Reads one YAML document; of nothing but comments the root is Nothing. No root: bad UTF-8, control characters, tabs
/// as indentation, YAML's syntax. A root and complaints: everything that the estate's YAML leaves out on purpose:
/// anchors, aliases, tags, second documents, deep nesting, URLs with user information (in comments too). yaml-cpp's
/// exceptions end here.
YamlReading readYaml(const std::string &text);
} // namespace signalbox
