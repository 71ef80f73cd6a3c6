// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>

#include <cmath>
#include <map>

#include <sources/expositionreader.h>
#include <support/testprogram.h>

namespace tst_expositionreader
{
using namespace signalbox;

namespace
{
struct Read {
    std::vector<ExpositionSample> samples;
    std::vector<Labels> labels;
    std::optional<Problem> problem;
};

Read readAll(std::string_view text, ExpositionFormat format)
{
    Read all;
    ExpositionReader reader(text, format);
    ExpositionSample sample;
    while (reader.next(sample)) {
        all.samples.push_back(sample);
        const Expected<Labels> labels = parseExpositionLabels(sample.labels);
        if (!labels) {
            all.problem = labels.error();
            return all;
        }
        all.labels.push_back(*labels);
    }
    all.problem = reader.problem();
    return all;
}

QString corpus(const char *folder)
{
    return QStringLiteral(SIGNALBOX_TEST_DATA "/exposition/") + QString::fromLatin1(folder);
}

/// One row a file of the corpus; its ending tells the format.
void addFiles(const char *folder)
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isOpenMetrics");
    const QDir dir(corpus(folder));
    for (const QString &name : dir.entryList(QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            QTest::newRow(qPrintable(name)) << file.readAll() << name.endsWith(QStringLiteral(".om"));
    }
}

Read readRow(const QByteArray &text, bool isOpenMetrics)
{
    return readAll({text.data(), static_cast<std::size_t>(text.size())},
                   isOpenMetrics ? ExpositionFormat::OpenMetrics : ExpositionFormat::Text);
}

QByteArray fileNamed(const char *name)
{
    QFile file(corpus(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

class ExpositionReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a sound exporter is said to be broken.
    void goodAnswersAreRead_data() { addFiles("good"); }
    void goodAnswersAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isOpenMetrics);
        const Read all = readRow(text, isOpenMetrics);
        QVERIFY2(!all.problem, all.problem ? all.problem->sentence().c_str() : "");
        const auto lines = text.split('\n');
        const auto samples = std::count_if(lines.begin(), lines.end(), [](const QByteArray &line) {
            return !line.trimmed().isEmpty() && !line.trimmed().startsWith('#');
        });
        QCOMPARE(static_cast<qsizetype>(all.samples.size()), static_cast<qsizetype>(samples));
    }

    // Lost if it fails: half an answer passes for the truth.
    void truncatedAnswersAreRefused_data() { addFiles("truncated"); }
    void truncatedAnswersAreRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isOpenMetrics);
        QVERIFY(readRow(text, isOpenMetrics).problem);
    }

