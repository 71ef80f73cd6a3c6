// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/estateassembly.h>

#include <algorithm>
#include <map>
#include <set>

#include <estate/cyrusassembly.h>
#include <estate/estatelimits.h>
#include <estate/estatescalar.h>
#include <estate/pagingassembly.h>
#include <estate/placeholders.h>
#include <estate/plaintext.h>
#include <estate/queryassembly.h>
#include <estate/reachassembly.h>
#include <estate/runbookassembly.h>
#include <estate/sourceassembly.h>
#include <estate/suggestion.h>
#include <estate/userruleassembly.h>

namespace signalbox
{
namespace
{
const std::vector<Record> none;

std::string placeText(const Location &where)
{
    return where.file + ':' + std::to_string(where.line);
}

// The whole estate as records, one a name, over all files.
class Assembly
{
public:
    Assembly(const std::vector<Record> &files, std::span<const std::string_view> sourceTypes,
             std::vector<EstateError> &errors)
        : m_files(files)
        , m_sourceTypes(sourceTypes)
        , m_errors(errors)
        , m_names(errors)
    {
    }

    Estate estate()
    {
        Estate estate;
        for (const Field &section : estateFields())
            gather(section);
        estate.name = text("name");
        estate.id = text("id");
        estate.limits = limits();
        estate.recording = recordingLimits();
        estate.terminal = terminal();
        if (const RecordItem *after = setting("alerts", "escalate_after"))
            estate.escalateAfter = durationOf(after->text);
        if (const RecordItem *headsTo = setting("journal", "heads_to"))
            estate.headsTo = headsTo->text;
        if (const Record *cyrus = mapping("cyrus"))
            estate.cyrus = assembleCyrus(*cyrus, m_errors);
        for (const Field &section : estateFields()) {
            for (const Record *record : m_sections[section.key])
                add(estate, section, *record);
        }
        estate.paging = paging();
        estate.reach = assembleReach(mapping("reach"), m_sections["hosts"], m_names, m_errors);
        estate.interlock = assembleInterlock(mapping("interlock"), m_names, m_errors);
        return estate;
    }

private:
    // What a section says over all files: once each.
    void gather(const Field &section)
    {
        std::map<std::string_view, Location> seen;
        const std::set<std::string_view> byHand = writtenByHand(section);
        const auto isNew = [&](std::string_view name, const Location &where) {
            const auto [first, fresh] = seen.try_emplace(name, where);
            if (!fresh)
                m_errors.push_back({where, (name == section.key ? "" : std::string(section.key) + ": ") + '"' +
                                               std::string(name) + "\" stands already in " + placeText(first->second)});
            return fresh;
        };
        for (const Record &file : m_files) {
            const RecordValue *value = file.find(section.key);
            if (!value)
                continue;
            if (section.shape == Shape::Named) {
                for (const Record &record : value->records) {
                    if (!record.where.origin.empty() && byHand.contains(record.name))
                        continue;
                    if (isNew(record.name, record.where) && !section.kind.empty())
                        m_names.declare({std::string(section.kind), record.name});
                    m_sections[section.key].push_back(&record);
                }
            } else if (isNew(section.key, value->where)) {
                m_values[section.key] = value;
            }
        }
    }

    // An entry written by hand takes the place of one that a row of a query gives.
    std::set<std::string_view> writtenByHand(const Field &section) const
    {
        std::set<std::string_view> names;
        for (const Record &file : m_files) {
            const RecordValue *value = file.find(section.key);
            for (const Record &record : value &&section.shape == Shape::Named ? value->records : none) {
                if (record.where.origin.empty())
                    names.insert(record.name);
            }
        }
        return names;
    }

    std::string text(std::string_view key) const
    {
        const auto value = m_values.find(key);
        return value == m_values.end() || value->second->items.empty() ? std::string()
                                                                       : value->second->items.front().text;
    }

    Limits limits()
    {
        const Record *record = mapping("limits");
        return record ? limitsOf(*record, m_errors) : Limits{};
    }

    std::vector<std::string> terminal()
    {
        const auto value = m_values.find("terminal");
        if (value == m_values.end())
            return {"x-terminal-emulator", "-e"};
        std::vector<std::string> argv;
        for (const RecordItem &item : value->second->items)
            argv.push_back(item.text);
        if (!argv.empty() && argv.front().starts_with('-'))
            m_errors.push_back({value->second->items.front().where,
                                "terminal: found \"" + harmless(argv.front(), 40) + "\", expected a program's name"});
        return argv;
    }

