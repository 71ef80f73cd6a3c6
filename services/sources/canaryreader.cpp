// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/canaryreader.h>

#include <charconv>

#include <sources/imapdata.h>
#include <sources/metric.h>

namespace signalbox
{
namespace
{
constexpr std::string_view canaryWord = "signalbox-canary ";

// The number behind the word, and nothing else.
std::optional<double> timeIn(std::string_view subject)
{
    if (!subject.starts_with(canaryWord))
        return {};
    subject.remove_prefix(canaryWord.size());
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(subject.data(), subject.data() + subject.size(), seconds);
    if (error != std::errc() || end != subject.data() + subject.size())
        return {};
    return seconds;
}
} // namespace

void CanaryReader::start(const ImapAccess &access, Milliseconds limit, std::function<void(const CanaryResult &)> then)
{
    m_limit = limit;
    m_user = access.actsFor;
    m_result = {};
    m_then = std::move(then);
    m_isKept = m_session.isOpen();
    if (m_isKept) {
        examine();
        return;
    }
    m_session.open(access, limit, [this](const std::string &trouble) {
        if (trouble.empty())
            examine();
        else
            finish(trouble);
    });
}

void CanaryReader::examine()
{
    m_messages = 0;
    m_session.ask(
        "EXAMINE INBOX", m_limit,
        [this](const ImapReply &reply) {
            if (reply.word == "EXISTS")
                m_messages = reply.number;
        },
        [this](const std::string &trouble) {
            m_result.isUp = m_session.isOpen();
            if (!trouble.empty())
                finish(m_result.isUp ? "the mailbox of " + wellFormed(m_user, 100) + ": " + trouble : trouble);
            else if (m_messages == 0)
                finish("the mailbox of " + wellFormed(m_user, 100) + " is empty: no canary has come");
            else
                fetch();
        });
}

void CanaryReader::fetch()
{
    m_subject.reset();
    m_session.ask(
        "FETCH " + std::to_string(m_messages) + " (BODY.PEEK[HEADER.FIELDS (SUBJECT)])", m_limit,
        [this](const ImapReply &reply) {
            if (auto subject = headerFieldIn(reply, "Subject"); subject && reply.number == m_messages)
                m_subject = std::move(subject);
        },
        [this](const std::string &trouble) {
            m_result.isUp = m_session.isOpen();
            if (!trouble.empty()) {
                finish(trouble);
                return;
            }
            m_result.time = timeIn(m_subject.value_or(std::string()));
            finish(m_result.time ? std::string() : "the last message of " + wellFormed(m_user, 100) + " is no canary");
        });
}

void CanaryReader::finish(std::string error)
{
    m_result.answered = m_result.isUp || (!m_isKept && m_session.hasAnswered());
    m_result.error = std::move(error);
    if (const auto then = std::exchange(m_then, nullptr))
        then(m_result);
}
} // namespace signalbox
