// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace signalbox
{
/// One file of an estate: its name without the way there ("estate.yaml", in a folder "production/hosts.yaml") and its
/// text.
struct EstateFile {
    std::string name;
    std::string text;
};

/// All files in one text, each after a line "# file: NAME". Lines that begin so themselves get a # before them, as mbox
/// does with From.
std::string joinFiles(const std::vector<EstateFile> &files);

/// The files of such a text. What stands before the first such line is a file "estate.yaml".
std::vector<EstateFile> splitFiles(const std::string &text);

/// text as a subject's name: what a name cannot have is replaced by '-', and left out at the beginning. Empty where
/// nothing is left.
std::string asName(std::string text);

/// The estate's id where none is given: of the folder, or of the file without its ending, as a name.
std::string idFromFileName(const std::string &name);
} // namespace signalbox
