// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "source.h"

namespace signalbox::house
{
/// A function with a body, from the first line of its declaration to the closing brace.
struct Function {
    std::string name;
    int line = 0;
    int lastLine = 0;
};

/// A class or struct with a body.
struct Class {
    std::string name;
    int line = 0;
    std::vector<std::string> bases; ///< every name in the base clause
    bool hasObjectMacro = false;    ///< Q_OBJECT stands in its own body
};

/// A class, struct, union or enumeration with a body, in a namespace and not in a class.
struct Type {
    std::string name; ///< with its namespaces: "signalbox::house::Type"
    int line = 0;
};

/// Something that can change and outlives every call: a variable at namespace scope, a static one elsewhere.
struct Global {
    std::string name;
    int line = 0;
};

/// What the braces of one file hold.
struct Shape {
    std::vector<Function> functions;
    std::vector<Class> classes;
    std::vector<Type> types;
    std::vector<Global> globals;
};

Shape shapeOf(const Source &source);
} // namespace signalbox::house
