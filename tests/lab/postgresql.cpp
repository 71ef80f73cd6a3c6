// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <laboratory/postgresql.h>

#include <unistd.h>

#include <QDir>
#include <QFile>

namespace signalbox::lab
{
namespace
{
constexpr const char *postgresFolder = "/usr/lib/postgresql/15/bin/";

// PostgreSQL refuses to run as root; nobody then runs it. The kernel's signal at the test's end survives that change
// only where setpriv sets it.
QStringList asAnybody(const QStringList &command)
{
    if (geteuid() != 0)
        return command;
    return QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"),
                       QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=KILL")} +
           command;
}
} // namespace

Expected<Recipe> postgresql(const Laboratory &lab)
{
    const QString bin = QString::fromLatin1(postgresFolder);
    const QString data = lab.path(QStringLiteral("data"));
    QDir().mkpath(data);
    if (geteuid() == 0) {
        const std::string folder = lab.path(QString()).toStdString();
        QFile::setPermissions(lab.path(QString()), QFile::Permissions(0x7011));
        if (chown(data.toStdString().c_str(), 65534, 65534) != 0)
            return tl::unexpected(Problem{folder, "no folder for PostgreSQL", {}});
    }
    QFile::setPermissions(data, QFile::Permissions(0x7000));
    const QString password = lab.write(QStringLiteral("password"), "hunter2\n");
    QFile::setPermissions(password, QFile::Permissions(0x6444));
    QStringList init = asAnybody({bin + QStringLiteral("initdb"), QStringLiteral("-D"), data, QStringLiteral("-U"),
                                  QStringLiteral("signalbox"), QStringLiteral("--auth=scram-sha-256"),
                                  QStringLiteral("--pwfile=") + password, QStringLiteral("--no-sync")});
    const QString first = init.takeFirst();
    const Expected<QByteArray> made = run(first, QStringLiteral("postgresql"), init);
    if (!made)
        return tl::unexpected(made.error());
    Recipe recipe{{}, QStringLiteral("postgresql"), {}, lab.address(), lab.freePort()};
    recipe.arguments = asAnybody({bin + QStringLiteral("postgres"), QStringLiteral("-D"), data, QStringLiteral("-h"),
                                  recipe.address, QStringLiteral("-p"), QString::number(recipe.port),
                                  QStringLiteral("-k"), QString(), QStringLiteral("-c"), QStringLiteral("fsync=off")});
    recipe.program = recipe.arguments.takeFirst();
    return recipe;
}

QString connectionTo(const Laboratory &lab, const Recipe &server)
{
    const QString file =
        lab.write(QStringLiteral("pgpass"),
                  QStringLiteral("%1:%2:*:signalbox:hunter2\n").arg(server.address).arg(server.port).toUtf8());
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    return QStringLiteral("host=%1 port=%2 dbname=postgres user=signalbox passfile=%3")
        .arg(server.address)
        .arg(server.port)
        .arg(file);
}
} // namespace signalbox::lab
