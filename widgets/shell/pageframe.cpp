// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/pageframe.h>

#include <QApplication>
#include <QBoxLayout>
#include <QPainter>
#include <QStackedWidget>
#include <QToolButton>

#include <models/format.h>
#include <models/shelfsentence.h>
#include <pages/subjectpage.h>
#include <parts/announcement.h>
#include <parts/findfield.h>
#include <parts/hostgrid.h>
#include <parts/pictureclock.h>
#include <parts/rowtable.h>
#include <parts/statetally.h>
#include <parts/tokens.h>
#include <plan/plansheet.h>
#include <shell/actioncommands.h>
#include <shell/alertcommands.h>
#include <shell/askbar.h>
#include <shell/commandcatalogue.h>
#include <shell/desksettings.h>
#include <shell/framenotices.h>
#include <shell/sidebar.h>
#include <shell/subjectcommands.h>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
int edgeWidth(PageFrame::Edge edge)
{
    return edge == PageFrame::Edge::Replay ? space(1) : 0;
}
} // namespace

PageFrame::PageFrame(const PageContext &context, Edge edge, QWidget *parent)
    : QWidget(parent)
    , m_edge(edge)
    , m_zone(context.zone)
    , m_attend(context.attend)
    , m_runs(context.runs)
    , m_who(context.who)
    , m_subject(new SubjectPage(context))
    , m_sheet(new PlanSheet(context))
    , m_settings(std::make_unique<DeskSettings>())
    , m_ask(new AskBar(this))
    , m_announcement(new Announcement(this))
    , m_alertCommands(new AlertCommands(context, *m_ask, this))
    , m_subjectCommands(new SubjectCommands(context, *m_ask, this))
    , m_actionCommands(new ActionCommands(context, *m_ask, this))
    , m_back(makeCommand("go.back", this))
    , m_find(makeCommand("go.find", this))
    , m_saveFilter(makeCommand("go.save-filter", this))
    , m_stack(new QStackedWidget(this))
    , m_backButton(new QToolButton(this))
    , m_estateName(new ElidedLabel(this))
    , m_title(new ElidedLabel(this))
    , m_tally(new StateTally(this))
    , m_clock(new PictureClock(this))
    , m_notices(new NoticeList(this))
    , m_column(new QVBoxLayout)
{
    addPages(context);
    addCommands();

    m_column->setContentsMargins(space(4), space(3), space(4), space(3));
    m_column->setSpacing(space(3));
    m_column->addWidget(makeHeader());
    m_column->addWidget(m_notices);
    m_column->addWidget(m_stack, 1);
    m_column->addWidget(m_ask);
    m_column->addWidget(m_announcement);
    auto *layout = new QHBoxLayout(this);
    const int edgeRoom = edgeWidth(edge);
    layout->setContentsMargins(edgeRoom, edgeRoom, edgeRoom, edgeRoom);
    layout->setSpacing(0);
    layout->addWidget(new SideBar(m_pageActions, edge == Edge::Replay, this));
    layout->addLayout(m_column, 1);
    goTo(0);
}

// The keyboard leaves its widgets one by one; nobody is to be told of that any more.
PageFrame::~PageFrame()
{
    disconnect(qApp, nullptr, this, nullptr);
}

void PageFrame::addPages(const PageContext &context)
{
    for (const PageType *type : pages::all()) {
        Page *page = type->make(context, m_stack);
        page->setObjectName(QString::fromUtf8(type->id.data(), static_cast<qsizetype>(type->id.size())));
        m_pages.append(page);
        m_stack->addWidget(page);
        const int number = static_cast<int>(m_pages.size());
        const auto &catalogue = commandCatalogue();
        QAction *action = makeCommand(*std::find_if(catalogue.begin(), catalogue.end(),
                                                    [&](const DeskCommand &command) { return command.id == type->id; }),
                                      this);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, number] { goTo(number - 1); });
        addAction(action);
        m_pageActions.append(action);
    }
    m_subject->setObjectName(QStringLiteral("subject"));
    m_stack->addWidget(m_subject);
    m_sheet->setObjectName(QStringLiteral("plan"));
    m_stack->addWidget(m_sheet);
    for (Page *page : m_pages) {
        connect(page, &Page::opened, this, &PageFrame::openSubject);
        connect(page, &Page::pageWanted, this, &PageFrame::openPage);
        connect(page, &Page::runWanted, this, &PageFrame::openRun);
    }
    connect(m_subject, &Page::opened, this, &PageFrame::openSubject);
    connect(m_sheet, &PlanSheet::told, this, &PageFrame::say);
    connect(m_sheet, &PlanSheet::titleChanged, this, &PageFrame::tellWhere);
    if (m_runs)
        connect(m_runs, &RunFollower::changed, this, &PageFrame::tellNotices);
}

