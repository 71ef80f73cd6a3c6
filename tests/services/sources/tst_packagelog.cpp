// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTimeZone>

#include <sources/packagelog.h>
#include <support/testprogram.h>

namespace tst_packagelog
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
const QString corpus = QStringLiteral(SIGNALBOX_TEST_DATA "/packagelog/");

std::string contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

WallTime wall(const char *iso)
{
    return WallTime(Milliseconds(QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch()));
}
} // namespace

/// Were this wrong, the upgrade that broke the night would not stand on the chart that it broke.
class tst_PackageLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void aptSaysWhatItWasFor();
    void dpkgSaysWhatAptDoesNotKnow();
    void aRunThatBothHaveIsTold();
    void hostileLogsGivePlainTextOrNothing();
    void eachRunIsToldOnceAndWhenItIsOver();
    void withoutLogsNothingIsTold();
};

void tst_PackageLog::aptSaysWhatItWasFor()
{
    const std::vector<PackageRun> runs = aptRuns(contents(corpus + QStringLiteral("good/history.log")));
    QCOMPARE(runs.size(), std::size_t(2)); // the third has not ended
    QCOMPARE(runs[0].text, std::string("apt-get upgrade -y: upgraded libcurl4 7.88.1-10+deb12u14 → 7.88.1-10+deb12u15, "
                                       "curl 7.88.1-10+deb12u14 → 7.88.1-10+deb12u15 and 1 more"));
    QCOMPARE(runs[1].text, std::string("apt-get install -y monitoring-plugins-basic: installed iputils-ping "
                                       "3:20221126-1+deb12u1, monitoring-plugins-basic 2.3.3-5+deb12u2; removed "
                                       "nagios-plugins 2.3.1"));
    QCOMPARE(runs[1].ended - runs[1].began, 10min + 49s);
}

void tst_PackageLog::dpkgSaysWhatAptDoesNotKnow()
{
    const std::vector<PackageRun> runs = dpkgRuns(contents(corpus + QStringLiteral("good/dpkg.log")));
    QCOMPARE(runs.size(), std::size_t(3)); // the removal came more than a minute later
    QCOMPARE(runs[1].text, std::string("dpkg: installed shop-api 4.2; upgraded shop-web 4.1 → 4.2"));
    QCOMPARE(runs[2].text, std::string("dpkg: removed shop-old 3.9"));
}

void tst_PackageLog::aRunThatBothHaveIsTold()
{
    const std::vector<PackageRun> runs = packageRuns(contents(corpus + QStringLiteral("good/history.log")),
                                                     contents(corpus + QStringLiteral("good/dpkg.log")));
    QCOMPARE(runs.size(), std::size_t(4));
    QVERIFY(runs[0].text.starts_with("apt-get upgrade"));
    QVERIFY(runs[3].text.starts_with("dpkg: removed"));
}

void tst_PackageLog::hostileLogsGivePlainTextOrNothing()
{
    int files = 0;
    for (const QString &folder : {QStringLiteral("hostile"), QStringLiteral("truncated")}) {
        for (QDirIterator each(corpus + folder, QDir::Files); each.hasNext(); ++files) {
            const std::string text = contents(each.next());
            for (const PackageRun &run : packageRuns(text, text)) {
                QVERIFY(run.text.size() < 500);
                for (const QChar c : QString::fromStdString(run.text))
                    QVERIFY2(c.isPrint(), run.text.c_str());
            }
        }
    }
    QVERIFY(files >= 6);
}

void tst_PackageLog::eachRunIsToldOnceAndWhenItIsOver()
{
    QTemporaryDir folder;
    const QString apt = folder.filePath(QStringLiteral("history.log"));
    const QString dpkg = folder.filePath(QStringLiteral("dpkg.log"));
    QVERIFY(QFile::copy(corpus + QStringLiteral("good/history.log"), apt));
    QVERIFY(QFile::copy(corpus + QStringLiteral("good/dpkg.log"), dpkg));
    PackageLog log(apt.toStdString(), dpkg.toStdString());
    const WallTime since = wall("2026-11-26T18:00:00Z");
    std::vector<PackageLog::News> news = log.news(since, wall("2026-11-26T22:17:00Z"));
    QCOMPARE(news.size(), std::size_t(2)); // the removal is 20 s old: apt may yet say what it was for
    QCOMPARE(news[0].at, wall("2026-11-26T21:10:48Z"));
    QVERIFY(log.news(since, wall("2026-11-26T22:17:20Z")).empty());
    news = log.news(since, wall("2026-11-26T22:18:00Z"));
    QCOMPARE(news.size(), std::size_t(1));
    QVERIFY(log.news(since, wall("2026-11-26T22:19:00Z")).empty());
    QFile file(apt);
    QVERIFY(file.open(QIODevice::Append));
    file.write("End-Date: 2026-11-26  23:00:09\n");
    file.close();
    news = log.news(since, wall("2026-11-26T23:00:10Z"));
    QCOMPARE(news.size(), std::size_t(1));
    QCOMPARE(news[0].text, std::string("apt: installed unfinished 1.0"));
}

void tst_PackageLog::withoutLogsNothingIsTold()
{
    PackageLog log("/nonexistent/history.log", "/nonexistent/dpkg.log");
    QVERIFY(log.news({}, wall("2026-11-26T23:00:10Z")).empty());
}

SIGNALBOX_TEST(tst_PackageLog)
} // namespace tst_packagelog

#include "tst_packagelog.moc"
