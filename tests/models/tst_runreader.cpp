// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is known of runs. If these fail, a desk shows a run as under way that ended, misses one, or shows JSON to
// whoever reads the journal.
#include <QTemporaryDir>

#include <demo/demoruns.h>
#include <models/runreader.h>
#include <support/testprogram.h>

namespace tst_runreader
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RunReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(m_folder.isValid()); }
    void aJournalThatIsNotThereHasNoRuns();
    void onlyNewsMakesAnotherValue();
    void anotherJournalInItsPlaceIsReadAnew();
    void rowsOfRunsAreToldAsSentences();
    void aDamagedRowIsSaidToBe();

private:
    std::string path(const char *name) { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    static void write(const std::string &path, const std::vector<JournalRow> &rows, std::size_t from = 0)
    {
        const auto journal = Journal::open(path);
        QVERIFY(journal);
        for (std::size_t i = from; i < rows.size(); ++i)
            QVERIFY((*journal)->append(rows[i]));
    }

    QTemporaryDir m_folder;
};

void RunReaderTest::aJournalThatIsNotThereHasNoRuns()
{
    RunReader reader(path("none.db"));
    const auto runs = reader.read();
    QVERIFY(runs);
    QVERIFY((*runs)->runs().empty());
}

void RunReaderTest::onlyNewsMakesAnotherValue()
{
    const std::string file = path("news.db");
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan());
    write(file, journal.rows());
    RunReader reader(file);
    const RunsPtr first = *reader.read();
    QCOMPARE(first->run("aaaaaaaaaaaa")->state, RunState::Armed);
    QCOMPARE(*reader.read(), first);
    write(file, {{0, journal.now(), "kim@desk2", "note", "host/web1", "nothing about runs"}});
    QCOMPARE(*reader.read(), first);
    journal.pass(1s).tells("aaaaaaaaaaaa", RunStarted{});
    write(file, journal.rows(), 1);
    const RunsPtr second = *reader.read();
    QCOMPARE(second->run("aaaaaaaaaaaa")->state, RunState::Running);
    QCOMPARE(first->run("aaaaaaaaaaaa")->state, RunState::Armed); // a value of its own
}

// A desk that is attached anew copies the watch's journal again.
void RunReaderTest::anotherJournalInItsPlaceIsReadAnew()
{
    const std::string file = path("anew.db");
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan()).pass(1s).tells("aaaaaaaaaaaa", RunStarted{});
    write(file, journal.rows());
    RunReader reader(file);
    QVERIFY((*reader.read())->run("aaaaaaaaaaaa"));
    for (const char *ending : {"", "-wal", "-shm"})
        QFile::remove(QString::fromStdString(file) + QString::fromLatin1(ending));
    DemoJournal other;
    other.confirms("bbbbbbbbbbbb", demoPlan());
    write(file, other.rows());
    const RunsPtr runs = *reader.read();
    QVERIFY(!runs->run("aaaaaaaaaaaa"));
    QVERIFY(runs->run("bbbbbbbbbbbb"));
}

void RunReaderTest::rowsOfRunsAreToldAsSentences()
{
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan()).tells("aaaaaaaaaaaa", RunStarted{});
    journal.goes("aaaaaaaaaaaa", 0, RunObserved::Outcome::Unknown, "no reply within 60 s");
    std::vector<JournalRow> rows = journal.rows();
    rows.push_back({9, journal.now(), "kim@desk2", "note", "host/web1", "{\"a\":1}"});
    tellRuns(rows);
    QVERIFY2(rows[0].text.find("Restart nginx on web1") != std::string::npos, rows[0].text.c_str());
    QVERIFY2(rows[3].text.find("outcome unknown") != std::string::npos, rows[3].text.c_str());
    for (std::size_t i = 0; i < 4; ++i)
        QVERIFY2(rows[i].text.find('{') == std::string::npos, rows[i].text.c_str());
    QCOMPARE(rows[4].text, std::string("{\"a\":1}")); // a person's words stay
}

void RunReaderTest::aDamagedRowIsSaidToBe()
{
    DemoJournal journal;
    journal.confirms("aaaaaaaaaaaa", demoPlan());
    std::vector<JournalRow> rows = journal.rows();
    rows[0].text = "{\"plan\":";
    tellRuns(rows);
    QVERIFY2(rows[0].text.find("cannot be read") != std::string::npos, rows[0].text.c_str());
}

SIGNALBOX_TEST(RunReaderTest)
} // namespace tst_runreader

#include "tst_runreader.moc"