    // A mapping at the top, or null.
    const Record *mapping(std::string_view key) const
    {
        const auto value = m_values.find(key);
        return value == m_values.end() ? nullptr : &value->second->records.front();
    }

    // An item of a mapping at the top, or null.
    const RecordItem *setting(std::string_view above, std::string_view key) const
    {
        const Record *record = mapping(above);
        return record ? record->item(key) : nullptr;
    }

    RecordingLimits recordingLimits() const
    {
        RecordingLimits limits;
        if (const RecordItem *keep = setting("recording", "keep"))
            limits.keep = durationOf(keep->text);
        if (const RecordItem *atMost = setting("recording", "at_most"))
            limits.atMost = static_cast<std::uint64_t>(sizeOf(atMost->text));
        return limits;
    }

    void add(Estate &estate, const Field &section, const Record &record)
    {
        if (section.kind == "source")
            addSource(estate, record);
        else if (section.key == "uptime_horizons")
            estate.uptimeHorizons.push_back(horizon(record));
        else if (section.key == "queries")
            estate.queries.push_back(assembleQuery(record));
        else if (section.key == "rules")
            estate.userRules.push_back(assembleUserRule(record, estate, m_names, m_errors));
        else if (section.key == "links")
            estate.links.push_back(link(record));
        else if (section.key == "runbooks")
            estate.runbooks.push_back(assembleRunbook(record, m_names, m_errors));
        else if (section.key == "people" || section.key == "on_call")
            return; // they are no subjects: see paging()
        else if (section.kind.empty())
            estate.maintenance.push_back(maintenance(record));
        else
            estate.subjects.push_back(declared(section, record));
    }

    Paging paging()
    {
        PagingRecords records{m_sections["pagers"], m_sections["people"], m_sections["on_call"],
                              m_sections["heartbeats"], mapping("paging")};
        return assemblePaging(records, m_names, m_errors);
    }

    // The product of sources and hosts is bounded, since a small file can ask for a large one.
    void addSource(Estate &estate, const Record &record)
    {
        if (estate.sources.size() > maximumSources || m_targets > maximumTargets)
            return;
        checkType(record);
        estate.sources.push_back(assembleSource(record, estate, m_names, m_errors));
        m_targets += estate.sources.back().targets.size();
        if (estate.sources.size() > maximumSources)
            m_errors.push_back({record.where, "more than " + std::to_string(maximumSources) + " sources"});
        else if (m_targets > maximumTargets)
            m_errors.push_back(
                {record.where, "with this source, more than " + std::to_string(maximumTargets) + " targets in all"});
    }

    void checkType(const Record &source)
    {
        const RecordItem *type = source.item("type");
        const bool known =
            std::find(m_sourceTypes.begin(), m_sourceTypes.end(), source.text("type")) != m_sourceTypes.end();
        if (!type || m_sourceTypes.empty() || known)
            return;
        std::string all;
        for (const std::string_view one : m_sourceTypes)
            all += (all.empty() ? "" : ", ") + std::string(one);
        const std::string meant = didYouMean(type->text, m_sourceTypes);
        m_errors.push_back({type->where, "type: no kind of source is called \"" + type->text + '"' +
                                             (meant.empty() ? ", expected one of " + all : meant)});
    }

    UptimeHorizon horizon(const Record &record)
    {
        UptimeHorizon horizon;
        horizon.name = record.name;
        horizon.metric = record.find("metric") ? record.text("metric") : "node_boot_time_seconds";
        horizon.kernelFrom = record.text("kernel_from");
        horizon.kernelBelow = record.text("kernel_below");
        horizon.reason = record.text("reason");
        if (const RecordItem *limit = record.item("limit"))
            horizon.limit = durationOf(limit->text);
        for (const std::string_view key : {"kernel_from", "kernel_below"}) {
            const RecordItem *kernel = record.item(key);
            if (kernel && horizon.metric != "node_boot_time_seconds")
                m_errors.push_back({kernel->where, std::string(key) + ": not with " + horizon.metric +
                                                       ", which is no Linux's; expected node_boot_time_seconds"});
        }
        return horizon;
    }

