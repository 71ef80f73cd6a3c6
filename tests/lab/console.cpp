// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <console/console.h>

#include <csignal>

#include <QJsonArray>
#include <QJsonDocument>

#include <laboratory/laboratory.h>

namespace signalbox::lab
{
namespace
{
constexpr int patience = 180'000; // milliseconds; reached only when something is wrong

QJsonObject memberWith(const QJsonArray &members, const QString &key, const QString &value)
{
    for (const QJsonValue &member : members) {
        if (member[key].toString() == value)
            return member.toObject();
    }
    return {};
}

QString expectedFreshness(double age, double interval)
{
    if (age < 2 * interval)
        return QStringLiteral("fresh");
    return age < 3 * interval ? QStringLiteral("late") : QStringLiteral("stale");
}
} // namespace

Console::Console(const QStringList &arguments, const std::function<void()> &inChild)
{
    m_process.setChildProcessModifier([endWithTheTest = endingWithTheTest(), inChild] {
        endWithTheTest();
        if (inChild)
            inChild();
    });
    m_process.start(QStringLiteral(SIGNALBOXCTL), arguments, QIODevice::ReadOnly);
}

Console::~Console()
{
    kill();
}

Ended Console::wait()
{
    Ended ended;
    // It may have ended while something else was waited for.
    const bool hasEnded = m_process.state() == QProcess::NotRunning ? m_process.error() != QProcess::FailedToStart
                                                                    : m_process.waitForFinished(patience);
    if (hasEnded && m_process.exitStatus() == QProcess::NormalExit)
        ended.status = m_process.exitCode();
    ended.out = out();
    ended.err = err();
    return ended;
}

bool Console::endsWithin(int milliseconds)
{
    return m_process.waitForFinished(milliseconds);
}

Ended Console::stop()
{
    if (m_process.waitForStarted(patience))
        ::kill(static_cast<pid_t>(pid()), SIGTERM);
    return wait();
}

void Console::kill()
{
    m_process.kill();
    m_process.waitForFinished(patience);
}

QString Console::out()
{
    m_out += m_process.readAllStandardOutput();
    return QString::fromUtf8(m_out);
}

QString Console::err()
{
    m_err += m_process.readAllStandardError();
    return QString::fromUtf8(m_err);
}

QJsonObject pictureJson(const QStringList &arguments)
{
    const Ended ended =
        Console(QStringList{QStringLiteral("picture")} + arguments + QStringList{QStringLiteral("--json")}).wait();
    return ended.status == 0 ? QJsonDocument::fromJson(ended.out.toUtf8()).object() : QJsonObject();
}

QJsonObject subjectIn(const QJsonObject &picture, const QString &path)
{
    return memberWith(picture[QStringLiteral("subjects")].toArray(), QStringLiteral("subject"), path);
}

QJsonObject seriesIn(const QJsonObject &picture, const QString &path, const QString &metric)
{
    return memberWith(subjectIn(picture, path)[QStringLiteral("series")].toArray(), QStringLiteral("metric"), metric);
}

QJsonObject alertIn(const QJsonObject &picture, const QString &rule, const QString &path)
{
    for (const QJsonValue &alert : picture[QStringLiteral("alerts")].toArray()) {
        if (alert[QStringLiteral("rule")].toString() == rule && alert[QStringLiteral("subject")].toString() == path)
            return alert.toObject();
    }
    return {};
}

QString wronglyFresh(const QJsonObject &picture)
{
    for (const QJsonValue &subject : picture[QStringLiteral("subjects")].toArray()) {
        for (const QJsonValue &series : subject[QStringLiteral("series")].toArray()) {
            const QString freshness = series[QStringLiteral("freshness")].toString();
            const double age = series[QStringLiteral("age_seconds")].toDouble();
            if (freshness == QLatin1String("never") || freshness == QLatin1String("gone") ||
                freshness == expectedFreshness(age, series[QStringLiteral("interval_seconds")].toDouble()))
                continue;
            return QStringLiteral("%1 of %2 is %3 s old and %4")
                .arg(series[QStringLiteral("metric")].toString(), subject[QStringLiteral("subject")].toString(),
                     QString::number(age), freshness);
        }
    }
    return {};
}
} // namespace signalbox::lab
