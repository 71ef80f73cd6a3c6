// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 10, JSON: 200,000 alerts as Alertmanager lists them, each read to its labels, its summary, its state and its
// times, against Qt's own JSON reading the same.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sources/alertlist.h>

#include "effort.h"
#include "rows.h"

namespace signalbox::bench
{
namespace
{
constexpr int alerts = 200'000;
constexpr int rounds = 5;

std::string answerOf(int count)
{
    std::string text = "[";
    for (int i = 0; i < count; ++i) {
        const std::string host = "web" + std::to_string(i / 4) + ".example.net:9100";
        text +=
            std::string(i == 0 ? "" : ",") +
            R"({"annotations":{"description":"The file system is filling up and will be full within four hours.",)" +
            R"("summary":"/srv of )" + host + R"( is filling up"},"endsAt":"2026-11-26T17:58:44.463Z",)" +
            R"("fingerprint":"3e02501dc1b25509","receivers":[{"name":"none"}],)" +
            R"("startsAt":"2026-11-26T17:53:44.463Z","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},)" +
            R"("updatedAt":"2026-11-26T17:53:44.463Z","generatorURL":"http://prom:9090/graph?g0.expr=x",)" +
            R"("labels":{"alertname":"DiskFilling","instance":")" + host + R"(","job":"node","mountpoint":"/srv)" +
            std::to_string(i % 4) + R"(","severity":"warning"}})";
    }
    return text + "]";
}

/// So that nothing read is left out by the compiler.
struct Sum {
    std::size_t letters = 0;
    double seconds = 0;
};

/// Takes what is said and adds it up.
class Adding final : public Say
{
public:
    SeriesHandle series(const Subject &, std::string_view, const Labels &, std::string_view, Milliseconds) override
    {
        return static_cast<SeriesHandle>(m_series++);
    }
    void number(SeriesHandle, Moment, double value) override { sum.seconds += value; }
    void text(SeriesHandle, Moment, std::string_view value) override { sum.letters += value.size(); }
    void gone(SeriesHandle, Moment) override {}
    void earlier(SeriesHandle, std::vector<EarlierPoint>) override {}
    void flush() override {}

    Sum sum;

private:
    std::uint32_t m_series = 0;
};

Sum byQt(const std::string &answer)
{
    Sum sum;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(answer));
    for (const QJsonValue &each : document.array()) {
        const QJsonObject alert = each.toObject();
        const QJsonObject labels = alert.value(QLatin1String("labels")).toObject();
        for (auto label = labels.begin(); label != labels.end(); ++label)
            sum.letters += label.key().toStdString().size() + label.value().toString().toStdString().size();
        sum.letters += alert.value(QLatin1String("annotations"))
                           .toObject()
                           .value(QLatin1String("summary"))
                           .toString()
                           .toStdString()
                           .size();
        const QJsonObject status = alert.value(QLatin1String("status")).toObject();
        sum.letters += status.value(QLatin1String("state")).toString().toStdString().size();
        sum.seconds += AlertReader::time(alert.value(QLatin1String("startsAt")).toString().toStdString());
    }
    return sum;
}
} // namespace

Expected<Measured> jsonOfAlerts()
{
    std::string answer = answerOf(alerts);
    SourceDeclaration declaration;
    declaration.cap = alerts;
    Adding said;
    AlertList list(said, declaration);
    std::vector<double> ours;
    std::vector<double> qts;
    for (int round = 0; round <= rounds; ++round) {
        double begun = cpuMilliseconds();
        const Expected<AlertCount> count = list.take(answer, Moment{});
        const double needed = cpuMilliseconds() - begun;
        if (!count || count->active != alerts || count->leftOut != 0)
            return tl::unexpected(Problem{"the list", "it was not taken in whole", {}});
        if (round == 0)
            continue; // the first list is learnt, each later one compared
        ours.push_back(needed);
        begun = cpuMilliseconds();
        const Sum read = byQt(answer);
        qts.push_back(cpuMilliseconds() - begun);
        if (read.letters < alerts)
            return tl::unexpected(Problem{"QJsonDocument", "it did not read the list", {}});
    }
    Measured measured;
    measured.lines.push_back({10, "JSON of 200,000 alerts, a list that was seen before, said; QJsonDocument", "ms CPU",
                              percentile(ours, 0.5), percentile(qts, 0.5), 1.0 / 15, 1.0 / 24});
    return measured;
}
} // namespace signalbox::bench
