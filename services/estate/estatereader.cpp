// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <estate/estateassembly.h>
#include <estate/estatetext.h>
#include <estate/plaintext.h>
#include <estate/queryassembly.h>
#include <estate/queryexpansion.h>
#include <estate/yamltree.h>

namespace signalbox
{
namespace
{
std::string sha256(const std::string &text)
{
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

std::string tooLarge()
{
    return "larger than an estate may be (" + std::to_string(maximumEstateSize / (1024 * 1024)) +
           " MiB, all files together)";
}

// In the order of the files, then of lines and columns.
void sort(std::vector<EstateError> &errors, const std::vector<EstateFile> &files)
{
    std::map<std::string_view, std::size_t> order;
    for (const EstateFile &file : files)
        order.emplace(file.name, order.size());
    std::stable_sort(errors.begin(), errors.end(), [&](const EstateError &a, const EstateError &b) {
        return std::make_tuple(order[a.where.file], a.where.line, a.where.column) <
               std::make_tuple(order[b.where.file], b.where.line, b.where.column);
    });
}

// False where the file could not be taken apart at all, so that what refers to it cannot be checked.
bool readFile(const EstateFile &file, std::vector<YamlNode> &roots, std::vector<EstateError> &errors)
{
    YamlReading yaml = readYaml(file.text);
    for (const Complaint &complaint : yaml.complaints)
        errors.push_back({{file.name, complaint.line, complaint.column}, complaint.message});
    if (!yaml.root)
        return false;
    if (yaml.root->kind == YamlNode::Kind::Nothing) {
        errors.push_back({{file.name, 0, 0}, "the file is empty; expected at least one section, such as hosts"});
        return false;
    }
    roots.push_back(std::move(*yaml.root));
    return true;
}

/// What the files say of queries, before anything is made of it.
struct Queries {
    std::set<std::string> declared;
    std::map<std::string, std::set<std::string>> columns; ///< that lists are made of, by query
};

Queries queriesIn(const std::vector<YamlNode> &roots)
{
    Queries queries;
    for (const YamlNode &root : roots) {
        collectColumns(root, queries.columns);
        for (std::size_t i = 0; i + 1 < root.children.size(); i += 2) {
            const std::vector<YamlNode> &names = root.children[i + 1].children;
            for (std::size_t j = 0; root.children[i].text == "queries" && j + 1 < names.size(); j += 2)
                queries.declared.insert(names[j].text);
        }
    }
    for (auto used = queries.columns.begin(); used != queries.columns.end();)
        used = queries.declared.contains(used->first) ? std::next(used) : queries.columns.erase(used);
    return queries;
}

// The rows that lists are made of, with no more columns than that takes: other columns may change without another
// estate.
QueryRows needed(const QueryRows &rows, const Queries &queries)
{
    QueryRows all;
    for (const auto &used : queries.columns) {
        const std::set<std::string> &columns = used.second;
        const auto known = rows.find(used.first);
        if (known == rows.end())
            continue;
        // A column that no row has is a mistake, and then the others are what may have been meant.
        const bool areThere = std::all_of(columns.begin(), columns.end(), [&](const std::string &column) {
            return std::any_of(known->second.begin(), known->second.end(),
                               [&](const QueryRow &row) { return row.contains(column); });
        });
        std::set<QueryRow> distinct;
        for (QueryRow row : known->second) {
            std::erase_if(row, [&](const auto &text) { return areThere && !columns.contains(text.first); });
            distinct.insert(std::move(row));
        }
        all[used.first].assign(distinct.begin(), distinct.end());
    }
    return all;
}

// One mistake in a form comes again with every row: a few of them say it.
void shorten(std::vector<EstateError> &errors)
{
    constexpr int most = 3;
    std::map<std::tuple<std::string, int, int>, int> counts;
    std::vector<EstateError> kept;
    for (EstateError &error : errors) {
        const Location &where = error.where;
        if (where.origin.empty() || ++counts[{where.file, where.line, where.column}] <= most) {
            if (!where.origin.empty())
                error.message += " (" + where.origin + ')';
            kept.push_back(std::move(error));
        }
    }
    errors = std::move(kept);
}

// Once all else is right: whatever depends on the rows is not complained about.
void complainOfUnanswered(const Queries &queries, const QueryRows &rows, EstateReading &reading)
{
    if (!reading.errors.empty())
        return;
    for (const QueryDeclaration &query : reading.queries) {
        if (!queries.columns.contains(query.name) || rows.contains(query.name))
            continue;
        ++reading.unanswered;
        reading.errors.push_back({query.where, "the query " + query.name + " was not answered yet"});
    }
}

EstateReading parseFiles(std::vector<EstateFile> files, const QueryRows &known,
                         std::span<const std::string_view> sourceTypes = {})
{
    EstateReading reading;
    std::vector<YamlNode> roots;
    bool whole = true;
    for (const EstateFile &file : files)
        whole = readFile(file, roots, reading.errors) && whole;
    const Queries queries = queriesIn(roots);
    const QueryRows rows = needed(known, queries);
    if (whole) {
        std::vector<Record> records;
        for (std::size_t i = 0; i < files.size(); ++i)
            records.push_back(readRecord(roots[i], files[i].name, queries.declared, rows, reading.errors));
        checkQueries(records, reading.errors);
        const bool isAnswered = rows.size() == queries.columns.size();
        std::vector<EstateError> ofMissingRows;
        Estate estate = assembleEstate(records, sourceTypes, isAnswered ? reading.errors : ofMissingRows);
        reading.queries = estate.queries;
        complainOfUnanswered(queries, rows, reading);
        if (!rows.empty())
            files.push_back({std::string(queryRowsFile), queryRowsText(rows)});
        if (estate.id.empty())
            estate.id = idFromFileName(files.front().name);
        if (estate.id.empty())
            reading.errors.push_back(
                {{files.front().name, 0, 0}, "no id can be made of the file's name; write id: NAME"});
        if (estate.name.empty())
            estate.name = estate.id;
        estate.text = joinFiles(files);
        estate.hash = sha256(estate.text);
        reading.id = estate.id;
        if (estate.text.size() > maximumEstateSize && !rows.empty())
            reading.errors.push_back({{files.front().name, 0, 0}, "with the rows of its queries, " + tooLarge()});
        if (reading.errors.empty())
            reading.estate = std::move(estate);
    }
    sort(reading.errors, files);
    shorten(reading.errors);
    return reading;
}

EstateReading failure(const std::string &path, std::string message)
{
    EstateReading reading;
    reading.errors.push_back({{path, 0, 0}, std::move(message)});
    return reading;
}

// The files of the path, sorted by name as bytes; or what is wrong with the folder.
EstateReading listFolder(const QString &path, std::vector<std::string> &files)
{
    const QDir folder(path);
    if (!QFileInfo(path).isReadable())
        return failure(path.toStdString(), "this folder cannot be read; expected read permission");
    EstateReading problems;
    // System: broken links too, so that they are complained about rather than passed over.
    for (const QString &name : folder.entryList(QDir::Files | QDir::System, QDir::NoSort)) {
        const std::string file = name.toStdString();
        if (file.ends_with(".yml"))
            problems.errors.push_back({{folder.filePath(name).toStdString(), 0, 0},
                                       "found the ending .yml, expected .yaml; rename it, or it would be left out"});
        else if (file.ends_with(".yaml"))
            files.push_back(file);
    }
    std::sort(files.begin(), files.end());
    if (files.empty() && problems.errors.empty())
        return failure(path.toStdString(), "no *.yaml file in this folder");
    return problems;
}

// Reads one file as bytes; a complaint where that cannot be done.
std::optional<std::string> readBytes(const QString &path, std::size_t &left, std::string &text)
{
    const QFileInfo about(path);
    if (!about.exists())
        return "there is no such file";
    if (!about.isFile())
        return "found something other than a file, expected a YAML file or a folder of them";
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return "cannot be read: " + file.errorString().toStdString();
    const QByteArray bytes = file.read(static_cast<qint64>(left) + 1);
    if (file.error() != QFileDevice::NoError)
        return "cannot be read: " + file.errorString().toStdString();
    if (static_cast<std::size_t>(bytes.size()) > left)
        return tooLarge();
    left -= static_cast<std::size_t>(bytes.size());
    text = bytes.toStdString();
    return {};
}
} // namespace

std::string EstateError::line() const
{
    std::string place = where.file;
    if (where.line > 0)
        place += ':' + std::to_string(where.line) + ':' + std::to_string(where.column);
    return place + ": " + message;
}

EstateReading parseEstate(const std::string &text)
{
    if (text.size() > maximumEstateSize)
        return failure("estate.yaml", tooLarge());
    std::vector<EstateFile> files = splitFiles(text);
    QueryRows rows;
    if (files.size() > 1 && files.back().name == queryRowsFile) {
        std::optional<QueryRows> read = queryRowsIn(files.back().text);
        if (!read)
            return failure(std::string(queryRowsFile), "the rows of queries are damaged");
        rows = std::move(*read);
        files.pop_back();
    }
    return parseFiles(std::move(files), rows);
}

EstateReading readEstate(const std::string &path, std::span<const std::string_view> sourceTypes, const QueryRows &rows)
{
    const QFileInfo about(QString::fromStdString(path));
    const bool isFolder = about.isDir();
    std::vector<std::string> names{about.fileName().toStdString()};
    std::string way = path.substr(0, path.rfind('/') + 1);
    std::string kept;
    EstateReading problems;
    if (isFolder) {
        names.clear();
        problems = listFolder(about.filePath(), names);
        way = path.ends_with('/') ? path : path + '/';
        kept = harmless(QFileInfo(about.canonicalFilePath()).fileName().toStdString()) + '/';
    }
    std::vector<EstateFile> files;
    std::size_t left = maximumEstateSize;
    for (const std::string &name : names) {
        EstateFile file{kept + harmless(name), {}};
        if (const auto fault = readBytes(QString::fromStdString(way + name), left, file.text))
            problems.errors.push_back({{way + name, 0, 0}, *fault});
        files.push_back(std::move(file));
    }
    if (!problems.errors.empty())
        return problems;
    EstateReading reading = parseFiles(files, rows, sourceTypes);
    for (EstateError &error : reading.errors)
        error.where.file = way + error.where.file.substr(kept.size());
    return reading;
}

Estate thisMachineEstate(const std::string &hostName)
{
    std::string host = asName(hostName);
    if (host.empty())
        host = "localhost";
    const std::string text = "# file: this-machine.yaml\nname: '" + host + "'\nhosts:\n  '" + host +
                             "':\nsources:\n  this-machine:\n    type: this-machine\n    host: '" + host + "'\n";
    return parseEstate(text).estate.value();
}

std::string defaultEstatePath()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return folder.toStdString() + "/signalbox/estate.yaml";
}

EstateReading readEstateOrThisMachine(const std::string &path, const std::string &hostName,
                                      std::span<const std::string_view> sourceTypes, const QueryRows &rows)
{
    if (!path.empty())
        return readEstate(path, sourceTypes, rows);
    const std::string byDefault = defaultEstatePath();
    const QFileInfo about(QString::fromStdString(byDefault));
    if (about.exists() || about.isSymLink())
        return readEstate(byDefault, sourceTypes, rows);
    EstateReading reading;
    reading.estate = thisMachineEstate(hostName);
    reading.id = reading.estate->id;
    return reading;
}
} // namespace signalbox
