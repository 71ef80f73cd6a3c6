// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <estate/estate.h>
#include <estate/estatefields.h>
#include <estate/estatereader.h>
#include <estate/queryexpansion.h>
#include <estate/yamltree.h>

namespace signalbox
{
/// A scalar that is as its field wants it.
struct RecordItem {
    std::string key; ///< of Targets the reference; of Hosts "all", "role" or "site", empty for a name; otherwise empty
    Location keyWhere;
    std::string text;
    Location where;
};

struct Record;

/// What the file said for one field.
struct RecordValue {
    const Field *field = nullptr;
    Location where; ///< of the key
    std::vector<RecordItem> items;
    std::vector<Record> records; ///< of Named one a name, of Mapping one
};

/// A mapping of the file, checked against its fields one by one and not yet as a whole.
struct Record {
    std::string name; ///< of Named its key
    Location where;   ///< of that key, or of the mapping
    std::vector<RecordValue> values;

    /// What was said for key, or null.
    [[nodiscard]] const RecordValue *find(std::string_view key) const;
    /// The scalar said for key, or null.
    [[nodiscard]] const RecordItem *item(std::string_view key) const;
    /// Its text, or an empty string.
    [[nodiscard]] std::string text(std::string_view key) const;
};

/// Walks a file's tree once, along the field table. What is wrong is added to errors; the rest is in the record all the
/// same, so that everything that depends on it can be checked too. `declared` are the estate's queries, `rows` what
/// those of them gave that were answered.
Record readRecord(const YamlNode &root, const std::string &file, const std::set<std::string> &declared,
                  const QueryRows &rows, std::vector<EstateError> &errors);
} // namespace signalbox
