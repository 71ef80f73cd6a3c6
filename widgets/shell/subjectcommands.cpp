// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/subjectcommands.h>

#include <QMenu>

#include <models/format.h>
#include <parts/command.h>

namespace signalbox
{
SubjectCommands::SubjectCommands(const PageContext &context, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_window(parent)
    , m_terminal(add("subject.terminal"))
    , m_log(add("subject.log"))
    , m_links(add("subject.links"))
{
    connect(m_terminal, &QAction::triggered, this, [this] { run(OnSubject::Shell); });
    connect(m_log, &QAction::triggered, this, [this] { run(OnSubject::Log); });
    connect(m_links, &QAction::triggered, this, &SubjectCommands::showLinks);
    setHand(nullptr, {});
}

QAction *SubjectCommands::add(std::string_view id)
{
    m_actions.append(makeCommand(id, this));
    return m_actions.back();
}

void SubjectCommands::setHand(const PicturePtr &picture, const std::optional<Subject> &subject)
{
    const bool isSame = picture && picture->estate == m_estate && subject == m_subject;
    if (isSame)
        return;
    m_estate = picture ? picture->estate : nullptr;
    m_subject = subject;
    const QString past = tr("a replay shows the past");
    const QString none = !m_estate || !m_subject ? tr("no subject is selected") : QString();
    QString refusal = m_context.run ? none : past;
    if (refusal.isEmpty())
        if (const auto argv = terminalCommand(*m_estate, *m_subject, OnSubject::Shell); !argv)
            refusal = oneLine(argv.error().sentence());
    setRefusal(*m_terminal, refusal);
    setRefusal(*m_log, refusal);
    refusal = m_context.openLink ? none : past;
    if (refusal.isEmpty() && linksOf(*m_estate, *m_subject).empty())
        refusal = tr("the estate file has no links for it");
    setRefusal(*m_links, refusal);
}

void SubjectCommands::run(OnSubject what)
{
    const QString path = QString::fromStdString(m_subject->path());
    const auto argv = terminalCommand(*m_estate, *m_subject, what);
    const Expected<void> started = argv ? m_context.run(*argv) : tl::unexpected(argv.error());
    Q_EMIT told(started ? tr("A terminal for %1 was started").arg(path)
                        : tr("No terminal for %1: %2").arg(path, oneLine(started.error().sentence())));
}

// One link needs no choice; of several each has a digit.
void SubjectCommands::showLinks()
{
    const std::vector<SubjectLink> links = linksOf(*m_estate, *m_subject);
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