void PageFrame::addCommands()
{
    addActions({m_back, m_find, m_saveFilter});
    addActions(m_alertCommands->actions());
    addActions(m_subjectCommands->actions());
    addActions(m_actionCommands->actions());
    addActions(m_sheet->commands());
    connect(m_back, &QAction::triggered, this, &PageFrame::back);
    connect(m_find, &QAction::triggered, this, [this] { findField()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_saveFilter, &QAction::triggered, this, &PageFrame::saveFilter);
    connect(m_alertCommands, &AlertCommands::told, this, &PageFrame::say);
    connect(m_subjectCommands, &SubjectCommands::told, this, &PageFrame::say);
    connect(m_actionCommands, &ActionCommands::told, this, &PageFrame::say);
    connect(m_actionCommands, &ActionCommands::planWanted, this, &PageFrame::openPlan);
    connect(m_alertCommands, &AlertCommands::partWanted, this, &PageFrame::openAlert);
    connect(m_alertCommands, &AlertCommands::historyWanted, this, [this](AlertId id) {
        const Alert &alert = m_picture->alerts[signalbox::index(id)];
        openSubject(alert.key->subject);
        m_subject->lookAt(alert.cell.since);
    });
    // What the commands are about changes with every selection, and with whoever has the keyboard.
    for (RowTable *table : m_stack->findChildren<RowTable *>())
        connect(table, &RowTable::chosen, this, &PageFrame::tellCommands);
    for (HostGrid *grid : m_stack->findChildren<HostGrid *>())
        connect(grid, &HostGrid::changed, this, &PageFrame::tellCommands);
    for (FindField *field : m_stack->findChildren<FindField *>())
        connect(field, &QLineEdit::textChanged, this, &PageFrame::tellCommands);
    connect(qApp, &QApplication::focusChanged, this, &PageFrame::tellCommands);
}

void PageFrame::tellCommands()
{
    if (!current())
        return;
    m_alertCommands->setHand(m_picture, current()->alertsInHand(), current()->subjectInHand());
    m_subjectCommands->setHand(m_picture, current()->subjectInHand());
    m_actionCommands->setHand(m_picture, current()->alertsInHand(), current()->subjectInHand());
    const FindField *field = findField();
    const QString none = field ? QString() : tr("nothing is listed here: Ctrl+K finds everywhere");
    setRefusal(*m_find, none);
    setRefusal(*m_saveFilter, field && field->text().isEmpty() ? tr("nothing is typed into Find") : none);
    setRefusal(*m_back, isAbovePages() || m_cameFrom ? QString() : tr("this page is the first"));
    m_backButton->setVisible(m_back->isEnabled());
}

FindField *PageFrame::findField() const
{
    for (FindField *field : current()->findChildren<FindField *>())
        if (field->isVisibleTo(current()))
            return field;
    return nullptr;
}

void PageFrame::saveFilter()
{
    const NamedFilter filter{{}, currentPage(), findField()->text()};
    m_ask->ask({tr("Save this filter"), tr("a name for it"), true, {}},
               [this, filter](const QString &name, std::optional<Milliseconds>) {
                   m_settings->saveFilter({name, filter.page, filter.text});
                   say(tr("Saved: Ctrl+K finds it as %1").arg(name));
               });
}

void PageFrame::say(const QString &sentence)
{
    m_announcement->say(sentence);
}

QWidget *PageFrame::makeHeader()
{
    auto *header = new QWidget(this);
    m_backButton->setDefaultAction(m_back);
    m_backButton->setArrowType(Qt::LeftArrow);
    m_backButton->setAutoRaise(true);
    m_backButton->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_backButton->setAccessibleName(tr("Back"));
    m_backButton->setFocusPolicy(Qt::TabFocus);
    m_estateName->setForegroundRole(QPalette::PlaceholderText);
    m_title->setFont(fontOf(Type::Large));
    m_clock->setZone(m_zone);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_title);
    names->addWidget(m_estateName);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addWidget(m_backButton);
    layout->addLayout(names, 1);
    layout->addWidget(m_tally);
    layout->addSpacing(space(6));
    layout->addWidget(m_clock);
    return header;
}

void PageFrame::addFooter(QWidget *footer)
{
    m_column->addWidget(footer);
}

Page *PageFrame::current() const
{
    return static_cast<Page *>(m_stack->currentWidget());
}

QString PageFrame::currentPage() const
{
    return current()->objectName();
}

void PageFrame::showPicture(const PicturePtr &picture)
{
    m_picture = picture;
    m_kinds.show(picture);
    m_tally->setCounts(m_kinds.sum(), picture->heldUp);
    m_clock->showPicture(picture);
    // What is out of the way stays in sight.
    const QString shelf = shelfSentence(*picture, m_zone);
    m_estateName->say(oneLine(picture->estate->name) + (shelf.isEmpty() ? QString() : u"  ·  "_s + shelf));
    tellNotices();
    current()->showPicture(picture);
    tellCommands();
}

