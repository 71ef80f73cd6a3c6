// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/noticelist.h>

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>

#include <parts/stateshape.h>

namespace signalbox
{
namespace
{
/// More lines than this hide the page; the rest is counted.
constexpr int mostDetails = 4;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// One notice: a bar of the state's colour at its left, its shape, and the words.
class NoticeBar final : public QWidget
{
public:
    NoticeBar(const Notice &notice, QWidget *parent)
        : QWidget(parent)
        , m_state(notice.state)
    {
        setAccessibleName(wordOf(notice.state) + QStringLiteral(": ") + notice.what);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(space(10), space(2), space(3), space(2));
        layout->setSpacing(space(1));
        QLabel *what = plainLabel(notice.what, this);
        what->setFont(fontOf(Type::Strong));
        layout->addWidget(what);
        for (int i = 0; i < std::min<int>(mostDetails, static_cast<int>(notice.details.size())); ++i)
            layout->addWidget(plainLabel(notice.details[i], this));
        if (notice.details.size() > mostDetails)
            layout->addWidget(plainLabel(NoticeList::tr("and %1 more").arg(notice.details.size() - mostDetails), this));
        if (!notice.advice.isEmpty()) {
            QLabel *advice = plainLabel(notice.advice, this);
            advice->setForegroundRole(QPalette::PlaceholderText);
            layout->addWidget(advice);
        }
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &palette = paletteFor(this->palette());
        QPainter painter(this);
        painter.fillRect(rect(), palette.raised);
        painter.fillRect(0, 0, space(1), height(), palette.of(m_state));
        const int side = fontMetrics().ascent() * 5 / 4;
        paintState(painter, QRectF(space(4), space(2) + (fontMetrics().height() - side) / 2.0, side, side), m_state,
                   Fill::Solid, palette);
    }

private:
    State m_state;
};
} // namespace

NoticeList::NoticeList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    hide();
}

void NoticeList::setNotices(const std::vector<Notice> &notices)
{
    if (notices == m_notices)
        return;
    m_notices = notices;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const Notice &notice : notices)
        m_layout->addWidget(new NoticeBar(notice, this));
    setVisible(!notices.empty());
}
} // namespace signalbox
