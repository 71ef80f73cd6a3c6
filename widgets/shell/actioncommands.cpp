// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/actioncommands.h>

#include <algorithm>
#include <set>

#include <QMenu>

#include <actions/action.h>
#include <models/format.h>
#include <parts/command.h>
#include <shell/askbar.h>

namespace signalbox
{
namespace
{
bool isHeld(const RunLedger &runs, const Subject &subject, WallTime now)
{
    const std::vector<Hold> holds = runs.holds(now);
    return std::any_of(holds.begin(), holds.end(), [&](const Hold &hold) { return hold.path == subject.path(); });
}
} // namespace

ActionCommands::ActionCommands(const PageContext &context, AskBar &bar, QWidget *parent)
    : QObject(parent)
    , m_context(context)
    , m_bar(bar)
    , m_window(parent)
    , m_do(add("subject.do"))
    , m_hold(add("subject.hold"))
    , m_release(add("subject.release"))
{
    connect(m_do, &QAction::triggered, this, &ActionCommands::choose);
    connect(m_hold, &QAction::triggered, this, &ActionCommands::askHold);
    connect(m_release, &QAction::triggered, this, &ActionCommands::release);
    tellOffers();
    tellHolds();
}

QAction *ActionCommands::add(std::string_view id)
{
    m_actions.append(makeCommand(id, this));
    return m_actions.back();
}

void ActionCommands::setHand(const PicturePtr &picture, const std::vector<AlertId> &alerts,
                             const std::optional<Subject> &subject)
{
    std::set<Subject> targets;
    for (const AlertId id : alerts) // under a playhead an alert may not exist yet
        if (picture && index(id) < picture->alerts.size() && picture->alerts[index(id)].key)
            targets.insert(picture->alerts[index(id)].key->subject);
    if (targets.empty() && subject)
        targets.insert(*subject);
    std::vector<Subject> chosen(targets.begin(), targets.end());
    const bool isSame = m_picture && picture && picture->estate == m_picture->estate && chosen == m_targets;
    m_picture = picture;
    m_targets = std::move(chosen);
    if (!isSame)
        tellOffers();
    tellHolds();
}

std::vector<Offer> ActionCommands::offers() const
{
    std::vector<Offer> offers;
    if (!m_picture || m_targets.empty() || !m_context.plan || !m_context.act)
        return offers;
    for (auto &[request, title] : offersFor(*m_picture, m_targets.front()))
        offers.push_back({request, oneLine(title)});
    for (std::size_t i = 1; i < m_targets.size() && !offers.empty(); ++i) {
        const auto others = offersFor(*m_picture, m_targets[i]);
        std::erase_if(offers, [&](const Offer &offer) {
            return std::none_of(others.begin(), others.end(), [&](const auto &other) {
                return other.first.action == offer.request.action && other.first.parameters == offer.request.parameters;
            });
        });
    }
    if (m_targets.size() > 1)
        for (Offer &offer : offers) {
            offer.request.targets = m_targets;
            offer.title = tr("%1, and %2 more").arg(offer.title, countText(m_targets.size() - 1));
        }
    return offers;
}

void ActionCommands::tellOffers()
{
    QString refusal;
    if (!m_context.plan || !m_context.act)
        refusal = tr("a replay shows the past");
    else if (!m_picture || m_targets.empty())
        refusal = tr("neither an alert nor a subject is selected");
    else if (offers().empty())
        refusal = m_targets.size() == 1 ? tr("no runbook of the estate names %1, and no action fits it")
                                              .arg(QString::fromStdString(m_targets.front().path()))
                                        : tr("nothing can be done to all of them at once");
    setRefusal(*m_do, refusal);
}

void ActionCommands::tellHolds()
{
    const QString past = m_context.act && m_context.runs ? QString() : tr("a replay shows the past");
    const QString one = m_targets.size() == 1 ? QString() : tr("not one subject is selected");
    setRefusal(*m_hold, past.isEmpty() ? one : past);
    QString refusal = past.isEmpty() ? one : past;
    if (refusal.isEmpty() && !isHeld(*m_context.runs->runs(), m_targets.front(), m_picture->wall()))
        refusal = tr("nobody holds it");
    setRefusal(*m_release, refusal);
}

// One needs no choice; of several each has a digit.
void ActionCommands::choose()
{
    const std::vector<Offer> found = offers();
    if (found.empty()) {
        tellOffers();
        Q_EMIT told(refusalOf(*m_do));
        return;
    }
    if (found.size() == 1) {
        Q_EMIT planWanted(found.front().request, found.front().title);
        return;
    }
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("What can be done"));
    int number = 0;
    for (const Offer &offer : found) {
        QString text = offer.title;
        text.replace(u'&', QStringLiteral("&&"));
        ++number;
        QAction *action = menu->addAction(number < 10 ? QStringLiteral("&%1  %2").arg(number).arg(text) : text);
        connect(action, &QAction::triggered, this, [this, offer] { Q_EMIT planWanted(offer.request, offer.title); });
    }
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(m_window->mapToGlobal(m_window->rect().center() - QPoint(menu->sizeHint().width() / 2, 0)));
}

void ActionCommands::askHold()
{
    const std::string about = m_targets.front().path();
    const QString path = QString::fromStdString(about);
    m_bar.ask({tr("Hold %1: nobody else acts on it").arg(path), tr("what you do by hand"), true, usualLengths()},
              [this, about, path](const QString &text, std::optional<Milliseconds> length) {
                  Act hold{Act::Kind::Hold, about, text.toStdString(), {}};
                  if (length)
                      hold.until = m_picture->wall() + *length;
                  act(hold, tr("Held by hand: %1").arg(path));
              });
}

void ActionCommands::release()
{
    const std::string about = m_targets.front().path();
    act({Act::Kind::Release, about, {}, {}}, tr("Released: %1").arg(QString::fromStdString(about)));
}

void ActionCommands::act(const Act &act, const QString &done)
{
    m_context.act(act, this, [this, done](const Expected<std::uint64_t> &number) {
        Q_EMIT told(number ? done : tr("Not written into the journal: %1").arg(oneLine(number.error().sentence())));
    });
}
} // namespace signalbox
