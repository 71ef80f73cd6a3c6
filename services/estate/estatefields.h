// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace signalbox
{
/// What a scalar of the estate file may be.
enum class ScalarType : std::uint8_t {
    Text,
    Name,        ///< may be a subject's name
    Reference,   ///< a declared subject: a host's name, or kind/name
    Boolean,     ///< true or false
    Count,       ///< a whole number without leading zeros
    Share,       ///< a percentage
    Duration,    ///< "15s"
    Size,        ///< "20GB"
    Address,     ///< a literal IP or a DNS name
    Ip,          ///< a literal IP
    Url,         ///< http or https, without user information
    UrlTemplate, ///< the same with {address} and {name}
    Path,        ///< absolute
    Instant,     ///< RFC 3339, to the minute or second
    Metric,      ///< a metric's name, a final * for any ending
    MetricName,  ///< a metric's name
    LabelMatch,  ///< name=value, a final * for any ending
    Threshold,   ///< "> 90%"
    Version,     ///< numbers with dots
    Unit,        ///< of systemd
    Phone,       ///< a number as dialled
    MailAddress, ///< name@domain
    Secret,      ///< the name of one: file:PATH or env:NAME
    HoursOfWeek, ///< "Mon-Fri 09:00-17:00"
    LocalTime,   ///< date and time of some time zone, to the minute
    TimeZone,    ///< its IANA name
    Choice,      ///< one of Field::choices
};

/// What every scalar of a type has in common.
struct ScalarRule {
    ScalarType type;
    std::string_view word;     ///< in the table of docs/estate.md
    std::string_view expected; ///< in a complaint: "expected …"
    std::string_view pattern;  ///< whole value; a subset that ECMA 262 (JSON Schema) and PCRE read alike; empty: any
};

/// How a field's value is built from scalars.
enum class Shape : std::uint8_t {
    Scalar,
    List,    ///< of scalars, none twice
    Mapping, ///< of `fields`
    Named,   ///< of names, each with a mapping of `fields`: subjects, sources, maintenance windows
    Targets, ///< of references, each with a scalar
    Hosts,   ///< `all`, a list of hosts, or a mapping of one of `fields`
};

/// A key of the estate file: the reader, the JSON Schema and the table in docs/estate.md are all made from these.
struct Field {
    std::string_view key;
    Shape shape = Shape::Scalar;
    ScalarType type = ScalarType::Text;
    bool required = false;
    std::string_view fallback = {};                 ///< the default as one would write it; empty: none
    std::string_view doc = {};                      ///< one or two sentences
    std::span<const Field> fields = {};             ///< of Mapping, Named and Hosts
    std::string_view kind = {};                     ///< of Named: the kind of subject declared; empty: no subjects
    std::string_view refersTo = {};                 ///< the kind in which a Name must be declared
    std::span<const std::string_view> choices = {}; ///< of Choice
    std::int64_t least = 0;                         ///< Count; Duration in ms; Size in bytes; List: entries
    std::int64_t most = INT64_MAX;
    bool mayRepeat = false; ///< List: the same scalar may stand there twice
};

/// Whether entries of the section may come from a query's rows: it declares subjects, and none of the watch itself.
bool mayComeFromRows(const Field &section);

/// Every key of the top level with all below it, in the order of the guide.
std::span<const Field> estateFields();

/// What holds for scalars of that type.
const ScalarRule &scalarRule(ScalarType type);

/// The field of that key, or null.
const Field *findField(std::span<const Field> fields, std::string_view key);
} // namespace signalbox
