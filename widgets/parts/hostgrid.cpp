// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/hostgrid.h>

#include <algorithm>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <parts/celltile.h>
#include <parts/hostgridaccess.h>

namespace signalbox
{
namespace
{
using namespace std::chrono_literals;
/// For how long after a key somebody is taken to be still looking at the cell.
constexpr auto attention = 10s;

int ringWidth()
{
    return std::max(2, space(1) / 2);
}
} // namespace

HostGrid::HostGrid(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    installHostGridAccess();
    setAccessibleName(tr("hosts"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setAccessibleName(tr("hosts: scroll"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_afterKey.setSingleShot(true);
    m_afterKey.setInterval(attention);
    connect(&m_afterKey, &QTimer::timeout, this, &HostGrid::holdOrRelease);
}

void HostGrid::showPicture(const PicturePtr &picture)
{
    apply(m_cells.show(picture));
    if (m_layout.form == CellForm::Tile)
        viewport()->update(); // a few hosts whose ages and sentences are read
    Q_EMIT changed();
}

void HostGrid::setFilter(const QString &text)
{
    apply(m_cells.setFilter(text));
    Q_EMIT changed();
}

void HostGrid::sortNow()
{
    apply(m_cells.settle());
    Q_EMIT changed();
}

void HostGrid::apply(const HostCells::Change &change)
{
    if (change.everywhere) {
        layOut();
        viewport()->update();
    }
    viewport()->update(regionOf(change.places));
    const bool isCurrentHit = current() && std::count(change.places.begin(), change.places.end(), *current()) > 0;
    if (isCurrentHit)
        announce();
}

// In one go, which takes them from above and from the left, none touching the next: adding one after the other costs as
// much as painting them.
QRegion HostGrid::regionOf(std::vector<int> places) const
{
    std::sort(places.begin(), places.end());
    std::vector<QRect> rects;
    rects.reserve(places.size());
    for (const int place : places)
        rects.push_back(rectOf(place));
    QRegion region;
    region.setRects(rects.data(), static_cast<int>(rects.size()));
    return region;
}

void HostGrid::layOut()
{
    // Without a scroll bar where all fits; with one, the room that it leaves.
    const QSize whole = maximumViewportSize();
    m_layout = layOutGrid(m_cells.count(), whole);
    if (m_layout.height() > whole.height())
        m_layout = layOutGrid(m_cells.count(), whole - QSize(verticalScrollBar()->sizeHint().width(), 0));
    verticalScrollBar()->setPageStep(whole.height());
    verticalScrollBar()->setSingleStep(m_layout.pitch().height());
    verticalScrollBar()->setRange(0, std::max(0, m_layout.height() - whole.height()));
    if (m_hovered >= m_cells.count())
        m_hovered = -1;
}

QRect HostGrid::rectOf(int place) const
{
    return m_layout.rectOf(place).translated(0, -verticalScrollBar()->value());
}

std::optional<int> HostGrid::current() const
{
    return m_current ? m_cells.placeOf(*m_current) : std::nullopt;
}

std::optional<int> HostGrid::pointed() const
{
    return m_hovered >= 0 ? m_hovered : current();
}

void HostGrid::touch(std::optional<int> place)
{
    const int more = ringWidth() + 1;
    if (place)
        viewport()->update(rectOf(*place).adjusted(-more, -more, more, more));
}

void HostGrid::setCurrent(int place)
{
    if (place < 0 || place >= m_cells.count())
        return;
    touch(current());
    m_current = m_cells.at(place).id;
    const QRect rect = rectOf(place);
    const int over = std::max(0, rect.bottom() + ringWidth() - viewport()->height() + 1);
    const int under = std::min(0, rect.top() - ringWidth());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + (over > 0 ? over : under));
    touch(place);
    announce();
    Q_EMIT changed();
}

void HostGrid::announce()
{
    if (const auto place = current(); place && hasFocus())
        announceCell(*this, *place);
}

void HostGrid::point(int place)
{
    if (place == m_hovered)
        return;
    touch(m_hovered >= 0 ? std::optional(m_hovered) : std::nullopt);
    m_hovered = place;
    touch(m_hovered >= 0 ? std::optional(m_hovered) : std::nullopt);
    Q_EMIT changed();
}

void HostGrid::holdOrRelease()
{
    const bool isHeld = viewport()->underMouse() || m_afterKey.isActive();
    if (isHeld == m_cells.isHeld())
        return;
    apply(m_cells.hold(isHeld));
    Q_EMIT changed();
}

void HostGrid::open(int place)
{
    if (place >= 0 && place < m_cells.count())
        Q_EMIT opened(Subject(m_cells.at(place).subject));
}

int HostGrid::pageStep() const
{
    return std::max(1, viewport()->height() / m_layout.pitch().height()) * m_layout.columns;
}

std::optional<int> HostGrid::target(int key) const
{
    const int from = current().value_or(0);
    const int last = m_cells.count() - 1;
    switch (key) {
    case Qt::Key_Left:
        return std::max(0, from - 1);
    case Qt::Key_Right:
        return std::min(last, from + 1);
    case Qt::Key_K:
    case Qt::Key_Up:
        return from >= m_layout.columns ? from - m_layout.columns : from;
    case Qt::Key_J:
    case Qt::Key_Down:
        return from + m_layout.columns <= last ? from + m_layout.columns : from;
    case Qt::Key_PageUp:
        return std::max(from % m_layout.columns, from - pageStep());
    case Qt::Key_PageDown:
        return std::min(last, from + pageStep());
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    default:
        return {};
    }
}

void HostGrid::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && current())
        open(*current());
    else if (event->key() == Qt::Key_F5)
        sortNow();
    else if (const auto place = target(event->key()); place && m_cells.count() > 0) {
        m_afterKey.start();
        holdOrRelease();
        m_hovered = -1; // the status line follows whoever moved last
        setCurrent(*place);
    } else {
        event->ignore(); // not to the scroll area, which would scroll
    }
}

void HostGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!current() && m_cells.count() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(0);
    touch(current());
    announce();
}

void HostGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_afterKey.stop();
    holdOrRelease();
    touch(current());
}

