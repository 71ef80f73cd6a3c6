// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <models/wellknown.h>

#include <algorithm>
#include <cmath>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
/// More lines cannot be told apart; the palette has as many colours.
constexpr std::size_t mostLines = 6;
/// A machine of many processors has a thousand of them by mode: asking for each one's past would hold up everybody
/// else's.
constexpr std::size_t mostInputs = 128;

/// The series of a subject that can be drawn, by metric.
class Shelf
{
public:
    Shelf(const Picture &picture, const SubjectState &subject)
        : m_picture(picture)
        , m_subject(subject)
    {
    }
    [[nodiscard]] std::vector<SeriesId> all(std::string_view metric) const
    {
        std::vector<SeriesId> found;
        for (const SeriesId id : m_subject.series) {
            const Sample &sample = m_picture.sample(id);
            const bool isDrawn = sample.kind == FactKind::Number && sample.freshness != Freshness::Gone;
            if (isDrawn && key(id).metric == metric)
                found.push_back(id);
        }
        return found;
    }
    /// The series of that metric with the same labels from the same source.
    [[nodiscard]] std::optional<SeriesId> partner(SeriesId of, std::string_view metric) const
    {
        for (const SeriesId id : all(metric))
            if (key(id).labels == key(of).labels && key(id).source == key(of).source)
                return id;
        return {};
    }
    [[nodiscard]] const SeriesKey &key(SeriesId id) const { return m_picture.series[index(id)]->declared.key; }
    [[nodiscard]] QString label(SeriesId id, std::string_view name) const
    {
        return oneLine(std::string(labelValue(key(id).labels, name)));
    }
    [[nodiscard]] double value(SeriesId id) const { return m_picture.sample(id).value; }

private:
    const Picture &m_picture;
    const SubjectState &m_subject;
};

using Derive = PlannedLine::Derive;

PlannedChart processor(const Shelf &shelf)
{
    PlannedChart chart{u"Processor time, in processors"_s, Unit::Plain, {}, {}};
    const std::vector<SeriesId> all = shelf.all("node_cpu_seconds_total");
    if (all.size() > mostInputs)
        return chart;
    for (const char16_t *mode : {u"user", u"system", u"iowait", u"steal", u"softirq", u"nice"}) {
        PlannedLine line{QString::fromUtf16(mode), Derive::RateSum, {}};
        std::copy_if(all.begin(), all.end(), std::back_inserter(line.inputs),
                     [&](SeriesId id) { return shelf.label(id, "mode") == line.name; });
        if (!line.inputs.empty())
            chart.lines.push_back(std::move(line));
    }
    return chart;
}

PlannedChart load(const Shelf &shelf)
{
    PlannedChart chart{u"Load: processes that run or wait"_s, Unit::Plain, {}, {}};
    for (const auto &[metric, name] :
         {std::pair{"node_load1", u"1 min"_s}, {"node_load5", u"5 min"_s}, {"node_load15", u"15 min"_s}})
        for (const SeriesId id : shelf.all(metric))
            chart.lines.push_back({name, Derive::AsIs, {id}});
    return chart;
}

void addShare(PlannedChart &chart, const Shelf &shelf, std::string_view available, std::string_view size,
              const QString &name)
{
    for (const SeriesId whole : shelf.all(size))
        if (const auto part = shelf.partner(whole, available); part && shelf.value(whole) > 0)
            chart.lines.push_back({name, Derive::UsedShare, {*part, whole}});
}

PlannedChart memory(const Shelf &shelf)
{
    PlannedChart chart{u"Memory used"_s, Unit::Ratio, 1, {}};
    addShare(chart, shelf, "node_memory_MemAvailable_bytes", "node_memory_MemTotal_bytes", u"memory"_s);
    addShare(chart, shelf, "node_memory_SwapFree_bytes", "node_memory_SwapTotal_bytes", u"swap"_s);
    return chart;
}

