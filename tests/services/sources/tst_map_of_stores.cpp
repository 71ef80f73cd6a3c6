// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <storemap/storemapwords.h>
#include <support/saycollector.h>
#include <support/testprogram.h>

namespace tst_map_of_stores
{
using namespace signalbox;

/// Were this wrong, a plan would be made from where a store was, and not from where it is.
class TestMapOfStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_source.reset();
        m_said = {};
    }
    void whatItPrintsIsSaidOfTheStores();
    void theCorpusIsReadOrRefused();
    void whatIsNoMapIsAnError_data();
    void whatIsNoMapIsAnError();

private:
    void start(const QByteArray &printed, int status = 0)
    {
        QFile file(m_folder.filePath(QStringLiteral("map")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n[ \"$1\" = list ] || exit 9\ncat <<'END'\n" + printed + "END\nexit " +
                   QByteArray::number(status) + "\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        SourceDeclaration declared;
        declared.name = "map";
        declared.type = "store-map";
        declared.targets = {{{"source", "map"}, {}}};
        declared.known = {{{"store", "store01"}, {}},
                          {{"store", "store02"}, {}},
                          {{"store", "store03"}, {}},
                          {{"host", "imap21"}, {}}};
        declared.map.command = {file.fileName().toStdString()};
        for (const SourceType *type : sources::all()) {
            if (type->id == "store-map")
                m_source = type->start(declared, m_said, m_clock);
        }
        QVERIFY(m_source);
    }
    [[nodiscard]] QString error() const
    {
        const auto last = m_said.last({"source", "map"}, "scrape_error");
        return last ? QString::fromStdString(last->text) : QStringLiteral("nothing yet");
    }

    QTemporaryDir m_folder;
    SayCollector m_said;
    ManualClock m_clock{Moment(Milliseconds(1'000'000))};
    std::unique_ptr<Source> m_source;
};

void TestMapOfStores::whatItPrintsIsSaidOfTheStores()
{
    start("store01 imap21 imap22 7 reading=imap22 new=1\nstore02 imap22 - - new=0 reading=-\nstore99 imap21 - -\n");
    QTRY_COMPARE_WITH_TIMEOUT(error(), QString(), 30000);
    QCOMPARE(m_said.last({"store", "store01"}, "store_map_master")->text, std::string("imap21"));
    QCOMPARE(m_said.last({"store", "store01"}, "store_map_serial")->number, 7.0);
    QCOMPARE(m_said.last({"store", "store01"}, "store_map_reading")->text, std::string("imap22"));
    QCOMPARE(m_said.last({"store", "store01"}, "store_map_new_users")->number, 1.0);
    QCOMPARE(m_said.last({"store", "store02"}, "store_map_reading")->text, std::string());
    QCOMPARE(m_said.last({"store", "store02"}, "store_map_new_users")->number, 0.0);
    QVERIFY(!m_said.last({"store", "store03"}, "store_map_master"));
    QVERIFY(!m_said.last({"store", "store99"}, "store_map_master"));
}

void TestMapOfStores::theCorpusIsReadOrRefused()
{
    const QDir corpus(QStringLiteral(SIGNALBOX_TEST_DATA "/storemap"));
    for (const auto &[kind, isGood] :
         {std::pair("good", true), std::pair("truncated", false), std::pair("hostile", false)}) {
        const QDir folder(corpus.filePath(QString::fromLatin1(kind)));
        QVERIFY(!folder.isEmpty());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(placesOf(file.readAll().toStdString()).has_value() == isGood, qPrintable(name));
        }
    }
}

void TestMapOfStores::whatIsNoMapIsAnError_data()
{
    QTest::addColumn<QByteArray>("printed");
    QTest::addColumn<QString>("says");
    QTest::newRow("words missing") << QByteArray("store01 imap21\n")
                                   << QStringLiteral("expected STORE MASTER REPLICA SERIAL");
    QTest::newRow("no name") << QByteArray("store01 ../x - 7\n") << QStringLiteral("expected names");
    QTest::newRow("no number") << QByteArray("store01 imap21 - 7x\n") << QStringLiteral("expected a whole number");
    QTest::newRow("no host") << QByteArray("store01 imap21 - 7 reading=\n") << QStringLiteral("expected reading=HOST");
    QTest::newRow("neither 0 nor 1") << QByteArray("store01 imap21 - 7 new=yes\n")
                                     << QStringLiteral("expected reading=HOST");
    QTest::newRow("a word twice") << QByteArray("store01 imap21 - 7 new=0 new=1\n")
                                  << QStringLiteral("expected reading=HOST");
    QTest::newRow("twice") << QByteArray("store01 imap21 - 7\nstore01 imap22 - 7\n") << QStringLiteral("twice");
}

void TestMapOfStores::whatIsNoMapIsAnError()
{
    QFETCH(QByteArray, printed);
    QFETCH(QString, says);
    start(printed);
    QTRY_VERIFY2_WITH_TIMEOUT(error().contains(says), qPrintable(error()), 30000);
    QVERIFY(!m_said.last({"store", "store01"}, "store_map_master"));
}
SIGNALBOX_TEST(TestMapOfStores)
} // namespace tst_map_of_stores

#include "tst_map_of_stores.moc"
