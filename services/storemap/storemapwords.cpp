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

// "reading=HOST" and "new=0", each once; false: it is neither.
bool takeFurther(std::string_view word, StorePlace &place)
{
    constexpr std::string_view reading = "reading=";
    if (word.starts_with(reading) && !place.reading) {
        const std::string_view host = word.substr(reading.size());
        place.reading = host == none ? std::string_view() : host;
        return host == none || isSubjectName(host);
    }
    const bool isNew = (word == "new=1" || word == "new=0") && !place.newUsers;
    if (isNew)
        place.newUsers = word.back() == '1';
    return isNew;
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
    if (words.size() < 4)
        return fault("expected STORE MASTER REPLICA SERIAL");
    for (const std::string_view word : {words[0], words[1], words[2]}) {
        if (!isSubjectName(word) && (word != none || word.data() == words[0].data()))
            return fault("expected names of a store and of hosts");
    }
    StorePlace place;
    place.store = words[0];
    place.master = words[1] == none ? std::string_view() : words[1];
    place.replica = words[2] == none ? std::string_view() : words[2];
    for (std::size_t i = 4; i < words.size(); ++i) {
        if (!takeFurther(words[i], place))
            return fault("expected reading=HOST, reading=-, new=0 or new=1 after the serial, each once");
    }
    if (words[3] == none)
        return place;
    std::int64_t serial = 0;
    const auto [end, error] = std::from_chars(words[3].data(), words[3].data() + words[3].size(), serial);
    if (error != std::errc() || end != words[3].data() + words[3].size())
        return fault("expected a whole number or - as its serial");
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
    add("--reading", map.readingColumn);
    add("--new-users", map.newUsersColumn);
    return words;
}

std::vector<std::string> with(std::vector<std::string> words, std::initializer_list<std::string> more)
{
    words.insert(words.end(), more);
    return words;
}

std::string orNone(const std::string &name)
{
    return name.empty() ? std::string(none) : name;
}

std::string serialWord(const std::optional<std::int64_t> &serial)
{
    return serial ? std::to_string(*serial) : std::string(none);
}

std::string wordOf(const NewUserStores &stores)
{
    std::string word;
    for (const std::string &store : stores)
        word.append(word.empty() ? "" : ",").append(store);
    return orNone(word);
}
} // namespace

std::string namesText(const NewUserStores &stores)
{
    std::string text;
    for (const std::string &store : stores)
        text.append(text.empty() ? "" : ", ").append(store);
    return text.empty() ? "no store" : text;
}

std::string placesText(const std::vector<StorePlace> &places)
{
    std::string text;
    for (const StorePlace &place : places) {
        text.append(place.store).append(" ");
        text.append(orNone(place.master)).append(" ");
        text.append(orNone(place.replica)).append(" ");
        text.append(serialWord(place.serial));
        if (place.reading)
            text.append(" reading=").append(orNone(*place.reading));
        if (place.newUsers)
            text.append(*place.newUsers ? " new=1" : " new=0");
        text.append("\n");
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
    return with(mapProgramOf(map), {"move", move.store, move.from, move.to, serialWord(move.serial)});
}

std::vector<std::string> isWords(const StoreMap &map, const std::string &store, const std::string &host)
{
    return with(mapProgramOf(map), {"is", store, host});
}

std::vector<std::string> readWords(const StoreMap &map, const StoreReading &reading)
{
    return with(mapProgramOf(map),
                {"read", reading.store, orNone(reading.from), orNone(reading.to), serialWord(reading.serial)});
}

std::vector<std::string> isReadWords(const StoreMap &map, const std::string &store, const std::string &host)
{
    return with(mapProgramOf(map), {"is-read", store, orNone(host)});
}

std::vector<std::string> newUsersWords(const StoreMap &map, const NewUserStores &from, const NewUserStores &to)
{
    return with(mapProgramOf(map), {"new-users", wordOf(from), wordOf(to)});
}

std::vector<std::string> isNewUsersWords(const StoreMap &map, const NewUserStores &stores)
{
    return with(mapProgramOf(map), {"is-new-users", wordOf(stores)});
}

Expected<NewUserStores> newUserStoresOf(std::string_view word)
{
    NewUserStores stores;
    if (word == none)
        return stores;
    while (true) {
        const std::size_t end = std::min(word.find(','), word.size());
        const std::string name(word.substr(0, end));
        if (!isSubjectName(name) || !stores.insert(name).second)
            return tl::unexpected(Problem{
                {}, "found \"" + harmless(name, 60) + "\", expected names of stores, a comma between them", {}});
        if (end == word.size())
            return stores;
        word.remove_prefix(end + 1);
    }
}
} // namespace signalbox
