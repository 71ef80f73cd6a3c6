// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <actions/runledger.h>
#include <journal/journal.h>

#include "said.h"

namespace signalbox
{
/// An estate with runbooks whose effects are files, in a folder of its own, and a state folder; nobody watches it, so
/// what acts is its own watch.
class Acting
{
public:
    Acting()
    {
        qputenv("XDG_STATE_HOME", m_folder.filePath(QStringLiteral("state")).toUtf8());
        script(QStringLiteral("make"), QStringLiteral("echo made >>\"$1\""));
        script(QStringLiteral("is"), QStringLiteral("test -e \"$1\""));
        script(QStringLiteral("fail"), QStringLiteral("echo no luck; exit 3"));
        QFile file(estate());
        if (file.open(QIODevice::WriteOnly))
            file.write(text().toUtf8());
    }
    ~Acting() { qunsetenv("XDG_STATE_HOME"); }
    Acting(const Acting &) = delete;
    Acting &operator=(const Acting &) = delete;

    [[nodiscard]] QString estate() const { return m_folder.filePath(QStringLiteral("estate.yaml")); }
    [[nodiscard]] QString effect() const { return m_folder.filePath(QStringLiteral("effect")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray made() const
    {
        QFile file(effect());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void script(const QString &name, const QString &line) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            file.write("#!/bin/sh\n" + line.toUtf8() + '\n');
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    [[nodiscard]] Said say(const QStringList &words) const
    {
        return signalbox::say(words + QStringList{QStringLiteral("--estate"), estate()});
    }

    /// The first letters of the plan's hash, as `plan` prints them.
    [[nodiscard]] QString planOf(const QStringList &words) const
    {
        const Said said = say(QStringList{QStringLiteral("plan")} + words);
        return QRegularExpression(QStringLiteral(R"(   plan ([0-9a-f]{12})\n)")).match(said.out).captured(1);
    }

    /// Confirms the plan as it stands, and waits.
    /// The warning that nobody knows the clocks of hosts that nobody watches is ticked.
    [[nodiscard]] Said act(const QStringList &words, const QStringList &gate = {}) const
    {
        return say(QStringList{QStringLiteral("act")} + words + QStringList{QStringLiteral("--confirm"), planOf(words),
                                                                        QStringLiteral("--tick"), QStringLiteral("C6")} +
                   gate);
    }

    [[nodiscard]] std::vector<JournalRow> rows() const
    {
        return journalRows(path(QStringLiteral("state/signalbox/acting/journal.db")).toStdString())
            .value_or(std::vector<JournalRow>());
    }
    /// The acts of all rows, in order.
    [[nodiscard]] QStringList acts() const
    {
        QStringList all;
        for (const JournalRow &row : rows())
            all += QString::fromStdString(row.act);
        return all;
    }
    [[nodiscard]] RunLedger ledger() const
    {
        RunLedger ledger;
        for (const JournalRow &row : rows())
            ledger.fold(row);
        return ledger;
    }

private:
    [[nodiscard]] QString text() const
    {
        QString text = QStringLiteral(R"(name: Acting
id: acting
hosts:
  web1: {address: 192.0.2.1, site: york}
  web2: {address: 192.0.2.2, site: york}
runbooks:
  make:
    title: Make it on {name}
    kinds: [host]
    run: [FOLDER/make, FOLDER/effect]
    probe: [FOLDER/is, FOLDER/effect]
    gate: press
  fail:
    title: Fail on {name}
    kinds: [host]
    run: [FOLDER/fail]
    undo: [/bin/true]
    gate: press
  name:
    title: Make it on {name}, by name
    kinds: [host]
    run: [FOLDER/make, FOLDER/effect]
    gate: type
)");
        return text.replace(QStringLiteral("FOLDER"), m_folder.path());
    }

    QTemporaryDir m_folder;
};
} // namespace signalbox
