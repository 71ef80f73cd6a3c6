// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>

#include <QCoreApplication>

#include <sources/cadence.h>
#include <sources/metric.h>
#include <sources/pluginrun.h>
#include <sources/selfreport.h>
#include <sources/source.h>
#include <storemap/storemapwords.h>

namespace signalbox::sources::map_of_stores
{
namespace
{
std::vector<std::string> argvOf(const StoreMap &map)
{
    std::vector<std::string> words = listWords(map);
    if (words.front() == "signalboxctl")
        words.front() = QCoreApplication::applicationDirPath().toStdString() + "/signalboxctl";
    return words;
}

/// Reads the map again and again, and says of each declared store where it stands.
class StoreMapSource final : public Source
{
public:
    StoreMapSource(const SourceDeclaration &declaration, Say &say, const Clock &clock)
        : m_clock(clock)
        , m_say(say)
        , m_interval(declaration.interval)
        , m_deadline(std::min(declaration.deadline, declaration.interval * 9 / 10))
        , m_report(say, declaration.targets.front().subject, {}, wellFormed(listWords(declaration.map).front()),
                   m_interval)
        , m_cadence(declaration.name, 1, m_interval, clock, [this] { tick(); })
        , m_run(argvOf(declaration.map), "the map of stores")
    {
        for (const KnownSubject &known : declaration.known) {
            if (known.subject.kind == "store")
                m_stores.emplace(known.subject.name, Series());
        }
    }

private:
    struct Series {
        std::optional<SeriesHandle> master;
        std::optional<SeriesHandle> serial;
        std::optional<SeriesHandle> reading;
        std::optional<SeriesHandle> newUsers;
    };

    void tick()
    {
        if (m_run.isUnderWay())
            return;
        m_asked = m_clock.now();
        m_run.start(m_deadline, [this](const PluginEnd &end) { finish(end); });
    }

    void finish(const PluginEnd &end)
    {
        Attempt attempt;
        attempt.at = m_clock.now();
        attempt.duration = attempt.at - m_asked;
        const bool hasList = end.trouble.empty() && end.status == 0;
        const std::string why = !end.trouble.empty()
                                    ? end.trouble
                                    : "the map of stores ended with status " + std::to_string(end.status) + ": " +
                                          wellFormed(end.printed, 200);
        const Expected<std::vector<StorePlace>> places =
            hasList ? placesOf(end.printed) : tl::unexpected(Problem{{}, why, {}});
        attempt.answered = places.has_value();
        if (places) {
            attempt.scraped = places->size();
            take(*places);
        } else {
            attempt.error = places.error().sentence();
        }
        m_report.say(attempt);
        m_say.flush();
    }

    void take(const std::vector<StorePlace> &places)
    {
        std::size_t found = 0;
        for (const StorePlace &place : places) {
            const auto store = m_stores.find(place.store);
            if (store == m_stores.end())
                continue; // nobody here moves it
            ++found;
            sayPlace(store->first, store->second, place);
        }
        if (found == m_stores.size())
            return;
        for (auto &[name, series] : m_stores) { // what has no row any more is nowhere
            const auto isRow = [&store = name](const StorePlace &place) { return place.store == store; };
            if (std::none_of(places.begin(), places.end(), isRow))
                forget(series);
        }
    }

    void sayPlace(const std::string &store, Series &series, const StorePlace &place)
    {
        const Subject subject{"store", store};
        const auto of = [&](std::optional<SeriesHandle> &handle, std::string_view metric) {
            if (!handle)
                handle = m_say.series(subject, metric, {}, {}, m_interval);
            return *handle;
        };
        m_say.text(of(series.master, "store_map_master"), m_asked, place.master);
        if (place.serial)
            m_say.number(of(series.serial, "store_map_serial"), m_asked, static_cast<double>(*place.serial));
        if (place.reading)
            m_say.text(of(series.reading, "store_map_reading"), m_asked, *place.reading);
        if (place.newUsers)
            m_say.number(of(series.newUsers, "store_map_new_users"), m_asked, *place.newUsers ? 1 : 0);
    }

    void forget(Series &series)
    {
        for (std::optional<SeriesHandle> *each : {&series.master, &series.serial, &series.reading, &series.newUsers}) {
            if (*each)
                m_say.gone(**each, m_asked);
            each->reset();
        }
    }

    const Clock &m_clock;
    Say &m_say;
    Milliseconds m_interval;
    Milliseconds m_deadline;
    SelfReport m_report;
    std::map<std::string, Series> m_stores; ///< by name
    Moment m_asked{};
    Cadence m_cadence;
    PluginRun m_run; ///< last, so that nothing calls back while the rest goes
};

std::unique_ptr<Source> start(const SourceDeclaration &declaration, Say &say, const Clock &clock)
{
    if (declaration.targets.empty())
        return nullptr;
    return std::make_unique<StoreMapSource>(declaration, say, clock);
}
} // namespace

extern const SourceType item;
const SourceType item = {"store-map", "The map of stores", start};
} // namespace signalbox::sources::map_of_stores
