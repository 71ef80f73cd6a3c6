// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/alertcommands.h>

#include <algorithm>
#include <set>

#include <QClipboard>
#include <QGuiApplication>

#include <models/chattext.h>
#include <models/format.h>
#include <parts/command.h>
#include <recording/about.h>
#include <shell/askbar.h>

namespace signalbox
{
namespace
{
std::vector<Question::Until> untilsOf(Act::Kind kind)
{
    std::vector<Question::Until> untils;
    if (kind == Act::Kind::Acknowledge || kind == Act::Kind::Shelve)
        untils = usualLengths();
    if (kind == Act::Kind::Acknowledge)
        untils.insert(untils.begin(), {AlertCommands::tr("until it is over"), {}});
    return untils;
}
} // namespace

AlertCommands::AlertCommands(const PageContext &context, AskBar &bar, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_bar(bar)
    , m_explain(add("alert.explain"))
    , m_history(add("alert.history"))
    , m_guidance(add("alert.guidance"))
    , m_copy(add("alert.copy"))
    , m_acknowledge(add("alert.acknowledge"))
    , m_unacknowledge(add("alert.unacknowledge"))
    , m_shelve(add("alert.shelve"))
    , m_unshelve(add("alert.unshelve"))
    , m_note(add("alert.note"))
{
    connect(m_explain, &QAction::triggered, this,
            [this] { Q_EMIT partWanted(m_alerts.front(), AlertPart::Explanation); });
    connect(m_guidance, &QAction::triggered, this,
            [this] { Q_EMIT partWanted(m_alerts.front(), AlertPart::Guidance); });
    connect(m_history, &QAction::triggered, this, [this] { Q_EMIT historyWanted(m_alerts.front()); });
    connect(m_copy, &QAction::triggered, this, &AlertCommands::copy);
    connect(m_acknowledge, &QAction::triggered, this, [this] { ask(Act::Kind::Acknowledge); });
    connect(m_unacknowledge, &QAction::triggered, this, &AlertCommands::unacknowledge);
    connect(m_shelve, &QAction::triggered, this, [this] { ask(Act::Kind::Shelve); });
    connect(m_unshelve, &QAction::triggered, this,
            [this] { act(unshelving(), tr("Off the shelf: %1").arg(handText())); });
    connect(m_note, &QAction::triggered, this, [this] { ask(Act::Kind::Note); });
    setHand(nullptr, {}, {});
}

QAction *AlertCommands::add(std::string_view id)
{
    m_actions.append(makeCommand(id, this));
    return m_actions.back();
}

bool AlertCommands::isAnyAcknowledged() const
{
    return std::any_of(m_alerts.begin(), m_alerts.end(),
                       [&](AlertId id) { return m_picture->alerts[index(id)].cell.acknowledged; });
}

void AlertCommands::setHand(const PicturePtr &picture, const std::vector<AlertId> &alerts,
                            const std::optional<Subject> &subject)
{
    m_picture = picture;
    m_subject = subject;
    m_alerts.clear();
    for (const AlertId id : alerts) // under a playhead an alert may not exist yet
        if (picture && index(id) < picture->alerts.size() && picture->alerts[index(id)].key)
            m_alerts.push_back(id);
    const QString none = m_alerts.empty() ? tr("no alert is selected") : QString();
    for (QAction *action : {m_explain, m_history, m_guidance, m_copy})
        setRefusal(*action, none);
    const QString past = m_context.act ? QString() : tr("a replay shows the past");
    setRefusal(*m_acknowledge, past.isEmpty() ? none : past);
    const QString free = none.isEmpty() && !isAnyAcknowledged() ? tr("nobody has acknowledged it") : none;
    setRefusal(*m_unacknowledge, past.isEmpty() ? free : past);
    const bool isShelved = past.isEmpty() && !unshelving().empty();
    setRefusal(*m_unshelve, !past.isEmpty() ? past : isShelved ? QString() : tr("nothing of it is on the shelf"));
    const QString nothing = m_alerts.empty() && !m_subject ? tr("neither an alert nor a subject is selected") : none;
    const QString either = m_subject ? QString() : nothing;
    for (QAction *action : {m_shelve, m_note})
        setRefusal(*action, past.isEmpty() ? either : past);
}

QString AlertCommands::handText() const
{
    if (m_alerts.size() > 1)
        return tr("%1 alerts").arg(countText(m_alerts.size()));
    if (m_alerts.empty())
        return tr("all of %1").arg(QString::fromStdString(m_subject->path()));
    const AlertDeclared &alert = *m_picture->alerts[index(m_alerts.front())].key;
    return QString::fromStdString(alert.rule + ' ' + alert.subject.path());
}

std::vector<Act> AlertCommands::actsOf(Act::Kind kind) const
{
    std::vector<Act> acts;
    for (const AlertId alert : m_alerts)
        acts.push_back({kind, alertKeyText(*m_picture->alerts[index(alert)].key), {}, {}});
    if (acts.empty() && m_subject)
        acts.push_back({kind, m_subject->path(), {}, {}});
    return acts;
}

void AlertCommands::ask(Act::Kind kind)
{
    Question question;
    QString done;
    question.needsText = kind != Act::Kind::Acknowledge;
    question.untils = untilsOf(kind);
    if (kind == Act::Kind::Acknowledge) {
        question.title = tr("Acknowledge %1").arg(handText());
        question.placeholder = tr("what you do about it (may stay empty)");
        done = tr("Acknowledged: %1").arg(handText());
    } else if (kind == Act::Kind::Shelve) {
        question.title = tr("Shelve %1").arg(handText());
        question.placeholder = tr("why");
        done = tr("Shelved: %1").arg(handText());
    } else {
        const QString about = m_alerts.empty() ? QString::fromStdString(m_subject->path()) : handText();
        question.title = tr("Note about %1").arg(about);
        question.placeholder = tr("what is to be remembered");
        done = tr("Noted about %1").arg(about);
    }
    // About what was selected when it was asked, whatever is selected, or raised, by the time of the answer.
    const auto asked = m_picture;
    m_bar.ask(question, [this, kind, asked, alerts = m_alerts, acts = actsOf(kind),
                         done](const QString &text, std::optional<Milliseconds> length) {
        if (kind == Act::Kind::Acknowledge && isStirred(alerts, asked->now)) {
            Q_EMIT told(tr("Not acknowledged: it came back or got worse while you wrote. Look at it again."));
            return;
        }
        std::vector<Act> worded = acts;
        for (Act &act : worded) {
            act.why = text.toStdString();
            if (length)
                act.until = m_picture->wall() + *length;
        }
        act(worded, done);
    });
}

bool AlertCommands::isStirred(const std::vector<AlertId> &alerts, Moment since) const
{
    return std::any_of(alerts.begin(), alerts.end(),
                       [&](AlertId id) { return m_picture->alerts[index(id)].cell.stirred > since; });
}

// An alert may be on the shelf by itself, or with all of its subject's.
std::vector<Act> AlertCommands::unshelving() const
{
    std::set<std::string> about;
    for (const AlertId id : m_alerts) {
        const Alert &alert = m_picture->alerts[index(id)];
        if (alert.shelvedUntil > m_picture->now)
            about.insert(alertKeyText(*alert.key));
        if (m_picture->subject(alert.subject).shelvedUntil > m_picture->now)
            about.insert(alert.key->subject.path());
    }
    const auto subject = m_picture && m_subject ? m_picture->find(*m_subject) : std::nullopt;
    if (subject && m_picture->subject(*subject).shelvedUntil > m_picture->now)
        about.insert(m_subject->path());
    std::vector<Act> acts;
    for (const std::string &each : about)
        acts.push_back({Act::Kind::Unshelve, each, {}, {}});
    return acts;
}

void AlertCommands::unacknowledge()
{
    std::vector<Act> acts;
    for (const AlertId id : m_alerts)
        if (const Alert &alert = m_picture->alerts[index(id)]; alert.cell.acknowledged)
            acts.push_back({Act::Kind::Unacknowledge, alertKeyText(*alert.key), {}, {}});
    act(acts, tr("No longer acknowledged: %1").arg(handText()));
}

void AlertCommands::act(const std::vector<Act> &acts, const QString &done)
{
    struct Outcome {
        std::size_t left;
        std::size_t failed = 0;
        QString fault = {};
    };
    const auto outcome = std::make_shared<Outcome>(Outcome{acts.size()});
    for (const Act &act : acts)
        m_context.act(act, this, [this, outcome, done, all = acts.size()](const Expected<std::uint64_t> &number) {
            --outcome->left;
            if (!number) {
                ++outcome->failed;
                outcome->fault = oneLine(number.error().sentence());
            }
            if (outcome->left > 0)
                return;
            Q_EMIT told(outcome->failed == 0 ? done
                        : all == 1           ? tr("Not written into the journal: %1").arg(outcome->fault)
                                             : tr("%1 of %2 not written into the journal: %3")
                                         .arg(countText(outcome->failed), countText(all), outcome->fault));
        });
}

void AlertCommands::copy()
{
    QGuiApplication::clipboard()->setText(chatText(*m_picture, m_alerts));
    Q_EMIT told(m_alerts.size() == 1 ? tr("Copied: %1").arg(chatText(*m_picture, m_alerts.front()))
                                     : tr("Copied %1 lines").arg(countText(m_alerts.size())));
}
} // namespace signalbox