PlannedChart disks(const Shelf &shelf)
{
    PlannedChart chart{u"Disks used"_s, Unit::Ratio, 1, {}};
    struct Disk {
        double left;
        PlannedLine line;
    };
    std::vector<Disk> disks;
    for (const SeriesId size : shelf.all("node_filesystem_size_bytes")) {
        const auto available = shelf.partner(size, "node_filesystem_avail_bytes");
        const bool isMemory = shelf.label(size, "fstype") == "tmpfs"_L1 || shelf.label(size, "fstype") == "ramfs"_L1;
        if (!available || isMemory || !(shelf.value(size) > 0))
            continue;
        const double left = shelf.value(*available) / shelf.value(size);
        disks.push_back(
            {std::isnan(left) ? -1 : left, {shelf.label(size, "mountpoint"), Derive::UsedShare, {*available, size}}});
    }
    // Born in no useful order: the fullest are those to see.
    std::stable_sort(disks.begin(), disks.end(), [](const Disk &a, const Disk &b) { return a.left < b.left; });
    for (Disk &disk : disks)
        chart.lines.push_back(std::move(disk.line));
    return chart;
}

PlannedChart network(const Shelf &shelf)
{
    PlannedChart chart{u"Network"_s, Unit::BytesPerSecond, {}, {}};
    std::vector<SeriesId> devices = shelf.all("node_network_receive_bytes_total");
    devices.erase(std::remove_if(devices.begin(), devices.end(),
                                 [&](SeriesId id) { return shelf.label(id, "device") == "lo"_L1; }),
                  devices.end());
    std::stable_sort(devices.begin(), devices.end(),
                     [&](SeriesId a, SeriesId b) { return shelf.value(a) > shelf.value(b); });
    for (const SeriesId in : devices) {
        const QString device = shelf.label(in, "device");
        chart.lines.push_back({device + u" in"_s, Derive::RateSum, {in}});
        if (const auto out = shelf.partner(in, "node_network_transmit_bytes_total"))
            chart.lines.push_back({device + u" out"_s, Derive::RateSum, {*out}});
    }
    return chart;
}
} // namespace

std::vector<PlannedChart> wellKnownCharts(const Picture &picture, const SubjectState &subject)
{
    const Shelf shelf(picture, subject);
    std::vector<PlannedChart> charts;
    for (PlannedChart chart : {load(shelf), processor(shelf), memory(shelf), disks(shelf), network(shelf)}) {
        if (chart.lines.empty())
            continue;
        if (chart.lines.size() > mostLines) {
            chart.title += u" (%1 of %2)"_s.arg(mostLines).arg(chart.lines.size());
            chart.lines.resize(mostLines);
        }
        charts.push_back(std::move(chart));
    }
    return charts;
}

PlannedChart chartOf(const Picture &picture, SeriesId series)
{
    const SeriesDeclared &declared = picture.series[index(series)]->declared;
    const QString name = oneLine(declared.key.metric + labelText(declared.key.labels));
    const Unit unit = unitOf(declared);
    if (!declared.key.metric.ends_with("_total"))
        return {name, unit, {}, {{{}, Derive::AsIs, {series}}}};
    const Unit perSecond = unit == Unit::Bytes ? Unit::BytesPerSecond : Unit::Plain;
    return {name + u", a second"_s, perSecond, {}, {{{}, Derive::RateSum, {series}}}};
}

Trace derive(PlannedLine::Derive how, const std::vector<Trace> &inputs)
{
    switch (how) {
    case Derive::UsedShare:
        return usedShare(inputs.at(0), inputs.at(1));
    case Derive::RateSum: {
        std::vector<Trace> rates;
        for (const Trace &input : inputs)
            rates.push_back(rateOf(input));
        return sumOf(rates);
    }
    case Derive::AsIs:
        break;
    }
    return inputs.at(0);
}
} // namespace signalbox
