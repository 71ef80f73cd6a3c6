// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every host as one cell, worst first: a fleet at a glance, from one host to ten thousand.
#include <QBoxLayout>
#include <QLabel>

#include <models/format.h>
#include <pages/page.h>
#include <parts/findfield.h>
#include <parts/gridlegend.h>
#include <parts/hostgrid.h>
#include <parts/tokens.h>

namespace signalbox::pages::hosts
{
namespace
{
QLabel *mutedLine(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMinimumWidth(0);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    return label;
}

class HostsPage final : public Page
{
public:
    explicit HostsPage(QWidget *parent);
    void showPicture(const PicturePtr &picture) override { m_grid->showPicture(picture); }
    void find(const QString &text) override { m_find->setText(text); }
    [[nodiscard]] std::optional<Subject> subjectInHand() const override;

private:
    void tell();
    void tellCount();
    void tellPointed();

    QLabel *m_count;
    FindField *m_find;
    HostGrid *m_grid;
    QLabel *m_pointed;
    GridLegend *m_legend;
};

HostsPage::HostsPage(QWidget *parent)
    : Page(parent)
    , m_count(mutedLine(this))
    , m_find(new FindField(tr("hosts"), this))
    , m_grid(new HostGrid(this))
    , m_pointed(mutedLine(this))
    , m_legend(new GridLegend(this))
{
    m_find->setPlaceholderText(tr("Find (Ctrl+F): york critical, role:web"));
    m_pointed->setObjectName(QStringLiteral("pointed"));
    m_count->setObjectName(QStringLiteral("count"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_count, 1);
    head->addWidget(m_find, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(2));
    layout->addLayout(head);
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_pointed);
    layout->addWidget(m_legend);
    m_pointed->setObjectName(QStringLiteral("pointed"));
    setFocusProxy(m_grid);
    connect(m_find, &QLineEdit::textChanged, m_grid, &HostGrid::setFilter);
    connect(m_find, &FindField::left, m_grid, [this] { m_grid->setFocus(Qt::TabFocusReason); });
    connect(m_grid, &HostGrid::changed, this, &HostsPage::tell);
    connect(m_grid, &HostGrid::opened, this, &Page::opened);
    tell();
}

std::optional<Subject> HostsPage::subjectInHand() const
{
    const auto place = m_grid->current();
    return place ? std::optional(m_grid->cells().at(*place).subject) : std::nullopt;
}

void HostsPage::tell()
{
    tellCount();
    tellPointed();
    m_legend->show(*m_grid);
}

void HostsPage::tellCount()
{
    const HostCells &cells = m_grid->cells();
    const auto shown = static_cast<std::uint64_t>(cells.count());
    const auto all = static_cast<std::uint64_t>(cells.countBeforeFilter());
    QString text = shown == all ? tr("Hosts: %1").arg(countText(all))
                                : tr("Hosts: %1 of %2").arg(countText(shown), countText(all));
    if (cells.isHeld() && cells.isOutOfOrder())
        text += tr("  ·  order held while you are in it (F5 sorts)");
    m_count->setText(text);
}

void HostsPage::tellPointed()
{
    const HostCells &cells = m_grid->cells();
    if (const auto place = m_grid->pointed()) {
        m_pointed->setForegroundRole(QPalette::WindowText);
        m_pointed->setText(cells.line(*place));
        return;
    }
    m_pointed->setForegroundRole(QPalette::PlaceholderText);
    if (cells.count() > 0)
        m_pointed->setText(tr("Arrow keys or the pointer tell a host; Enter opens it"));
    else if (cells.countBeforeFilter() > 0)
        m_pointed->setText(tr("None of the %1 hosts has these words in it.")
                               .arg(countText(static_cast<std::uint64_t>(cells.countBeforeFilter()))));
    else
        m_pointed->setText(tr("No host is declared, and no source has told of one yet."));
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "hosts",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Hosts"),
    .make = [](const PageContext &, QWidget *parent) -> Page * { return new HostsPage(parent); },
};
} // namespace signalbox::pages::hosts
