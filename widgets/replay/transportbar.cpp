// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <replay/transportbar.h>

#include <QActionGroup>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <parts/command.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
/// A step of the slider; a day has 864,000 of them.
constexpr Milliseconds sliderStep{100};

/// A button that keeps the space bar for itself while it has the keyboard, though space plays everywhere else.
class TransportButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space) {
            event->accept();
            return true;
        }
        return QToolButton::event(event);
    }
};

QToolButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new TransportButton(parent);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setMinimumSize(space(7), space(7));
    button->setAccessibleName(action->toolTip());
    return button;
}
} // namespace

TransportBar::TransportBar(QWidget *parent)
    : QWidget(parent)
    , m_play(makeCommand("replay.play", this))
    , m_rates(new QActionGroup(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_time(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space(1));
    addStep(*layout, QStringLiteral("|◀◀"), "replay.previous-event", false, StepTo::Event);
    addStep(*layout, QStringLiteral("|◀"), "replay.previous-change", false, StepTo::Facts);
    m_play->setCheckable(true);
    addAction(m_play);
    m_commands.append(m_play);
    layout->addWidget(makeButton(m_play, this));
    addStep(*layout, QStringLiteral("▶|"), "replay.next-change", true, StepTo::Facts);
    addStep(*layout, QStringLiteral("▶▶|"), "replay.next-event", true, StepTo::Event);
    layout->addSpacing(space(3));
    addRates(*layout);
    layout->addSpacing(space(3));
    m_slider->setAccessibleName(tr("Time within the recording"));
    m_slider->setSingleStep(10);
    m_slider->setPageStep(600);
    m_slider->setMinimumHeight(space(7));
    layout->addWidget(m_slider, 1);
    layout->addSpacing(space(3));
    m_time->setFont(fontOf(Type::Strong));
    m_time->setTextFormat(Qt::PlainText);
    layout->addWidget(m_time);
    connect(m_play, &QAction::toggled, this, [this](bool isPlaying) {
        m_play->setText(isPlaying ? tr("Pause") : tr("Play"));
        Q_EMIT playToggled(isPlaying);
    });
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT scrubbed(std::min(m_first + value * sliderStep, m_last)); });
    setPlaying(false);
}

void TransportBar::addStep(QHBoxLayout &layout, const QString &sign, const char *id, bool forward, StepTo to)
{
    QAction *action = makeCommand(id, this);
    action->setIconText(sign);
    connect(action, &QAction::triggered, this, [this, forward, to] { Q_EMIT stepAsked(forward, to); });
    addAction(action);
    m_commands.append(action);
    QToolButton *button = makeButton(action, this);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setToolTip(action->text() + QStringLiteral("  ") + action->shortcut().toString(QKeySequence::NativeText));
    button->setAccessibleName(action->text());
    layout.addWidget(button);
}

void TransportBar::addRates(QHBoxLayout &layout)
{
    for (const auto &[id, rate] :
         {std::pair{"replay.rate-1", 1}, {"replay.rate-10", 10}, {"replay.rate-60", 60}, {"replay.rate-600", 600}}) {
        QAction *action = m_rates->addAction(makeCommand(id, this));
        action->setCheckable(true);
        action->setChecked(rate == 1);
        action->setData(rate);
        action->setToolTip(tr("Play %1 times as fast as it happened").arg(rate));
        m_commands.append(action);
        layout.addWidget(makeButton(action, this));
    }
}

int TransportBar::rate() const
{
    return m_rates->checkedAction()->data().toInt();
}

void TransportBar::setExtent(Moment first, Moment last)
{
    const QSignalBlocker quiet(m_slider);
    m_first = first;
    m_last = last;
    const auto steps = (last - first + sliderStep - Milliseconds(1)) / sliderStep;
    m_slider->setRange(0, static_cast<int>(std::min<std::int64_t>(steps, std::numeric_limits<int>::max())));
}

void TransportBar::setPosition(Moment now, const QString &exactTime)
{
    m_time->setText(exactTime);
    m_slider->setAccessibleDescription(exactTime);
    // A hand on the slider is not pulled back to where the picture still is.
    if (m_slider->isSliderDown())
        return;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>((now - m_first) / sliderStep));
}

void TransportBar::setPlaying(bool isPlaying)
{
    m_play->setChecked(isPlaying);
}

QString TransportBar::timeText() const
{
    return m_time->text();
}
} // namespace signalbox
