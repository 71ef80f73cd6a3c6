// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>

#include <laboratory/servers.h>
#include <support/testprogram.h>

namespace tst_lab_window
{
using namespace signalbox;
using namespace signalbox::lab;

namespace
{
constexpr int patience = 180'000;
constexpr int interval = 3; // seconds

QString url(const Server &server)
{
    return QString::fromStdString(server.url("/metrics?collect[]=loadavg"));
}

/// What a window showed at one picture, a row a line.
using Shown = QStringList;

// Every line of the capture that is whole.
QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    QList<QByteArray> lines = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    if (!lines.isEmpty())
        lines.removeLast();
    return lines;
}

Shown shownIn(const QByteArray &line)
{
    return QJsonDocument::fromJson(line)[QStringLiteral("rows")].toVariant().toStringList();
}

// How the row of the subjects page begins with which this host is shown.
QString stateOf(const Shown &shown, const QString &host)
{
    const QStringList rows = shown.filter(QStringLiteral("|host|") + host + QLatin1Char('|'));
    return rows.isEmpty() ? QString() : rows.constFirst().section(QLatin1Char('|'), 0, 0);
}
} // namespace

/// A live window in a process of its own, over real exporters: what stands in its rows.
class LabWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFrozenExporterIsShownAsNotKnownWithinThreeIntervals();

private:
    [[nodiscard]] Shown newest() const
    {
        const QList<QByteArray> lines = linesOf(m_capture);
        return lines.isEmpty() ? Shown() : shownIn(lines.constLast());
    }
    [[nodiscard]] bool nowShows(const QString &state) const
    {
        return stateOf(newest(), QStringLiteral("frozen")) == state;
    }

    Laboratory m_lab;
    const QString m_capture = m_lab.path(QStringLiteral("capture"));
};

// Lost if it fails: the wall of screens is calm, and the host has been dead for an hour.
void LabWindow::aFrozenExporterIsShownAsNotKnownWithinThreeIntervals()
{
    Server well(nodeExporter(m_lab));
    Server frozen(nodeExporter(m_lab));
    for (Server *server : {&well, &frozen}) {
        const Expected<void> started = server->start();
        QVERIFY2(started, started ? "" : started.error().sentence().c_str());
    }
    const QString estate = QStringLiteral("name: Laboratory\nhosts: {well: {}, frozen: {}}\nsources:\n"
                                          "  node: {type: exposition, interval: %1s, targets: {host/well: \"%2\", "
                                          "host/frozen: \"%3\"}}\n")
                               .arg(QString::number(interval), url(well), url(frozen));
    QProcess window;
    window.setChildProcessModifier(endingWithTheTest());
    window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    window.start(QStringLiteral(WINDOWCAPTURE), {m_lab.write(QStringLiteral("lab.yaml"), estate.toUtf8()),
                                                 m_lab.path(QStringLiteral("recording.db")), m_capture});
    QTRY_VERIFY_WITH_TIMEOUT(nowShows(QStringLiteral("OK")) || window.state() == QProcess::NotRunning, patience);
    QCOMPARE(window.state(), QProcess::Running);
    frozen.freeze();
    QTRY_VERIFY_WITH_TIMEOUT(nowShows(QStringLiteral("stale")), patience);
    const QString finding = QStringLiteral("frozen does not answer: no answer from ") +
                            QString::fromStdString(frozen.peer()) + QStringLiteral(" within ");
    QTRY_VERIFY_WITH_TIMEOUT(!newest().filter(finding).isEmpty(), patience);
    frozen.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(nowShows(QStringLiteral("OK")), patience);
    window.closeWriteChannel();
    QVERIFY(window.waitForFinished());

    // By the ages that it showed itself, so that a busy machine cannot make a difference.
    static const QRegularExpression ageOfFrozen(QStringLiteral("^OK\\|host\\|frozen\\|[^|]*\\|(\\d+) s ago\\|"));
    int withAge = 0;
    for (const QByteArray &line : linesOf(m_capture)) {
        const Shown shown = shownIn(line);
        for (const QString &row : shown) {
            const QRegularExpressionMatch match = ageOfFrozen.match(row);
            withAge += match.hasMatch() ? 1 : 0;
            QVERIFY2(!match.hasMatch() || match.capturedView(1).toInt() <= 3 * interval, qPrintable(row));
        }
        if (!shown.filter(finding).isEmpty())
            QCOMPARE(stateOf(shown, QStringLiteral("well")), QStringLiteral("OK"));
    }
    QVERIFY(withAge > 0);
}

SIGNALBOX_TEST(LabWindow)
} // namespace tst_lab_window

#include "tst_lab_window.moc"
