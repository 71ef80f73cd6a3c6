// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 10, JSON: 200,000 alerts as Alertmanager lists them, each read to its labels, its summary, its state and its
// times, against Qt's own JSON reading the same.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sources/alertlist.h>

#include "adding.h"
#include "alertlists.h"
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
        const std::string host = "web" + std::to_string(i / 4) + ".example.net";
        text += i == 0 ? "" : ",";
        text += alertText(host, "DiskFilling", "/srv" + std::to_string(i % 4), "warning",
                          "/srv of " + host + " is filling up");
    }
    return text + "]";
}

/// So that nothing read is left out by the compiler.
struct Sum {
    std::size_t letters = 0;
    double seconds = 0;
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
