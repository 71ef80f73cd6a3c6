// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/keycard.h>

#include <QBoxLayout>
#include <QBuffer>
#include <QDialogButtonBox>
#include <QPdfWriter>
#include <QPushButton>
#include <QStandardPaths>
#include <QTextBrowser>
#include <QTextDocument>

#include <pages/filewriting.h>
#include <parts/tokens.h>
#include <shell/commandcatalogue.h>

namespace signalbox
{
namespace
{
/// The card as a table for Qt's rich text; the texts are the program's own.
QString cardTable()
{
    QString html;
    QString where;
    for (const CommandGroup group : commandGroups()) {
        for (const DeskCommand &command : commandCatalogue()) {
            if (command.group != group || keysOf(command).isEmpty())
                continue;
            if (where != whereOf(group)) {
                where = whereOf(group);
                html += QStringLiteral("<tr><td colspan='2'><br><b>%1</b></td></tr>").arg(where.toHtmlEscaped());
            }
            html += QStringLiteral("<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
                        .arg(keyText(command).toHtmlEscaped(), titleOf(command).remove(u'&').toHtmlEscaped());
        }
    }
    return QStringLiteral("<table cellpadding='1'>%1</table>").arg(html);
}
} // namespace

KeyCard::KeyCard(QWidget *parent)
    : QDialog(parent)
    , m_card(new QTextBrowser(this))
{
    setWindowTitle(tr("Keys"));
    m_card->setAccessibleName(tr("Every key and what it does"));
    m_card->setFrameShape(QFrame::NoFrame);
    m_card->setHtml(cardTable());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({}); // the style's is black on black
    QPushButton *print = buttons->addButton(tr("Save as PDF…"), QDialogButtonBox::ActionRole);
    print->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_card, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(print, &QPushButton::clicked, this, &KeyCard::save);
    resize(space(130), space(170));
    m_card->setFocus();
}

QString KeyCard::text() const
{
    return m_card->toPlainText();
}

void KeyCard::save()
{
    const QString name =
        QStandardPaths::writableLocation(QStandardPaths::HomeLocation) + QStringLiteral("/signalbox-keys.pdf");
    askForFile(*this, tr("Save the key card"), name, tr("PDF (*.pdf)"), [this](const QString &path) {
        const auto make = [] {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            buffer.open(QIODevice::WriteOnly);
            QPdfWriter paper(&buffer);
            paper.setPageSize(QPageSize(QPageSize::A4));
            paper.setTitle(KeyCard::tr("Signalbox: keys"));
            QTextDocument card; // black on white, whatever the screen
            card.setHtml(cardTable());
            card.print(&paper);
            buffer.close();
            return bytes;
        };
        writeFile(path, make, this, [this, path](const Expected<void> &outcome) {
            setWindowTitle(outcome ? tr("Keys — saved as %1").arg(path)
                                   : tr("Keys — not saved: %1").arg(QString::fromStdString(outcome.error().what)));
        });
    });
}
} // namespace signalbox
