// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <pages/filewriting.h>

#include <QCoreApplication>
#include <QFileDialog>
#include <QPointer>
#include <QSaveFile>
#include <QThreadPool>

namespace signalbox
{
namespace
{
Expected<void> write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    // Where no file may be made beside it, writing into it would leave half of it behind when the disk is full.
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    if (isWritten)
        return {};
    return tl::unexpected(Problem{path.toStdString(), "cannot be written: " + file.errorString().toStdString(),
                                  "Choose another place, or free some space there"});
}
} // namespace

void askForFile(QWidget &parent, const QString &title, const QString &proposed, const QString &filter,
                std::function<void(const QString &path)> then)
{
    auto *dialog = new QFileDialog(&parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(filter);
    dialog->setDefaultSuffix(proposed.section(QLatin1Char('.'), -1));
    dialog->selectFile(proposed);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, std::move(then));
    dialog->open();
}

void writeFile(const QString &path, std::function<QByteArray()> make, QObject *receiver,
               std::function<void(Expected<void>)> then)
{
    const QPointer<QObject> guarded(receiver);
    QThreadPool::globalInstance()->start([path, make = std::move(make), guarded, then = std::move(then)] {
        auto outcome = std::make_shared<Expected<void>>(write(path, make()));
        // By way of the application, which outlives every receiver.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [guarded, then, outcome] {
            if (guarded)
                then(std::move(*outcome));
        });
    });
}

QString fileNameOf(const QString &text)
{
    constexpr qsizetype longest = 80;
    QString name;
    for (const QChar c : text.left(longest)) {
        const bool isPlain =
            (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
        if (isPlain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    while (name.endsWith(u'-'))
        name.chop(1);
    return name;
}
} // namespace signalbox
