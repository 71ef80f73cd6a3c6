// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <commands/commandline.h>

namespace signalbox
{
/// What a command line printed, and what it ended with.
struct Said {
    Exit exit = Exit::Failed;
    QString out;
    QString err;
};

/// Runs the command line in this process.
inline Said say(const QStringList &words)
{
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal{out, err};
    Said said;
    said.exit = runCommandLine(words, terminal);
    said.out = QString::fromStdString(out.str());
    said.err = QString::fromStdString(err.str());
    return said;
}

/// The keys of a printed JSON object, at any depth, that docs/signalboxctl.md does not tell of. Below `labels` they
/// come from outside.
inline QStringList undocumentedKeys(const QJsonValue &json, const QString &guide)
{
    QStringList keys;
    for (const QJsonValue &entry : json.toArray())
        keys += undocumentedKeys(entry, guide);
    const QJsonObject object = json.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (!guide.contains(QLatin1Char('`') + entry.key() + QLatin1Char('`')))
            keys += entry.key();
        if (entry.key() != QLatin1String("labels"))
            keys += undocumentedKeys(entry.value(), guide);
    }
    keys.removeDuplicates();
    return keys;
}

/// docs/signalboxctl.md.
inline QString guideText()
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/../../docs/signalboxctl.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}
} // namespace signalbox
