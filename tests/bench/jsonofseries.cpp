// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Row 10, JSON: an instant vector of 200,000 series as Prometheus' query API answers it, each read to its labels, its
// time and its value, against Qt's own JSON reading the same.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <sources/prometheusanswer.h>

#include "effort.h"
#include "rows.h"

namespace signalbox::bench
{
namespace
{
constexpr int series = 200'000;
constexpr int rounds = 5;

std::string vectorText(int count)
{
    std::string text = R"({"status":"success","data":{"resultType":"vector","result":[)";
    for (int i = 0; i < count; ++i) {
        text += i == 0 ? "" : ",";
        text += R"({"metric":{"__name__":"node_filesystem_avail_bytes","device":"/dev/vda)" + std::to_string(i % 4) +
                R"(","fstype":"ext4","instance":"web)" + std::to_string(i / 4) +
                R"(.example.net:9100","job":"node","mountpoint":"/srv)" + std::to_string(i % 4) +
                R"("},"value":[1764179624.463,")" + std::to_string(40'000'000'000LL + i * 4096LL) + R"("]})";
    }
    return text + "]}}";
}

/// So that nothing read is left out by the compiler, and to see that both have read the same.
struct Sum {
    std::size_t letters = 0;
    double values = 0;
};

Expected<Sum> byUs(std::string text)
{
    const Expected<PrometheusAnswer> answer = PrometheusAnswer::read(std::move(text));
    if (!answer)
        return tl::unexpected(answer.error());
    Sum sum;
    for (const PrometheusAnswer::Series &one : answer->series()) {
        for (const PrometheusAnswer::Label &label : one.labels)
            sum.letters += label.first.size() + label.second.size();
        sum.values += one.points.front().value;
    }
    return sum;
}

Sum byQt(const QByteArray &text)
{
    Sum sum;
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const QJsonArray result =
        document.object().value(QLatin1String("data")).toObject().value(QLatin1String("result")).toArray();
    for (const QJsonValue &each : result) {
        const QJsonObject one = each.toObject();
        const QJsonObject labels = one.value(QLatin1String("metric")).toObject();
        for (auto label = labels.begin(); label != labels.end(); ++label)
            sum.letters += label.key().toStdString().size() + label.value().toString().toStdString().size();
        sum.values += one.value(QLatin1String("value")).toArray().at(1).toString().toDouble();
    }
    return sum;
}
} // namespace

Expected<Measured> jsonOfSeries()
{
    const std::string text = vectorText(series);
    const QByteArray bytes = QByteArray::fromStdString(text);
    std::vector<double> ours;
    std::vector<double> qts;
    for (int round = 0; round < rounds; ++round) {
        std::string body;
        body.reserve(text.size() + 4096); // as what came piece by piece has room behind it
        body = text;
        double begun = cpuMilliseconds();
        const Expected<Sum> own = byUs(std::move(body));
        ours.push_back(cpuMilliseconds() - begun);
        begun = cpuMilliseconds();
        const Sum other = byQt(bytes);
        qts.push_back(cpuMilliseconds() - begun);
        if (!own)
            return tl::unexpected(own.error());
        if (own->letters != other.letters || own->values != other.values)
            return tl::unexpected(Problem{"the vector", "the two have not read the same", {}});
    }
    Measured measured;
    measured.lines.push_back({10, "JSON of 200,000 series of Prometheus; QJsonDocument", "ms CPU",
                              percentile(ours, 0.5), percentile(qts, 0.5), 1.0 / 15, 1.0 / 24});
    return measured;
}
} // namespace signalbox::bench
