// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/mailtext.h>

#include <algorithm>
#include <array>

#include <QByteArray>
#include <QDateTime>

namespace signalbox
{
namespace
{
constexpr std::size_t longestLine = 76;        // RFC 2045, 6.8
constexpr std::size_t bytesAnEncodedWord = 42; // 56 characters of base64; with its frame under 75 (RFC 2047, 2)

bool isPlain(const std::string &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string base64(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size())).toBase64().toStdString();
}

// RFC 5322, 3.3, whatever the locale.
std::string dateText(WallTime wall)
{
    static constexpr std::array days = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(wall.time_since_epoch().count(), Qt::UTC);
    std::string text = days.at(static_cast<std::size_t>(time.date().dayOfWeek() - 1));
    text.append(", ").append(std::to_string(time.date().day())).append(" ");
    text.append(months.at(static_cast<std::size_t>(time.date().month() - 1))).append(" ");
    text.append(time.toString(QStringLiteral("yyyy HH:mm:ss")).toStdString());
    return text.append(" +0000");
}

bool fitsAsItIs(const std::string &text)
{
    std::size_t line = 0;
    for (const char c : text) {
        line = c == '\n' ? 0 : line + 1;
        if (line > 900 || (c != '\n' && (c < 0x20 || c >= 0x7f)))
            return false;
    }
    return true;
}

std::string withLineEnds(const std::string &text)
{
    std::string all;
    for (const char c : text) {
        if (c == '\n')
            all += '\r';
        all += c;
    }
    return all;
}

std::string inBase64(const std::string &text)
{
    const std::string coded = base64(withLineEnds(text));
    std::string all;
    for (std::size_t i = 0; i < coded.size(); i += longestLine)
        all.append(coded.substr(i, longestLine)).append("\r\n");
    return all;
}
} // namespace

std::string headerText(const std::string &text)
{
    if (isPlain(text) && text.size() <= 900 && text.find("=?") == std::string::npos)
        return text;
    std::string all;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = std::min(begin + bytesAnEncodedWord, text.size());
        // A character is never cut (RFC 2047, 5).
        while (end < text.size() && end > begin + 1 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
            --end;
        all.append(all.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        all.append(base64(std::string_view(text).substr(begin, end - begin))).append("?=");
        begin = end;
    }
    return all;
}

std::string mailOf(const PageMessage &message, const std::string &from, const std::vector<std::string> &to)
{
    const std::string domain = from.substr(from.find('@') + 1);
    // Who gets the first page of a matter late is still told in the same thread, and no two mails have one id.
    const std::string thread = '<' + message.thread + '@' + domain + '>';
    std::string recipients;
    for (const std::string &each : to)
        recipients += (recipients.empty() ? "" : ",\r\n ") + each;
    std::string mail;
    const auto header = [&](const char *name, const std::string &value) {
        mail.append(name).append(": ").append(value).append("\r\n");
    };
    header("From", "Signalbox <" + from + '>');
    header("To", recipients);
    header("Subject", headerText(message.title));
    header("Date", dateText(message.wall));
    header("Message-ID", '<' + message.thread + '.' + message.id + '@' + domain + '>');
    header("In-Reply-To", thread);
    header("References", thread);
    header("Auto-Submitted", "auto-generated"); // RFC 3834: no answering machine answers it
    header("Importance", message.kind == "test" ? "low" : "high");
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    const bool isPlainText = fitsAsItIs(message.text);
    header("Content-Transfer-Encoding", isPlainText ? "7bit" : "base64");
    return mail + "\r\n" + (isPlainText ? withLineEnds(message.text) : inBase64(message.text));
}
} // namespace signalbox
