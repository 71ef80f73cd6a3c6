// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/subjectways.h>

#include <algorithm>

#include <models/format.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
/// Where ssh finds it: its address, or a host's name, which ssh's own configuration may know.
std::string addressOf(const Estate &estate, const Subject &subject)
{
    const Declared *declared = estate.find(subject);
    if (declared && !declared->address.empty())
        return declared->address;
    return subject.kind == "host" ? subject.name : std::string();
}

/// What cannot be taken for an option, nor for anything but an address.
bool isAddress(const std::string &text)
{
    const auto isPlain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == ':' ||
               c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 253 && text.front() != '-' && std::all_of(text.begin(), text.end(), isPlain);
}

std::optional<QUrl> filled(const Link &link, const Subject &subject, const std::string &address)
{
    QString text = QString::fromStdString(link.url);
    if (text.contains(u"{address}"_s) && !isAddress(address))
        return {};
    const auto encoded = [](const std::string &value) {
        return QString::fromLatin1(QUrl::toPercentEncoding(QString::fromStdString(value)));
    };
    // In the authority an IPv6 address stands in brackets; anywhere else its colons are encoded.
    const qsizetype authority = text.indexOf(u"://"_s) + 3;
    qsizetype path = text.size();
    for (const QChar end : {u'/', u'?', u'#'})
        if (const qsizetype at = text.indexOf(end, authority); at >= 0)
            path = std::min(path, at);
    QString host = text.mid(authority, path - authority);
    QString rest = text.mid(path);
    const bool isIpv6 = address.find(':') != std::string::npos;
    host.replace(u"{address}"_s, isIpv6 ? u'[' + QString::fromStdString(address) + u']' : encoded(address));
    rest.replace(u"{address}"_s, encoded(address));
    host.replace(u"{name}"_s, encoded(subject.name));
    rest.replace(u"{name}"_s, encoded(subject.name));
    const QUrl url(text.left(authority) + host + rest, QUrl::StrictMode);
    const bool isWeb = url.scheme() == u"http"_s || url.scheme() == u"https"_s;
    return url.isValid() && isWeb && url.userInfo().isEmpty() ? std::optional(url) : std::nullopt;
}
} // namespace

std::vector<SubjectLink> linksOf(const Estate &estate, const Subject &subject)
{
    std::vector<SubjectLink> links;
    const std::string address = addressOf(estate, subject);
    for (const Link &link : estate.links) {
        const bool isMeant = std::find(link.kinds.begin(), link.kinds.end(), subject.kind) != link.kinds.end() ||
                             std::find(link.subjects.begin(), link.subjects.end(), subject) != link.subjects.end();
        if (!isMeant)
            continue;
        if (const auto url = filled(link, subject, address))
            links.push_back({QString::fromStdString(link.name), *url});
    }
    return links;
}

Expected<QStringList> terminalCommand(const Estate &estate, const Subject &subject, OnSubject what)
{
    const std::string address = addressOf(estate, subject);
    if (address.empty())
        return tl::unexpected(Problem{subject.path(), "has no address", "Give it one in the estate file"});
    if (!isAddress(address))
        return tl::unexpected(Problem{subject.path(), "has an address that ssh is not given: " + address,
                                      "An IP address or a DNS name is expected"});
    QStringList argv;
    for (const std::string &part : estate.terminal)
        argv.append(QString::fromStdString(part));
    argv << u"ssh"_s;
    if (what == OnSubject::Log)
        argv << u"-t"_s; // so that Ctrl+C ends it there, too
    argv << u"--"_s << QString::fromStdString(address);
    if (what == OnSubject::Log)
        argv << u"journalctl"_s << u"-n"_s << u"50"_s << u"-f"_s;
    return argv;
}
} // namespace signalbox
