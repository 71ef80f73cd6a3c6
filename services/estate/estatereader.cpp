// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estatereader.h>

#include <algorithm>
#include <map>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <estate/estateassembly.h>
#include <estate/estatetext.h>
#include <estate/plaintext.h>
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
bool readFile(const EstateFile &file, std::vector<Record> &records, std::vector<EstateError> &errors)
{
    const YamlReading yaml = readYaml(file.text);
    for (const Complaint &complaint : yaml.complaints)
        errors.push_back({{file.name, complaint.line, complaint.column}, complaint.message});
    if (!yaml.root)
        return false;
    if (yaml.root->kind == YamlNode::Kind::Nothing) {
        errors.push_back({{file.name, 0, 0}, "the file is empty; expected at least one section, such as hosts"});
        return false;
    }
    records.push_back(readRecord(*yaml.root, file.name, errors));
    return true;
}

EstateReading parseFiles(const std::vector<EstateFile> &files, std::span<const std::string_view> sourceTypes = {})
{
    EstateReading reading;
    std::vector<Record> records;
    bool whole = true;
    for (const EstateFile &file : files)
        whole = readFile(file, records, reading.errors) && whole;
    if (whole) {
        Estate estate = assembleEstate(records, sourceTypes, reading.errors);
        if (estate.id.empty())
            estate.id = idFromFileName(files.front().name);
        if (estate.id.empty())
            reading.errors.push_back(
                {{files.front().name, 0, 0}, "no id can be made of the file's name; write id: NAME"});
        if (estate.name.empty())
            estate.name = estate.id;
        estate.text = joinFiles(files);
        estate.hash = sha256(estate.text);
        if (reading.errors.empty())
            reading.estate = std::move(estate);
    }
    sort(reading.errors, files);
    return reading;
}

EstateReading failure(const std::string &path, std::string message)
{
    return {{}, {{{path, 0, 0}, std::move(message)}}};
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
    return parseFiles(splitFiles(text));
}

EstateReading readEstate(const std::string &path, std::span<const std::string_view> sourceTypes)
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
    EstateReading reading = parseFiles(files, sourceTypes);
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
                                      std::span<const std::string_view> sourceTypes)
{
    if (!path.empty())
        return readEstate(path, sourceTypes);
    const std::string byDefault = defaultEstatePath();
    const QFileInfo about(QString::fromStdString(byDefault));
    if (about.exists() || about.isSymLink())
        return readEstate(byDefault, sourceTypes);
    return {thisMachineEstate(hostName), {}};
}
} // namespace signalbox
