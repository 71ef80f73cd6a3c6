// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QByteArray>
#include <QWidget>

#include <estate/problem.h>

namespace signalbox
{
/// Asks a person where to write a file; `then` gets the path unless they think better of it. `proposed` is a path or a
/// name, `filter` as QFileDialog takes it: "PNG images (*.png)".
void askForFile(QWidget &parent, const QString &title, const QString &proposed, const QString &filter,
                std::function<void(const QString &path)> then);

/// Makes the bytes and writes them to the file, whole or not at all, on a thread of its own: a disk may be slow. `then`
/// is called on the receiver's thread, never after its destruction; the Problem's sentence says why nothing was
/// written.
void writeFile(const QString &path, std::function<QByteArray()> make, QObject *receiver,
               std::function<void(Expected<void>)> then);

/// A name for a file, of outside text: what is neither letter nor digit becomes a hyphen, and it is not too long.
QString fileNameOf(const QString &text);
} // namespace signalbox
