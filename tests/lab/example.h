// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QFile>
#include <QString>

#include <laboratory/laboratory.h>

namespace signalbox::lab
{
/// An example runbook as it ships (resources/examples/runbooks/NAME), with the addresses and paths of a laboratory in
/// place of its own.
class Example
{
public:
    using Places = std::vector<std::pair<QString, QString>>;
    Example(QString name, Places places)
        : m_folder(QStringLiteral(EXAMPLE_RUNBOOKS "/") + std::move(name) + u'/')
        , m_places(std::move(places))
    {
    }
    /// A file's text; empty where there is none.
    [[nodiscard]] QString text(const QString &file) const
    {
        QFile there(m_folder + file);
        QString all = there.open(QIODevice::ReadOnly) ? QString::fromUtf8(there.readAll()) : QString();
        for (const auto &[from, to] : m_places)
            all.replace(from, to);
        return all;
    }
    /// The estate without its name and id.
    [[nodiscard]] QString estate() const
    {
        const QString all = text(QStringLiteral("estate.yaml"));
        return all.mid(all.indexOf(QStringLiteral("\n\n")));
    }
    /// Path of a program of it, which runs as it ships.
    [[nodiscard]] QString program(const QString &file) const { return m_folder + file; }

private:
    QString m_folder;
    Places m_places;
};
} // namespace signalbox::lab