void PageFrame::setNotices(const std::vector<Notice> &notices)
{
    m_said = notices;
    tellNotices();
}

void PageFrame::tellNotices()
{
    m_notices->setNotices(frameNotices(m_said, m_picture.get(), m_runs, m_who, m_zone));
}

// A subject, a plan or a run is in front of the page that it was opened from.
bool PageFrame::isAbovePages() const
{
    return m_stack->currentWidget() == m_subject || m_stack->currentWidget() == m_sheet;
}

void PageFrame::openPlan(const Request &request, const QString &title)
{
    m_sheet->openPlan(request, title);
    openSheet();
}

void PageFrame::openRun(const QString &id)
{
    m_sheet->openRun(id);
    openSheet();
}

void PageFrame::openSheet()
{
    if (m_stack->currentWidget() != m_sheet) {
        m_beneath = m_stack->currentWidget();
        m_keyboardBeneath = focusWidget();
    }
    m_stack->setCurrentWidget(m_sheet);
    tellWhere();
    m_sheet->setFocus(Qt::OtherFocusReason);
}

std::vector<Offer> PageFrame::offers() const
{
    return m_actionCommands->offers();
}

void PageFrame::goTo(int index)
{
    m_from = index;
    m_returns.clear();
    m_cameFrom.reset();
    m_stack->setCurrentWidget(m_pages[index]);
    tellWhere();
    m_pages[index]->setFocus(Qt::OtherFocusReason);
}

void PageFrame::openSubject(const Subject &subject)
{
    m_returns.append(focusWidget());
    m_subject->setSubject(subject);
    if (m_attend)
        m_attend(subject);
    m_stack->setCurrentWidget(m_subject);
    tellWhere();
    m_subject->setFocus(Qt::OtherFocusReason);
}

std::optional<int> PageFrame::pageOf(const QString &id) const
{
    for (int i = 0; i < m_pages.size(); ++i)
        if (m_pages[i]->objectName() == id)
            return i;
    return {};
}

void PageFrame::openPage(const QString &id, const QString &text)
{
    if (const auto page = pageOf(id)) {
        m_pages[*page]->find(text);
        goTo(*page);
    }
}

void PageFrame::openAlert(AlertId alert, AlertPart part)
{
    const auto page = pageOf(QStringLiteral("findings"));
    const std::optional<int> from = m_from == page ? m_cameFrom : std::optional(m_from);
    QWidget *keyboard = m_from == page ? m_wasInHand.data() : focusWidget();
    goTo(*page);
    m_cameFrom = from;
    m_wasInHand = keyboard;
    m_pages[*page]->showAlert(alert, part);
    tellCommands();
}

void PageFrame::back()
{
    if (m_stack->currentWidget() == m_sheet) {
        m_stack->setCurrentWidget(m_beneath);
        tellWhere();
        (m_keyboardBeneath ? m_keyboardBeneath.data() : m_beneath)->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_stack->currentWidget() != m_subject) {
        QWidget *keyboard = m_wasInHand;
        if (m_cameFrom)
            goTo(*m_cameFrom);
        if (keyboard && current()->isAncestorOf(keyboard))
            keyboard->setFocus(Qt::OtherFocusReason);
        return;
    }
    QWidget *keyboard = m_returns.isEmpty() ? nullptr : m_returns.constFirst();
    goTo(m_from);
    if (keyboard && keyboard != m_subject && !m_subject->isAncestorOf(keyboard))
        keyboard->setFocus(Qt::OtherFocusReason);
}

void PageFrame::tellWhere()
{
    const bool isSubject = m_stack->currentWidget() == m_subject;
    for (int i = 0; i < m_pageActions.size(); ++i)
        m_pageActions[i]->setChecked(i == m_from);
    m_announcement->fall();
    m_title->setText(isSubject                             ? m_subject->title()
                     : m_stack->currentWidget() == m_sheet ? m_sheet->title()
                                                           : m_pageActions[m_from]->text());
    if (m_picture)
        current()->showPicture(m_picture);
    tellCommands();
    Q_EMIT pageChanged();
}

void PageFrame::paintEvent(QPaintEvent *)
{
    if (m_edge != Edge::Replay)
        return;
    const int width = edgeWidth(m_edge);
    QPainter painter(this);
    painter.setPen(QPen(paletteFor(palette()).replay, width));
    const qreal half = width / 2.0;
    painter.drawRect(QRectF(rect()).adjusted(half, half, -half, -half));
}
} // namespace signalbox
