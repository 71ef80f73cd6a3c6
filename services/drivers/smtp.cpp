// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <drivers/driver.h>

#include <QSslSocket>
#include <QSysInfo>
#include <QTimer>

#include <drivers/mailtext.h>
#include <drivers/smtpdialogue.h>
#include <drivers/tlsconfiguration.h>
#include <estate/plaintext.h>
#include <sources/fetchwords.h>
#include <sources/secret.h>

namespace signalbox::drivers::smtp
{
namespace
{

// What EHLO may say of this machine (RFC 5321, 4.1.1.1).
std::string machineName()
{
    std::string name = QSysInfo::machineHostName().toStdString();
    const bool isWhole = !name.empty() && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                                                 "0123456789.-") == std::string::npos;
    return isWhole ? name : "localhost";
}

/// One mail over one connection.
class Mailing final : public Sending
{
public:
    Mailing(const PagerDeclaration &pager, const PageMessage &message, std::function<void(const PageOutcome &)> then)
        : m_then(std::move(then))
        , m_peer(fetchwords::address(pager.server, pager.port))
        , m_isTlsAtOnce(pager.security == "tls")
        , m_dialogue(mailFor(pager, message))
    {
        m_deadline.setSingleShot(true);
        QObject::connect(&m_deadline, &QTimer::timeout, &m_deadline, [this, limit = pager.deadline] {
            end(m_peer + " did not take the mail within " + fetchwords::seconds(limit));
        });
        m_deadline.start(pager.deadline);
        begin(pager);
    }

    ~Mailing() override
    {
        m_socket.disconnect(&m_deadline);
        m_socket.abort();
    }

private:
    SmtpMail mailFor(const PagerDeclaration &pager, const PageMessage &message)
    {
        SmtpMail mail{pager.from,
                      pager.to,
                      mailOf(message, pager.from, pager.to),
                      pager.user,
                      {},
                      machineName(),
                      pager.security != "none",
                      m_isTlsAtOnce};
        if (!pager.secret.empty()) {
            if (const Expected<std::string> secret = secretOf(pager.secret))
                mail.password = *secret;
            else
                m_trouble = secret.error().sentence();
        }
        return mail;
    }

    void begin(const PagerDeclaration &pager)
    {
        const Expected<QSslConfiguration> tls = tlsConfiguration(pager.certificateAuthority);
        if (!tls)
            m_trouble = tls.error().sentence();
        if (!m_trouble.empty()) {
            QTimer::singleShot(0, &m_deadline, [this] { end(m_trouble); });
            return;
        }
        m_socket.setSslConfiguration(*tls);
        m_socket.setReadBufferSize(256 * 1024);
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_deadline, [this] { read(); });
        QObject::connect(&m_socket, &QSslSocket::encrypted, &m_deadline, [this] {
            if (!m_isTlsAtOnce)
                carryOut(m_dialogue.began());
        });
        // Later: a socket that reports something must not be destroyed while it does.
        QObject::connect(
            &m_socket, &QSslSocket::errorOccurred, &m_deadline, [this] { lost(); }, Qt::QueuedConnection);
        const QString host = QString::fromStdString(pager.server);
        const auto port = static_cast<quint16>(pager.port);
        if (m_isTlsAtOnce)
            m_socket.connectToHostEncrypted(host, port);
        else
            m_socket.connectToHost(host, port);
        m_host = pager.server;
    }

    void lost()
    {
        read(); // the last reply may have come with the end
        if (!m_then)
            return;
        const QList<QSslError> errors = m_socket.sslHandshakeErrors();
        end(errors.isEmpty() ? m_peer + ": " + m_socket.errorString().toStdString()
                             : m_peer + ": " + fetchwords::tls(errors, m_host));
    }

    void read()
    {
        const QByteArray bytes = m_socket.readAll();
        m_replies.feed(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        while (m_then) {
            const std::optional<SmtpReply> reply = m_replies.next();
            if (!reply)
                break;
            if (!carryOut(m_dialogue.take(*reply)))
                return;
        }
        if (m_then && m_replies.isBroken())
            end(m_peer + " answered something that is no SMTP");
    }

    // False where nothing more is to be read now.
    bool carryOut(const SmtpDialogue::Move &move)
    {
        switch (move.kind) {
        case SmtpDialogue::Move::Kind::Send:
            m_socket.write(move.bytes.data(), static_cast<qint64>(move.bytes.size()));
            return true;
        case SmtpDialogue::Move::Kind::StartTls:
            // What came in clear behind the reply could be anybody's.
            if (m_replies.hasMore() || m_socket.bytesAvailable() > 0)
                finish(PageNote::Kind::Failed, m_peer + " said something in clear after STARTTLS");
            else
                m_socket.startClientEncryption();
            return false;
        case SmtpDialogue::Move::Kind::Done:
            m_socket.write("QUIT\r\n");
            m_socket.flush();
            finish(PageNote::Kind::Sent, {});
            return false;
        case SmtpDialogue::Move::Kind::Failed:
            break;
        }
        finish(PageNote::Kind::Failed, m_peer + ": " + move.words);
        return false;
    }

    // The line is lost. Where all of the mail had gone out, the server may have it.
    void end(const std::string &words)
    {
        finish(m_dialogue.isOut() ? PageNote::Kind::Unknown : PageNote::Kind::Failed, words);
    }

    void finish(PageNote::Kind kind, const std::string &words)
    {
        m_deadline.stop();
        if (!m_then)
            return;
        QTimer::singleShot(0, &m_later, [then = std::exchange(m_then, nullptr), kind, words] {
            then({kind, harmless(words, longestOutcome)}); // which may end this
        });
    }

    std::function<void(const PageOutcome &)> m_then;
    std::string m_peer;
    std::string m_host;
    bool m_isTlsAtOnce;
    std::string m_trouble;
    SmtpDialogue m_dialogue;
    SmtpReplies m_replies;
    QTimer m_deadline;
    QObject m_later;
    QSslSocket m_socket;
};

std::unique_ptr<Sending> start(const PagerDeclaration &pager, const PageMessage &message,
                               std::function<void(const PageOutcome &)> then)
{
    return std::make_unique<Mailing>(pager, message, std::move(then));
}
} // namespace

extern const DriverType item;
const DriverType item{"smtp", "E-mail", start};
} // namespace signalbox::drivers::smtp
