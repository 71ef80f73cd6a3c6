// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/introduction.h>

#include <QByteArray>
#include <QCryptographicHash>

#include <journal/act.h>

namespace signalbox
{
namespace
{
constexpr std::size_t longestName = 64;
} // namespace

// The first anchor of a recording is another's in another recording.
std::string identityOf(const std::vector<DatedChange> &changes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const DatedChange &dated : changes) {
        if (const auto *set = std::get_if<AnchorSet>(&dated.change)) {
            hash.addData(QByteArray::fromStdString(set->anchor.boot));
            hash.addData(QByteArray::number(static_cast<qlonglong>(set->anchor.moment.time_since_epoch().count())));
            hash.addData(QByteArray::number(static_cast<qlonglong>(set->anchor.wall.time_since_epoch().count())));
            break;
        }
    }
    return hash.result().toHex().left(16).toStdString();
}

// The login is what ssh has proved; the machine is what the desk says of itself.
std::string personOf(const std::string &desk)
{
    const std::string here = thisPerson();
    const std::string login = here.substr(0, here.find('@'));
    std::string said;
    for (const char c : desk.substr(0, longestName)) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        said += isPlain || c == '.' || c == '_' || c == '-' || c == '@' ? c : '?';
    }
    return said.substr(0, said.find('@')) == login ? said : said + " as " + login;
}
} // namespace signalbox
