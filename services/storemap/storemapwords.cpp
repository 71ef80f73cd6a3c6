// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <storemap/storemapwords.h>

#include <algorithm>
#include <charconv>
#include <set>

#include <estate/plaintext.h>
#include <estate/subject.h>

namespace signalbox
{
namespace
{
constexpr std::size_t mostStores = 100'000;
constexpr std::string_view none = "-";

std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

Expected<StorePlace> placeOf(std::string_view line, std::size_t number)
{
    const auto fault = [&](const std::string &why) {
        return tl::unexpected(Problem{{},
                                      "the map of stores, line " + std::to_string(number) + ": found \"" +
                                          harmless(line, 80) + "\", " + why,
                                      {}});
    };
    const std::vector<std::string_view> words = wordsOf(line);
    if (words.size() != 4)
        return fault("expected STORE MASTER REPLICA SERIAL");
    for (const std::string_view word : {words[0], words[1], words[2]}) {
        if (!isSubjectName(word) && (word != none || word.data() == words[0].data()))
            return fault("expected names of a store and of hosts");
    }
    StorePlace place;
    place.store = words[0];
    place.master = words[1] == none ? std::string_view() : words[1];
    place.replica = words[2] == none ? std::string_view() : words[2];
    if (words[3] == none)
        return place;
    std::int64_t serial = 0;
    const auto [end, error] = std::from_chars(words[3].data(), words[3].data() + words[3].size(), serial);
    if (error != std::errc() || end != words[3].data() + words[3].size())
        return fault("expected a whole number or - at its end");
    place.serial = serial;
    return place;
}

std::vector<std::string> mapProgramOf(const StoreMap &map)
{
    if (!map.command.empty())
        return map.command;
    std::vector<std::string> words{"signalboxctl", "store-map"};
    const auto add = [&](const char *option, const std::string &value) {
        if (!value.empty())
            words.insert(words.end(), {option, value});
    };
    add("--file", map.file);
    add("--postgresql", map.postgresql);
    add("--table", map.table);
    add("--store", map.storeColumn);
    add("--master", map.masterColumn);
    add("--replica", map.replicaColumn);
    add("--serial", map.serialColumn);
    return words;
}

std::vector<std::string> with(std::vector<std::string> words, std::initializer_list<std::string> more)
{
    words.insert(words.end(), more);
    return words;
}
} // namespace

std::string placesText(const std::vector<StorePlace> &places)
{
    std::string text;
    for (const StorePlace &place : places) {
        text.append(place.store).append(" ");
        text.append(place.master.empty() ? none : place.master).append(" ");
        text.append(place.replica.empty() ? none : place.replica).append(" ");
        text.append(place.serial ? std::to_string(*place.serial) : std::string(none)).append("\n");
    }
    return text;
}

Expected<std::vector<StorePlace>> placesOf(std::string_view text)
{
    std::vector<StorePlace> places;
    std::set<std::string_view> names;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        Expected<StorePlace> place = placeOf(line, number);
        if (!place)
            return tl::unexpected(place.error());
        if (places.size() >= mostStores)
            return tl::unexpected(Problem{{}, "the map of stores has more than " + std::to_string(mostStores), {}});
        if (!names.insert(line.substr(0, place->store.size())).second)
            return tl::unexpected(Problem{{}, "the map of stores has " + place->store + " twice", {}});
        places.push_back(std::move(*place));
    }
    return places;
}

std::vector<std::string> listWords(const StoreMap &map)
{
    return with(mapProgramOf(map), {"list"});
}

std::vector<std::string> moveWords(const StoreMap &map, const StoreMove &move)
{
    return with(mapProgramOf(map), {"move", move.store, move.from, move.to,
                                    move.serial ? std::to_string(*move.serial) : std::string(none)});
}

std::vector<std::string> isWords(const StoreMap &map, const std::string &store, const std::string &host)
{
    return with(mapProgramOf(map), {"is", store, host});
}
} // namespace signalbox
