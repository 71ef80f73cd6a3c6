// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QFile>
#include <QTemporaryDir>

#include <estate/estatereader.h>
#include <support/testprogram.h>
#include <watching/estatelists.h>

namespace tst_estatelists
{
using namespace signalbox;

namespace
{
/// An estate whose hosts a program lists, and what became of it.
struct Listed {
    QTemporaryDir folder;
    std::mutex mutex;
    std::size_t hosts = 0;
    std::vector<std::string> notices;
    std::vector<std::string> noted;
    int taken = 0;

    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }

    void write(const char *name, const QByteArray &text) const
    {
        QFile file(path("beside"));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no temporary file");
        file.close();
        QFile::remove(path(name));
        QFile::rename(path("beside"), path(name));
    }

    void declare(const QByteArray &more = {}) const
    {
        write("estate.yaml",
              "hosts: {\"*\": {from: fleet, name: \"{value}\"}}\nqueries:\n  fleet: {type: command, command: "
              "[/bin/cat, " +
                  path("hosts").toUtf8() + "], interval: 10s" + more + "}\n");
    }

    std::unique_ptr<EstateLists> lists()
    {
        return std::make_unique<EstateLists>(
            [this](const QueryRows &rows) { return readEstate(path("estate.yaml").toStdString(), {}, rows); },
            path("rows.json").toStdString());
    }

    void start(EstateLists &lists)
    {
        lists.start({[this](const EstateReading &reading, const std::vector<std::string> &said) {
                         const std::lock_guard lock(mutex);
                         ++taken;
                         notices = said;
                         hosts = reading.estate ? reading.estate->subjects.size() : 0;
                     },
                     [this](const std::string &query, const std::string &text) {
                         const std::lock_guard lock(mutex);
                         noted.push_back(query + ": " + text);
                     }});
        lists.refresh();
    }

    std::size_t hostsNow()
    {
        const std::lock_guard lock(mutex);
        return hosts;
    }
    std::string noticesNow()
    {
        const std::lock_guard lock(mutex);
        return notices.empty() ? std::string() : notices.front();
    }
    std::string lastNoted()
    {
        const std::lock_guard lock(mutex);
        return noted.empty() ? std::string() : noted.back();
    }
};
} // namespace

class TestEstateLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a host that was added to the inventory is never seen, or nobody learns when it came.
    void aHostThatIsAddedElsewhereIsTakenOver()
    {
        Listed listed;
        listed.declare();
        listed.write("hosts", "web1\nweb2\n");
        const auto lists = listed.lists();
        QVERIFY(lists->read().estate);
        listed.write("hosts", "web1\nweb3\n");
        listed.start(*lists);
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(listed.lastNoted()), QStringLiteral("fleet: +1 web3; -1 web2"),
                                  20000);
        QTRY_COMPARE_WITH_TIMEOUT(listed.hostsNow(), 2U, 20000);
        QCOMPARE(listed.noticesNow(), std::string());
    }

    // Lost if it fails: a broken inventory empties the screen; or the screen shows old rows and does not say so.
    void whatFailsLeavesTheListAsItWas_data()
    {
        QTest::addColumn<QByteArray>("hosts"); // null: the program fails
        QTest::addColumn<QString>("said");
        QTest::newRow("fails") << QByteArray() << QStringLiteral("/bin/cat ended with status 1");
        QTest::newRow("none") << QByteArray("\n") << QStringLiteral("it answered 0 rows instead of 1");
        QTest::newRow("ten times") << QByteArray("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n")
                                   << QStringLiteral("it answered 10 rows instead of 1");
        QTest::newRow("no name") << QByteArray("we b\n") << QStringLiteral("its answer makes no right estate: ");
    }
    void whatFailsLeavesTheListAsItWas()
    {
        QFETCH(const QByteArray, hosts);
        QFETCH(const QString, said);
        Listed listed;
        listed.declare();
        listed.write("hosts", "web1\n");
        const auto lists = listed.lists();
        QVERIFY(lists->read().estate);
        if (hosts.isNull())
            QFile::remove(listed.path("hosts"));
        else
            listed.write("hosts", hosts);
        listed.start(*lists);
        QTRY_VERIFY_WITH_TIMEOUT(QString::fromStdString(listed.noticesNow()).contains(said), 20000);
        QVERIFY(QString::fromStdString(listed.noticesNow()).contains(QStringLiteral(" UTC stay in force: ")));
        QCOMPARE(listed.hostsNow(), 1U);
        QCOMPARE(listed.lastNoted().empty(), hosts.isNull());
        // A start without the inventory has the rows.
        QFile::remove(listed.path("hosts"));
        QCOMPARE(listed.lists()->read().estate->subjects.size(), 1U);
    }

    // Lost if it fails: a fleet that really grew cannot be taken over.
    void aPersonCanSayWhatIsUsual()
    {
        Listed listed;
        listed.declare();
        listed.write("hosts", "web1\n");
        const auto lists = listed.lists();
        QVERIFY(lists->read().estate);
        listed.write("hosts", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
        listed.start(*lists);
        QTRY_VERIFY_WITH_TIMEOUT(!listed.noticesNow().empty(), 20000);
        listed.declare(", usual: 10");
        lists->refresh(); // as EstateWatch does
        QTRY_COMPARE_WITH_TIMEOUT(listed.hostsNow(), 10U, 20000);
        QTRY_COMPARE_WITH_TIMEOUT(listed.noticesNow(), std::string(), 20000);
    }

    // Lost if it fails: the window cannot be closed while a query that is asked after an edit does not answer.
    void aQuestionAfterAnEditIsBrokenOff()
    {
        Listed listed;
        listed.write("estate.yaml",
                     "hosts: {\"*\": {from: fleet, name: \"{value}\"}}\nqueries:\n  fleet: {type: command, "
                     "command: [/bin/sleep, '600'], deadline: 20s, interval: 30s}\n");
        const auto lists = listed.lists();
        std::atomic<bool> hasBegun = false;
        std::atomic<bool> hasEnded = false;
        std::thread edits([&] {
            hasBegun = true;
            listed.start(*lists); // refreshes
            hasEnded = true;
        });
        QTRY_VERIFY(hasBegun);
        lists->stop();
        QTRY_VERIFY(hasEnded);
        edits.join();
    }

    // Lost if it fails: the first start with a query that does not answer shows an empty estate.
    void withoutAnyAnswerThereIsNoEstate()
    {
        Listed listed;
        listed.declare();
        const EstateReading reading = listed.lists()->read();
        QVERIFY(!reading.estate);
        QCOMPARE(reading.errors.size(), 1U);
        QVERIFY(QString::fromStdString(reading.errors.front().line())
                    .contains(QStringLiteral("estate.yaml:3:3: query \"fleet\": /bin/cat ended with status 1: ")));
    }
};

SIGNALBOX_TEST(TestEstateLists)
} // namespace tst_estatelists

#include "tst_estatelists.moc"
