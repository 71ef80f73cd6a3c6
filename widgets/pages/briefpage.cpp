// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Six questions of whoever was woken, and what is known: the same as `signalboxctl brief` prints.
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include <models/brief.h>
#include <pages/page.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;

class BriefPage final : public Page
{
public:
    BriefPage(const PageContext &context, QWidget *parent);
    void showPicture(const PicturePtr &picture) override;

private:
    struct Row {
        QLabel *question;
        QLabel *answer;
    };
    void askPast();
    void tell();
    Row addRow();

    PageContext m_context;
    QScrollArea *m_area;
    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    PicturePtr m_picture;
    BriefPast m_past;
    std::optional<Moment> m_asked;      ///< the picture's moment when the past was asked for
    std::optional<Moment> m_told;       ///< that of what is shown
    std::unique_ptr<QObject> m_inquiry; ///< receives answers
};

BriefPage::BriefPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_area(new QScrollArea(this))
{
    auto *inside = new QWidget;
    m_grid = new QGridLayout(inside);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space(6));
    m_grid->setVerticalSpacing(space(5));
    m_grid->setColumnStretch(1, 1);
    m_area->setAccessibleName(tr("Brief"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_area);
    setFocusProxy(m_area);
}

BriefPage::Row BriefPage::addRow()
{
    const auto label = [this] {
        auto *text = new QLabel(m_area->widget());
        text->setTextFormat(Qt::PlainText);
        text->show(); // the page may be seen already
        return text;
    };
    const Row row{label(), label()};
    row.question->setForegroundRole(QPalette::PlaceholderText);
    row.answer->setFont(fontOf(m_rows.empty() ? Type::Title : Type::Body));
    row.answer->setWordWrap(true);
    row.answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const int number = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.question, number, 0, Qt::AlignTop | Qt::AlignLeft);
    m_grid->addWidget(row.answer, number, 1, Qt::AlignTop);
    m_grid->setRowStretch(number, 0);
    m_grid->setRowStretch(number + 1, 1);
    return row;
}

void BriefPage::showPicture(const PicturePtr &picture)
{
    constexpr Milliseconds patience = 30s;
    constexpr Milliseconds pace = 1s; // ages are told in seconds
    const bool isBack = m_picture && picture->now < m_picture->now;
    m_picture = picture;
    if (isBack || !m_asked || picture->now - *m_asked >= patience)
        askPast();
    if (isBack || !m_told || picture->now - *m_told >= pace)
        tell();
}

void BriefPage::askPast()
{
    m_asked = m_picture->now;
    m_inquiry = std::make_unique<QObject>();
    if (m_context.changes)
        m_context.changes(m_picture, m_picture->now - 24h, m_inquiry.get(), [this](const auto &found) {
            if (found)
                m_past.changes = *found;
            tell();
        });
    if (m_context.journal)
        m_context.journal(m_inquiry.get(), [this](const auto &rows) {
            if (rows)
                m_past.journal = *rows;
            tell();
        });
}

void BriefPage::tell()
{
    m_told = m_picture->now;
    m_past.silence = m_picture->heldUp ? std::optional(m_picture->now - m_picture->tick.moment) : std::nullopt;
    const std::vector<BriefPart> parts = brief(*m_picture, {}, m_past, m_context.zone);
    while (m_rows.size() < parts.size())
        m_rows.push_back(addRow());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        m_rows[i].question->setText(parts[i].question);
        m_rows[i].answer->setText(parts[i].lines.join(u'\n'));
        m_rows[i].answer->setAccessibleName(parts[i].question);
    }
}
} // namespace

namespace pages
{
extern const PageType briefpage;
const PageType briefpage{
    .id = "brief",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Brief"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new BriefPage(context, parent); },
};
} // namespace pages
} // namespace signalbox
