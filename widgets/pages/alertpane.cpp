// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/alertpane.h>

#include <QBoxLayout>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QScrollBar>

#include <models/alertstanding.h>
#include <models/format.h>
#include <parts/headline.h>
#include <parts/tokens.h>

namespace signalbox
{
namespace
{
QLabel *sectionTitle(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(fontOf(Type::Title));
    return label;
}

void say(QLabel *label, const QString &text)
{
    if (label->text() != text) // what a person selected in it stays selected
        label->setText(text);
}
} // namespace

AlertPane::AlertPane(const QTimeZone &zone, QWidget *parent)
    : QScrollArea(parent)
    , m_zone(zone)
    , m_none(new QLabel(tr("Select a finding to see what is known of it.")))
    , m_about(new QWidget)
    , m_headline(new Headline(m_about))
    , m_sentence(addText(tr("What is wrong")))
    , m_since(addText(tr("Since when, and who has it")))
    , m_explanationTitle(sectionTitle(tr("Explanation")))
    , m_rule(addText(tr("Explanation")))
    , m_limits(addText(tr("Limits")))
    , m_readings(new QGridLayout)
    , m_guidanceTitle(sectionTitle(tr("Guidance")))
    , m_guidance(addText(tr("Guidance")))
{
    setAccessibleName(tr("About the selected finding"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(space(60));
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setWordWrap(true);
    m_since->setForegroundRole(QPalette::PlaceholderText);
    m_readings->setHorizontalSpacing(space(4));
    m_readings->setVerticalSpacing(space(1));
    m_readings->setColumnStretch(0, 1);
    auto *about = new QVBoxLayout(m_about);
    about->setContentsMargins(0, 0, 0, 0);
    about->setSpacing(space(2));
    about->addWidget(m_headline);
    about->addWidget(m_sentence);
    about->addWidget(m_since);
    about->addSpacing(space(3));
    about->addWidget(m_explanationTitle);
    about->addWidget(m_rule);
    about->addLayout(m_readings);
    about->addWidget(m_limits);
    about->addSpacing(space(3));
    about->addWidget(m_guidanceTitle);
    about->addWidget(m_guidance);
    about->addStretch(1);
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space(3), 0, space(2), 0);
    layout->addWidget(m_none);
    layout->addWidget(m_about);
    layout->addStretch(1);
    setWidget(inside);
    m_about->hide();
}

QLabel *AlertPane::addText(const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::StrongFocus);
    return label;
}

void AlertPane::show(const PicturePtr &picture, std::optional<AlertId> id)
{
    const bool isThere = id && index(*id) < picture->alerts.size() && picture->alerts[index(*id)].key;
    m_none->setVisible(!isThere);
    m_about->setVisible(isThere);
    if (!isThere)
        return;
    const Alert &alert = picture->alerts[index(*id)];
    const SubjectState &subject = picture->subject(alert.subject);
    const Explanation explanation = explain(*picture, *id, m_zone);
    const bool isStale = subject.freshness() == Freshness::Stale;
    const bool isOver = alert.cell.state != AlertState::Raised;
    const Standing standing{stateOf(isOver ? alert.cell.worst : alert.cell.severity), isStale};
    m_headline->setStanding(standing);
    m_headline->setText(QString::fromStdString(subject.subject.path()));
    m_headline->setDetail(isOver ? tr("was %1").arg(wordOf(standing)) : wordOf(standing));
    say(m_sentence, oneLine(picture->text(alert.cell.sentence)));
    const QString since = (isOver ? tr("over since %1, for %2") : tr("since %1, for %2"))
                              .arg(sinceText(picture->timeline->wallAt(alert.cell.since), picture->wall(), m_zone),
                                   ageText(picture->now - alert.cell.since));
    say(m_since, (QStringList(since) + alertStanding(*picture, alert, m_zone)).join(u'\n'));
    say(m_rule, explanation.guidance.isEmpty()
                    ? tr("Stated by the rule %1, which this program does not have.").arg(explanation.rule)
                    : tr("Stated by the rule %1.").arg(explanation.rule));
    tellReadings(explanation);
    say(m_limits, explanation.limits.isEmpty()
                      ? QString()
                      : tr("Limits, in the estate file:\n%1").arg(explanation.limits.join(u'\n')));
    m_limits->setVisible(!explanation.limits.isEmpty());
    say(m_guidance, explanation.guidance.isEmpty() ? tr("None is known here.") : explanation.guidance);
}

void AlertPane::tellReadings(const Explanation &explanation)
{
    QStringList texts;
    for (const ReadValue &reading : explanation.readings)
        texts << reading.what << reading.value << reading.age << reading.source;
    if (explanation.more > 0)
        texts << tr("and %1 more").arg(countText(explanation.more)) << QString() << QString() << QString();
    while (m_cells.size() < texts.size()) {
        auto *label = new QLabel;
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(m_cells.size() % 4 == 0);
        const int place = static_cast<int>(m_cells.size());
        m_readings->addWidget(label, place / 4, place % 4, Qt::AlignTop);
        m_cells.append(label);
    }
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        say(m_cells[i], texts.value(i));
        m_cells[i]->setVisible(i < texts.size());
        m_cells[i]->setForegroundRole(i % 4 == 1 ? QPalette::WindowText : QPalette::PlaceholderText);
    }
}

void AlertPane::go(AlertPart part)
{
    if (m_about->isHidden())
        return;
    scrollTo(part);
    (part == AlertPart::Guidance ? m_guidance : m_rule)->setFocus(Qt::ShortcutFocusReason);
    // Again where the pane has just come: it gets its height with the next turn.
    QMetaObject::invokeMethod(
        this, [this, part] { scrollTo(part); }, Qt::QueuedConnection);
}

// The part begins at the top, under its title, as far as there is enough below it.
void AlertPane::scrollTo(AlertPart part)
{
    widget()->layout()->activate();
    QEvent newTexts(QEvent::LayoutRequest);
    QCoreApplication::sendEvent(this, &newTexts);
    const QLabel *title = part == AlertPart::Guidance ? m_guidanceTitle : m_explanationTitle;
    verticalScrollBar()->setValue(title->mapTo(widget(), QPoint()).y());
}
} // namespace signalbox
