// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/checkassembly.h>

#include <algorithm>

#include <estate/estatescalar.h>
#include <estate/placeholders.h>

namespace signalbox
{
namespace
{
/// Braces around a word are meant as a placeholder; others are left alone, as in the expression a{2}.
bool isWord(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

void plugins(const Record &record, const std::vector<const Declared *> &chosen, SourceDeclaration &source,
             std::vector<EstateError> &errors)
{
    const RecordValue *command = record.find("command");
    if (!command || command->items.empty()) {
        errors.push_back({record.where, "source \"" + record.name + "\" has no \"command\", which command needs"});
        return;
    }
    if (!command->items.front().text.starts_with('/'))
        errors.push_back({command->where, "command: expected the absolute path of a program first"});
    bool needsAddress = false;
    for (const RecordItem &item : command->items) {
        needsAddress = needsAddress || item.text.find("{address}") != std::string::npos;
        if (const auto unknown = unknownPlaceholder(item.text); unknown && isWord(*unknown))
            errors.push_back({item.where, "command: " + placeholderFault(*unknown)});
    }
    for (const Declared *each : chosen) {
        if (needsAddress && each->address.empty()) {
            errors.push_back({command->where, "command: {address} stands here, but " + each->subject.path() +
                                                  " has no address; give it one, or write {name}"});
            continue;
        }
        Target target{each->subject, {}};
        for (const RecordItem &item : command->items)
            target.command.push_back(withPlaceholders(item.text, *each, each->address));
        source.targets.push_back(std::move(target));
    }
}

void ports(const Record &record, const std::vector<const Declared *> &chosen, SourceDeclaration &source,
           std::vector<EstateError> &errors)
{
    const std::string port = record.text("port");
    if (!record.find("port"))
        errors.push_back({record.where, "source \"" + record.name + "\" has no \"port\", which tcp needs"});
    const std::string scheme = record.text("tls") == "true" ? "tls://" : "tcp://";
    for (const Declared *each : chosen) {
        const std::string host = each->address.empty() ? each->subject.name : each->address;
        std::string url = scheme;
        url.append(isIpv6(host) ? "[" : "").append(host).append(isIpv6(host) ? "]:" : ":").append(port);
        source.targets.push_back({each->subject, std::move(url)});
    }
}
} // namespace

bool isCheck(std::string_view type)
{
    return type == "command" || type == "http" || type == "tcp";
}

void assembleCheck(const Record &record, const std::vector<const Declared *> &chosen, SourceDeclaration &source,
                   std::vector<EstateError> &errors)
{
    std::vector<const Declared *> once; // a host may stand in both lists
    for (const Declared *each : chosen) {
        if (std::find(once.begin(), once.end(), each) == once.end())
            once.push_back(each);
    }
    source.expect = record.text("expect");
    source.serverName = record.text("server_name");
    if (const RecordItem *status = record.item("status"))
        source.status = static_cast<std::uint32_t>(std::stoul(status->text));
    if (source.type == "command")
        plugins(record, once, source, errors);
    if (source.type == "tcp")
        ports(record, once, source, errors);
}
} // namespace signalbox
