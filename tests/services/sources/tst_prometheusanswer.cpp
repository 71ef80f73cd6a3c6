// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include <cmath>

#include <sources/prometheusanswer.h>
#include <sources/prometheustargets.h>
#include <support/testprogram.h>

namespace tst_prometheusanswer
{
using namespace signalbox;

namespace
{
std::string corpus(const char *name)
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/prometheusanswer/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "no such file";
}
} // namespace

class PrometheusAnswerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: values of a whole fleet are read wrongly.
    void readsValuesWithTheirLabels()
    {
        const Expected<PrometheusAnswer> answer = PrometheusAnswer::read(corpus("good/vector.json"));
        QVERIFY2(answer, answer ? "" : answer.error().what.c_str());
        QCOMPARE(answer->series().size(), std::size_t(3));
        const PrometheusAnswer::Series &first = answer->series()[0];
        QCOMPARE(std::string(first.label("instance")), std::string("web1:9100"));
        QCOMPARE(std::string(first.label("nothing")), std::string());
        QCOMPARE(first.points.front().time, 1700000000.5);
        QCOMPARE(first.points.front().value, 1.0);
        QVERIFY(std::isnan(answer->series()[1].points.front().value));
        QCOMPARE(answer->series()[2].points.front().value, HUGE_VAL);
        QVERIFY(answer->series()[2].labels.empty());
    }

    // Lost if it fails: there is no history from before the recording.
    void readsSeveralValuesOfASeries()
    {
        const Expected<PrometheusAnswer> answer = PrometheusAnswer::read(corpus("good/matrix.json"));
        QVERIFY(answer);
        QCOMPARE(answer->series().front().points.size(), std::size_t(2));
        QCOMPARE(answer->series().front().points[1].value, -3e9);
    }

    // Lost if it fails: an answer that lacks a part passes for the whole.
    void tellsWhatTheServerWarnsOf()
    {
        QCOMPARE(PrometheusAnswer::read(corpus("good/warnings.json"))->warnings().front(),
                 std::string("one store did not answer"));
        QCOMPARE(PrometheusAnswer::read(corpus("good/victoria.json"))->warnings().size(), std::size_t(1));
        QCOMPARE(PrometheusAnswer::read(corpus("good/histogram.json"))->histograms(), std::size_t(1));
        QVERIFY(PrometheusAnswer::read(corpus("good/empty.json"))->series().empty());
    }

    // Lost if it fails: half an answer, a sign-in page or a trick of a hostile exporter passes for the truth.
    void refusesWhatIsNoWholeAnswer_data()
    {
        QTest::addColumn<QString>("error");
        const auto row = [](const char *file, const char *error) { QTest::newRow(file) << QString::fromLatin1(error); };
        const char *cut = "the answer is cut off or no JSON. Is the url that of a Prometheus server?";
        row("truncated/in_a_series.json", cut);
        row("truncated/after_the_result.json", cut);
        row("truncated/empty.json", cut);
        row("hostile/html.json", cut);
        row("hostile/deep.json", cut);
        row("hostile/bad_utf8.json", cut);
        row("hostile/two_results.json", cut);
        row("hostile/trailing.json", cut);
        row("hostile/label_twice.json", "the answer has a series with a label that comes twice");
        row("hostile/no_number.json", "the answer has a value that is no number");
        row("hostile/number_not_text.json", "the answer has a value that is no number");
        row("hostile/no_value.json", "the answer has a series without a value");
        row("hostile/labels.json", "the answer has a series with more than 128 labels");
        row("hostile/late_time.json", "the answer has a value without its time");
        row("hostile/other_json.json", "the answer is JSON, but not of Prometheus' query API");
        row("good/scalar.json", "the answer is a single value where a vector was expected");
        row("good/error.json", "the server says bad_data: invalid parameter \"query\": 1:5: parse error");
    }
    void refusesWhatIsNoWholeAnswer()
    {
        QFETCH(QString, error);
        const Expected<PrometheusAnswer> answer = PrometheusAnswer::read(corpus(QTest::currentDataTag()));
        QVERIFY(!answer);
        QCOMPARE(QString::fromStdString(answer.error().what), error);
    }

    // Lost if it fails: an answer cut off at some byte is taken, and what is missing looks gone.
    void everyCutIsSeen()
    {
        const std::string whole = corpus("good/warnings.json");
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY2(!PrometheusAnswer::read(whole.substr(0, length)), std::to_string(length).c_str());
    }

    // Lost if it fails: nobody learns why a target is down, or how often it is looked at.
    void readsTheListOfTargets()
    {
        const Expected<PrometheusTargets> targets = readPromTargets(corpus("good/targets.json"), "instance");
        QVERIFY(targets);
        QCOMPARE(targets->active.size(), std::size_t(2));
        QCOMPARE(targets->active[0].host, std::string("web1:9100"));
        QCOMPARE(targets->active[0].error, std::string("connection refused"));
        QCOMPARE(targets->active[0].interval, Milliseconds(90000));
        QVERIFY(targets->active[1].isUnknown);
        QCOMPARE(targets->dropped, std::size_t(2));
        QCOMPARE(readPromTargets(corpus("good/targetcounts.json"), "instance")->dropped, std::size_t(7));
        QVERIFY(!readPromTargets(corpus("truncated/targets.json"), "instance"));
        QVERIFY(!readPromTargets(corpus("hostile/html.json"), "instance"));
    }

    // Lost if it fails: an error of the server is shown as a bare number.
    void findsTheServersOwnWords()
    {
        QVERIFY(prometheusComplaint(corpus("good/error.json")).starts_with("the server says bad_data"));
        QCOMPARE(prometheusComplaint("<html>502</html>"), std::string());
        QCOMPARE(prometheusComplaint({}), std::string());
    }
};

SIGNALBOX_TEST(PrometheusAnswerTest)
} // namespace tst_prometheusanswer

#include "tst_prometheusanswer.moc"
