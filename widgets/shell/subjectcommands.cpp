// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/subjectcommands.h>

#include <QMenu>

#include <models/format.h>
#include <parts/command.h>
#include <shell/askbar.h>

namespace signalbox
{
SubjectCommands::SubjectCommands(const PageContext &context, AskBar &bar, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_bar(bar)
    , m_window(parent)
    , m_terminal(add("subject.terminal"))
    , m_log(add("subject.log"))
    , m_links(add("subject.links"))
    , m_change(add("subject.change"))
    , m_changeAll(add("subject.change-all"))
    , m_outOfService(add("subject.out-of-service"))
    , m_backInService(add("subject.back-in-service"))
{
    connect(m_terminal, &QAction::triggered, this, [this] { run(OnSubject::Shell); });
    connect(m_log, &QAction::triggered, this, [this] { run(OnSubject::Log); });
    connect(m_links, &QAction::triggered, this, &SubjectCommands::showLinks);
    connect(m_change, &QAction::triggered, this, [this] { askChange(m_subject->path()); });
    connect(m_changeAll, &QAction::triggered, this, [this] { askChange({}); });
    connect(m_outOfService, &QAction::triggered, this, &SubjectCommands::askOutOfService);
    connect(m_backInService, &QAction::triggered, this, [this] {
        act({Act::Kind::BackInService, m_subject->path(), {}, {}},
            tr("Back in service: %1").arg(QString::fromStdString(m_subject->path())));
    });
    tellWays();
    tellService();
}

QAction *SubjectCommands::add(std::string_view id)
{
    m_actions.append(makeCommand(id, this));
    return m_actions.back();
}

void SubjectCommands::setHand(const PicturePtr &picture, const std::optional<Subject> &subject)
{
    const bool isSame = m_picture && picture && picture->estate == m_picture->estate && subject == m_subject;
    m_picture = picture;
    m_subject = subject;
    if (!isSame)
        tellWays();
    tellService();
}

void SubjectCommands::tellWays()
{
    const QString past = tr("a replay shows the past");
    const QString none = !m_picture || !m_subject ? tr("no subject is selected") : QString();
    QString refusal = m_context.run ? none : past;
    if (refusal.isEmpty())
        if (const auto argv = terminalCommand(*m_picture->estate, *m_subject, OnSubject::Shell); !argv)
            refusal = oneLine(argv.error().sentence());
    setRefusal(*m_terminal, refusal);
    setRefusal(*m_log, refusal);
    refusal = m_context.openLink ? none : past;
    if (refusal.isEmpty() && linksOf(*m_picture->estate, *m_subject).empty())
        refusal = tr("the estate file has no links for it");
    setRefusal(*m_links, refusal);
}

void SubjectCommands::tellService()
{
    const QString past = m_context.act ? QString() : tr("a replay shows the past");
    const QString none = !m_picture || !m_subject ? tr("no subject is selected") : QString();
    setRefusal(*m_changeAll, !past.isEmpty() ? past : m_picture ? QString() : tr("there is no picture yet"));
    for (QAction *action : {m_change, m_outOfService})
        setRefusal(*action, past.isEmpty() ? none : past);
    const auto id = none.isEmpty() ? m_picture->find(*m_subject) : std::nullopt;
    const bool isOut = id && m_picture->subject(*id).outOfServiceUntil > m_picture->now;
    const QString inService = none.isEmpty() && !isOut ? tr("it is not out of service") : none;
    setRefusal(*m_backInService, past.isEmpty() ? inService : past);
}

void SubjectCommands::run(OnSubject what)
{
    const QString path = QString::fromStdString(m_subject->path());
    const auto argv = terminalCommand(*m_picture->estate, *m_subject, what);
    const Expected<void> started = argv ? m_context.run(*argv) : tl::unexpected(argv.error());
    Q_EMIT told(started ? tr("A terminal for %1 was started").arg(path)
                        : tr("No terminal for %1: %2").arg(path, oneLine(started.error().sentence())));
}

void SubjectCommands::askChange(const std::string &about)
{
    const QString what = about.empty() ? tr("the whole estate") : QString::fromStdString(about);
    m_bar.ask({tr("Change of %1").arg(what), tr("what is different from now on"), true, {}},
              [this, about, what](const QString &text, std::optional<Milliseconds>) {
                  act({Act::Kind::ChangeMark, about, text.toStdString(), {}}, tr("Change marked of %1").arg(what));
              });
}

void SubjectCommands::askOutOfService()
{
    const std::string about = m_subject->path();
    const QString path = QString::fromStdString(about);
    std::vector<Question::Until> untils = usualLengths();
    untils.insert(untils.begin(), {tr("until it is put back"), {}});
    m_bar.ask({tr("Take %1 out of service").arg(path), tr("why (may stay empty)"), false, std::move(untils)},
              [this, about, path](const QString &text, std::optional<Milliseconds> length) {
                  Act taking{Act::Kind::OutOfService, about, text.toStdString(), {}};
                  if (length)
                      taking.until = m_picture->wall() + *length;
                  act(taking, tr("Out of service: %1").arg(path));
              });
}

void SubjectCommands::act(const Act &act, const QString &done)
{
    m_context.act(act, this, [this, done](const Expected<std::uint64_t> &number) {
        Q_EMIT told(number ? done : tr("Not written into the journal: %1").arg(oneLine(number.error().sentence())));
    });
}

// One link needs no choice; of several each has a digit.
void SubjectCommands::showLinks()
{
    const std::vector<SubjectLink> links = linksOf(*m_picture->estate, *m_subject);
    if (links.size() == 1) {
        follow(links.front());
        return;
    }
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Links of %1").arg(QString::fromStdString(m_subject->path())));
    int number = 0;
    for (const SubjectLink &link : links) {
        QString text = link.name;
        text.replace(u'&', QStringLiteral("&&"));
        ++number;
        QAction *action = menu->addAction(number < 10 ? QStringLiteral("&%1  %2").arg(number).arg(text) : text);
        connect(action, &QAction::triggered, this, [this, link] { follow(link); });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_window->mapToGlobal(m_window->rect().center() - QPoint(menu->sizeHint().width() / 2, 0)));
}

void SubjectCommands::follow(const SubjectLink &link)
{
    const QString url = link.url.toDisplayString(QUrl::FullyEncoded);
    Q_EMIT told(m_context.openLink(link.url) ? tr("Opened in the browser: %1").arg(url)
                                             : tr("The desktop opens no browser for %1").arg(url));
}
} // namespace signalbox