    Link link(const Record &record)
    {
        Link link;
        link.name = record.name;
        link.where = record.where;
        link.url = record.text("url");
        if (const auto unknown = unknownPlaceholder(link.url))
            m_errors.push_back({record.item("url")->where, "url: " + placeholderFault(*unknown)});
        if (const RecordValue *kinds = record.find("kinds")) {
            for (const RecordItem &item : kinds->items) {
                m_names.checkKind("kinds", item.text, item.where);
                link.kinds.push_back(item.text);
            }
        }
        if (const RecordValue *subjects = record.find("subjects"))
            link.subjects = references(*subjects);
        if (!record.find("kinds") && !record.find("subjects"))
            m_errors.push_back({record.where, "found neither kinds nor subjects, expected what it tells of"});
        return link;
    }

    Maintenance maintenance(const Record &record)
    {
        Maintenance window;
        window.name = record.name;
        window.where = record.where;
        window.reason = record.text("reason");
        if (const RecordValue *subjects = record.find("subjects"))
            window.subjects = references(*subjects);
        const RecordItem *from = record.item("from");
        const RecordItem *until = record.item("until");
        if (from && until) {
            window.from = instantOf(from->text).value_or(window.from);
            window.until = instantOf(until->text).value_or(window.until);
            if (window.until <= window.from)
                m_errors.push_back({until->where, "until is not after from"});
        }
        return window;
    }

    std::vector<Subject> references(const RecordValue &value)
    {
        std::vector<Subject> all;
        for (const RecordItem &item : value.items) {
            if (auto subject = m_names.reference(value.field->key, item.text, item.where))
                all.push_back(std::move(*subject));
        }
        return all;
    }

    Declared declared(const Field &section, const Record &record)
    {
        Declared declared;
        declared.subject = {std::string(section.kind), record.name};
        declared.where = record.where;
        for (const Field &field : section.fields) {
            if (!field.fallback.empty())
                declared.details[std::string(field.key)] = field.fallback;
        }
        for (const RecordValue &value : record.values)
            take(declared, value);
        if (section.kind == "service")
            checkNeeds(record);
        return declared;
    }

    void take(Declared &declared, const RecordValue &value)
    {
        const std::string key(value.field->key);
        std::vector<std::string> texts;
        for (const RecordItem &item : value.items)
            texts.push_back(item.text);
        if (!value.field->refersTo.empty()) {
            for (const RecordItem &item : value.items) {
                if (m_names.check(key, {std::string(value.field->refersTo), item.text}, item.where))
                    declared.members.push_back({std::string(value.field->refersTo), item.text});
            }
        } else if (value.field->type == ScalarType::Reference) {
            declared.dependsOn = references(value);
            if (std::count(declared.dependsOn.begin(), declared.dependsOn.end(), declared.subject) > 0)
                m_errors.push_back({value.where, key + ": " + declared.subject.path() + " cannot depend on itself"});
        } else if (value.field->shape == Shape::Mapping) {
            for (const Field &inner : value.field->fields) {
                const RecordItem *item = value.records.front().item(inner.key);
                if (item || !inner.fallback.empty())
                    declared.details[key + '.' + std::string(inner.key)] =
                        item ? item->text : std::string(inner.fallback);
            }
        } else if (key == "roles") {
            declared.roles = std::move(texts);
        } else if (value.field->shape == Shape::List) {
            declared.lists[key] = std::move(texts);
        } else if (!texts.empty()) {
            std::string &place = key == "address" ? declared.address
                                 : key == "site"  ? declared.site
                                                  : declared.details[key];
            place = texts.front();
        }
    }

    // A need that the declared instances cannot meet even when all is well is a mistake, not an alarm for ever.
    void checkNeeds(const Record &service)
    {
        const RecordValue *instances = service.find("instances");
        const RecordValue *needs = service.find("needs");
        if (!instances || !needs || instances->items.empty())
            return;
        for (const std::string_view key : {"instances", "hosts"}) {
            const RecordItem *item = needs->records.front().item(key);
            if (item && std::stoul(item->text) > instances->items.size())
                m_errors.push_back({item->where, "needs " + item->text + ' ' + std::string(key) + ", but only " +
                                                     std::to_string(instances->items.size()) +
                                                     " instances are declared"});
        }
    }

    const std::vector<Record> &m_files;
    const std::span<const std::string_view> m_sourceTypes;
    std::vector<EstateError> &m_errors;
    DeclaredNames m_names;
    std::size_t m_targets = 0;
    std::map<std::string_view, const RecordValue *> m_values;
    std::map<std::string_view, std::vector<const Record *>> m_sections;
};
} // namespace

Estate assembleEstate(const std::vector<Record> &files, std::span<const std::string_view> sourceTypes,
                      std::vector<EstateError> &errors)
{
    return Assembly(files, sourceTypes, errors).estate();
}
} // namespace signalbox