    // Lost if it fails: what is no answer is taken for one.
    void hostileAnswersAreRefused_data() { addFiles("hostile"); }
    void hostileAnswersAreRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isOpenMetrics);
        const Read all = readRow(text, isOpenMetrics);
        QVERIFY(all.problem);
        QVERIFY(all.problem->sentence().size() < 300);
    }

    // Lost if it fails: there is a length at which a cut is not noticed.
    void everyCutIsNoticed()
    {
        const QByteArray openMetrics = fileNamed("good/specification.om");
        for (qsizetype length = 0; length < openMetrics.size() - 1; ++length)
            QVERIFY(readRow(openMetrics.left(length), true).problem);
        const QByteArray text = fileNamed("good/escapes.txt");
        for (qsizetype length = 1; length < text.size(); ++length) {
            if (text[length - 1] != '\n')
                QVERIFY(readRow(text.left(length), false).problem);
        }
    }

    // Lost if it fails: labels or values are not what the exporter meant.
    void escapesValuesAndStampsAreUnderstood()
    {
        const QByteArray text = fileNamed("good/escapes.txt");
        const Read all = readRow(text, false);
        QVERIFY(!all.problem);
        std::map<std::string_view, std::size_t> by;
        for (std::size_t i = 0; i < all.samples.size(); ++i)
            by[all.samples[i].name] = i;
        const Labels file = {{"error", "Cannot find file:\n\"FILE.TXT\""}, {"path", "C:\\DIR\\FILE.TXT"}};
        QVERIFY(all.labels[by["msdos_file_access_time_seconds"]] == file);
        QCOMPARE(all.samples[by["something_weird"]].value, HUGE_VAL);
        QCOMPARE(all.samples[by["something_weird"]].stamp, WallTime(Milliseconds(-3982045)));
        QCOMPARE(all.samples[by["http_requests_total"]].stamp, WallTime(Milliseconds(1395066363000)));
        QVERIFY(!all.samples[by["metric_without_timestamp_and_labels"]].stamp);
        QVERIFY(std::isnan(all.samples[by["not_a_number"]].value));
        QCOMPARE(all.samples[by["below"]].value, -HUGE_VAL);
        QCOMPARE(all.samples[by["tiny"]].value, 0.0);
        QCOMPARE(all.samples[by["hex_like_name_e5"]].value, 500.0);
        QVERIFY(all.labels[by["empty_label"]].empty());
        QCOMPARE(all.labels[by["umlaut"]].begin()->second, std::string("Stra\xc3\x9f"
                                                                       "e"));
    }

    // Lost if it fails: a path ending in a backslash before an n becomes a line break.
    void backslashesAreUndoneOneByOne()
    {
        const Expected<Labels> labels = parseExpositionLabels("a=\"\\\\n\",b=\"\\\\\\n\",c=\"\\\"\"");
        QVERIFY(labels);
        QVERIFY(*labels == (Labels{{"a", "\\n"}, {"b", "\\\n"}, {"c", "\""}}));
    }

    // Lost if it fails: OpenMetrics' units, seconds and exemplars are misread.
    void openMetricsDiffersInUnitsStampsAndExemplars()
    {
        const QByteArray text = fileNamed("good/specification.om");
        const Read all = readRow(text, true);
        QVERIFY(!all.problem);
        const auto find = [&all](std::string_view series) {
            for (const ExpositionSample &sample : all.samples) {
                if (sample.series == series)
                    return sample;
            }
            return ExpositionSample{};
        };
        QCOMPARE(find("foo_bucket{le=\"10\"}").value, 17.0);
        QCOMPARE(find("foo_bucket{le=\"10\"}").stamp, WallTime(Milliseconds(1520879607789)));
        QCOMPARE(find("process_cpu_seconds_total").unit, std::string_view("seconds"));
        QCOMPARE(find("acme_http_router_request_seconds_count{path=\"/api/v1\",method=\"GET\"}").unit,
                 std::string_view());
        QCOMPARE(find("go_goroutines").unit, std::string_view());
    }

    // Lost if it fails: the fast way past a series known from the last answer takes one series for another.
    void theExpectedSeriesIsTakenOnlyWhereItStands()
    {
        const std::string text = "a{b=\"c\"} 1\na{b=\"c\"}\t2\nab 3\na 4\n";
        ExpositionReader reader(text, ExpositionFormat::Text);
        ExpositionSample sample;
        QVERIFY(reader.next(sample, "a{b=\"c\"}"));
        QVERIFY(sample.name.empty());
        QCOMPARE(sample.value, 1.0);
        QVERIFY(reader.next(sample, "a{b=\"c\"}"));
        QCOMPARE(sample.value, 2.0);
        QVERIFY(reader.next(sample, "a"));
        QCOMPARE(sample.name, std::string_view("ab"));
        QVERIFY(reader.next(sample, "ab"));
        QCOMPARE(sample.name, std::string_view("a"));
        QVERIFY(!reader.next(sample));
        QVERIFY(!reader.problem());
    }
};

SIGNALBOX_TEST(ExpositionReaderTest)
} // namespace tst_expositionreader

#include "tst_expositionreader.moc"
