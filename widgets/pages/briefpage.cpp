// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Six questions of whoever was woken, and what is known: the same as `signalboxctl brief` prints. And five of whoever
// wants to sleep again: `signalboxctl brief --bed`.
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

#include <models/brief.h>
#include <models/format.h>
#include <pages/page.h>
#include <parts/tokens.h>

namespace signalbox::pages::briefpage
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
    [[nodiscard]] const AskBrief &question() const
    {
        return m_which->currentIndex() == 1 ? m_context.bed : m_context.brief;
    }
    void ask();
    void tell(const Expected<std::vector<BriefPart>> &parts);
    Row addRow();

    PageContext m_context;
    QComboBox *m_which;
    QScrollArea *m_area;
    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    PicturePtr m_picture;
    std::optional<Moment> m_asked;      ///< the picture's moment at the last question
    std::unique_ptr<QObject> m_inquiry; ///< null: no answer is due
};

BriefPage::BriefPage(const PageContext &context, QWidget *parent)
    : Page(parent)
    , m_context(context)
    , m_which(new QComboBox(this))
    , m_area(new QScrollArea(this))
{
    m_which->setAccessibleName(tr("Which brief"));
    m_which->addItems({tr("after a page"), tr("before sleep")});
    m_which->setVisible(static_cast<bool>(context.bed));
    connect(m_which, &QComboBox::currentIndexChanged, this, [this] {
        m_inquiry.reset();
        m_asked.reset();
        if (m_picture)
            showPicture(m_picture);
    });
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
    layout->setSpacing(space(4));
    layout->addWidget(m_which, 0, Qt::AlignLeft);
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
    constexpr Milliseconds pace = 1s; // ages are told in seconds
    m_picture = picture;
    const bool isDue = !m_asked || picture->now < *m_asked || picture->now - *m_asked >= pace;
    if (question() && !m_inquiry && isDue)
        ask();
}

void BriefPage::ask()
{
    m_asked = m_picture->now;
    m_inquiry = std::make_unique<QObject>();
    question()(m_picture, m_inquiry.get(), [this](const Expected<std::vector<BriefPart>> &parts) {
        m_inquiry.release()->deleteLater(); // its own answer is being taken
        tell(parts);
    });
}

void BriefPage::tell(const Expected<std::vector<BriefPart>> &parts)
{
    const std::vector<BriefPart> shown =
        parts ? *parts
              : std::vector<BriefPart>{{"", tr("The past cannot be read"), {oneLine(parts.error().sentence())}}};
    while (m_rows.size() < shown.size())
        m_rows.push_back(addRow());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const BriefPart part = i < shown.size() ? shown[i] : BriefPart{"", {}, {}};
        m_rows[i].question->setText(part.question);
        m_rows[i].answer->setText(part.lines.join(u'\n'));
        m_rows[i].answer->setAccessibleName(part.question);
    }
}
} // namespace

extern const PageType item;
const PageType item{
    .id = "brief",
    .title = QT_TRANSLATE_NOOP("signalbox::PageFrame", "Brief"),
    .make = [](const PageContext &context, QWidget *parent) -> Page * { return new BriefPage(context, parent); },
};
} // namespace signalbox::pages::briefpage