bool HostGrid::viewportEvent(QEvent *event)
{
    const bool done = QAbstractScrollArea::viewportEvent(event);
    if (event->type() == QEvent::Leave)
        point(-1);
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        holdOrRelease();
    return done;
}

void HostGrid::mouseMoveEvent(QMouseEvent *event)
{
    point(m_layout.placeAt(event->position().toPoint() + QPoint(0, verticalScrollBar()->value())));
}

void HostGrid::mousePressEvent(QMouseEvent *event)
{
    setCurrent(m_layout.placeAt(event->position().toPoint() + QPoint(0, verticalScrollBar()->value())));
}

void HostGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    open(m_layout.placeAt(event->position().toPoint() + QPoint(0, verticalScrollBar()->value())));
}

void HostGrid::scrollContentsBy(int, int)
{
    m_hovered = -1;
    viewport()->update();
}

void HostGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HostGrid::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut();
}

void HostGrid::paintEvent(QPaintEvent *event)
{
    const Palette &palette = paletteFor(this->palette());
    QPainter painter(viewport());
    for (const QRect &dirty : event->region()) {
        painter.fillRect(dirty, palette.background);
        if (m_layout.form == CellForm::Square)
            paintSquares(painter, dirty);
        else
            paintWords(painter, dirty);
    }
    if (m_hovered >= 0 && m_hovered != current())
        paintRing(painter, m_hovered, palette.muted, ringWidth());
    paintRing(painter, current(), hasFocus() ? palette.text : palette.muted, ringWidth());
}

void HostGrid::paintSquares(QPainter &painter, const QRect &dirty)
{
    const QSize pitch = m_layout.pitch();
    const int top = verticalScrollBar()->value();
    m_marks.setLook(m_layout.cell.width(), viewport()->devicePixelRatioF(), paletteFor(palette()));
    const int lastColumn = std::min(m_layout.columns - 1, dirty.right() / pitch.width());
    const int lastRow = std::min(m_layout.rows() - 1, (dirty.bottom() + top) / pitch.height());
    QVector<QRect> well;
    for (int row = (dirty.top() + top) / pitch.height(); row <= lastRow; ++row) {
        for (int column = dirty.left() / pitch.width(); column <= lastColumn; ++column) {
            const int place = row * m_layout.columns + column;
            if (place >= m_layout.count)
                break;
            const Standing &standing = m_cells.at(place).standing;
            const QPoint corner(column * pitch.width(), row * pitch.height() - top);
            if (standing == Standing{State::Ok})
                well.append(QRect(corner, m_layout.cell));
            else
                painter.drawPixmap(corner, m_marks.of(standing));
        }
    }
    if (well.isEmpty())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_marks.well());
    painter.drawRects(well);
}

void HostGrid::paintWords(QPainter &painter, const QRect &dirty)
{
    const Palette &palette = paletteFor(this->palette());
    const int top = verticalScrollBar()->value();
    const int first = std::max(0, (dirty.top() + top) / m_layout.pitch().height()) * m_layout.columns;
    for (int place = first; place < m_layout.count; ++place) {
        const QRect box = rectOf(place);
        if (box.top() > dirty.bottom())
            break;
        if (!box.intersects(dirty))
            continue;
        if (m_layout.form == CellForm::Tile)
            paintTile(painter, box, m_cells, place, palette);
        else
            paintLabel(painter, box, m_cells.at(place), palette);
    }
}

void HostGrid::paintRing(QPainter &painter, std::optional<int> place, const QColor &colour, int width)
{
    if (!place)
        return;
    const qreal half = width / 2.0;
    // Around a square, whose inside is its mark; on the rim of what is larger.
    const qreal out = m_layout.form == CellForm::Square ? half : -half;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    const QRectF seen = QRectF(viewport()->rect()).adjusted(half, half, -half, -half);
    const QRectF ring = QRectF(rectOf(*place)).adjusted(-out, -out, out, out);
    if (ring.intersects(seen))
        painter.drawRect(ring.intersected(seen)); // whole at the edges, too
}
} // namespace signalbox
