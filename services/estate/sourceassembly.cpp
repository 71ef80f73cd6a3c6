// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/sourceassembly.h>

#include <algorithm>
#include <map>
#include <set>

#include <estate/checkassembly.h>
#include <estate/cyrusassembly.h>
#include <estate/estatescalar.h>
#include <estate/placeholders.h>
#include <estate/plaintext.h>
#include <estate/promqltext.h>
#include <estate/sourcekeys.h>
#include <estate/suggestion.h>

namespace signalbox
{
namespace
{
class SourceAssembly
{
public:
    SourceAssembly(const Record &record, const Estate &estate, DeclaredNames &names, std::vector<EstateError> &errors)
        : m_record(record)
        , m_estate(estate)
        , m_names(names)
        , m_errors(errors)
    {
    }

    SourceDeclaration declaration()
    {
        m_source.name = m_record.name;
        m_source.type = m_record.text("type");
        m_source.where = m_record.where;
        m_source.certificateAuthority = m_record.text("ca");
        if (const RecordItem *cap = m_record.item("cap"))
            m_source.cap = static_cast<std::uint32_t>(std::stoul(cap->text));
        if (const RecordValue *keep = m_record.find("keep")) {
            for (const RecordItem &item : keep->items)
                m_source.keep.push_back(item.text);
        }
        times();
        checkKeys();
        if (m_source.findsSubjects()) {
            ownServer();
            return std::move(m_source);
        }
        if (m_source.type == "cyrus" || m_source.type == "store-map") {
            stores();
            return std::move(m_source);
        }
        chosenHosts();
        if (const RecordValue *labels = m_record.find("subject_labels")) {
            for (const RecordItem &item : labels->items) {
                m_names.checkKind("subject_labels", item.text, item.where);
                m_source.subjectLabels.push_back(item.text);
            }
            for (const Declared &declared : m_estate.subjects)
                m_source.known.push_back({declared.subject, declared.address});
        }
        if (const RecordValue *targets = m_record.find("targets"))
            ownTargets(*targets);
        if (const RecordItem *host = m_record.item("host")) {
            if (m_names.check("host", {"host", host->text}, host->where))
                m_source.targets.push_back({{"host", host->text}, {}});
        }
        return std::move(m_source);
    }

private:
    void complain(const Location &where, std::string message) { m_errors.push_back({where, std::move(message)}); }

    void times()
    {
        if (const RecordItem *interval = m_record.item("interval"))
            m_source.interval = durationOf(interval->text);
        m_source.deadline = std::min(m_source.deadline, m_source.interval);
        const RecordItem *deadline = m_record.item("deadline");
        if (!deadline)
            return;
        m_source.deadline = durationOf(deadline->text);
        if (m_source.deadline > m_source.interval)
            complain(deadline->where, "deadline: found " + deadline->text + ", expected at most the interval of " +
                                          durationText(m_source.interval));
    }

    // Which keys go together. A type that this room does not know (the shelf of sources is elsewhere) may have any.
    void checkKeys()
    {
        const auto refuse = [&](std::string_view key, const std::string &why) {
            if (const RecordValue *value = m_record.find(key))
                complain(value->where, std::string(key) + ": " + why);
        };
        if (m_source.findsSubjects()) {
            for (const std::string_view key : {"hosts", "targets", "host", "keep"})
                refuse(key, "not for " + m_source.type + "; expected url alone");
            if (!m_record.find("url"))
                complain(m_record.where,
                         "source \"" + m_record.name + "\" has no \"url\", which " + m_source.type + " needs");
        }
        for (const OwnKey &own : ownKeys()) {
            if (!own.isFor(m_source.type))
                refuse(own.key, "only for " + enumerated(own.types));
        }
        if (m_source.findsSubjects())
            return;
        const bool hosts = m_record.find("hosts") != nullptr;
        const bool url = m_record.find("url") != nullptr;
        if (m_source.type == "this-machine") {
            for (const std::string_view key : {"hosts", "url", "targets", "ca"})
                refuse(key, "not for this-machine; expected host alone");
            if (!m_record.find("host"))
                complain(m_record.where, "source \"" + m_record.name + "\" has no \"host\", which this-machine needs");
            return;
        }
        if (m_source.type == "cyrus" || m_source.type == "store-map") {
            for (const std::string_view key : {"hosts", "url", "targets", "ca", "keep", "host"}) {
                if (key != "ca" || m_source.type != "cyrus")
                    refuse(key, "not for " + m_source.type);
            }
            return;
        }
        if (isCheck(m_source.type)) {
            for (const std::string_view key : {"keep", "host"})
                refuse(key, "not for " + m_source.type);
        }
        if (m_source.type == "command" || m_source.type == "tcp") {
            for (const std::string_view key : {"url", "targets"})
                refuse(key, "not for " + m_source.type + "; expected hosts or subjects");
            if (!hosts && !m_record.find("subjects"))
                complain(m_record.where, "source \"" + m_record.name + "\" asks nobody; expected hosts or subjects");
            return;
        }
        if (hosts && m_record.find("targets"))
            refuse("targets", "found besides hosts, expected hosts with url, or targets alone");
        if (url && !hosts)
            refuse("url", "found without hosts; say which hosts are asked, such as hosts: all");
        if (!m_source.type.empty() && !hosts && !url && !m_record.find("targets") && !m_record.find("host"))
            complain(m_record.where,
                     "source \"" + m_record.name + "\" asks nobody; expected hosts with url, or targets");
        if (m_source.type != "exposition" && m_source.type != "http")
            return;
        refuse("host", "only for this-machine; expected hosts");
        if (hosts && !url)
            refuse("hosts", "found without url; say where they answer, such as url: \"http://{address}:9100/metrics\"");
    }

    // A server that speaks of many subjects: the one target is the source itself.
    void ownServer()
    {
        if (const RecordItem *url = m_record.item("url")) {
            const std::string fault = url->text.find_first_of("{}") == std::string::npos
                                          ? urlFault(url->text)
                                          : "found a placeholder, expected the server's own address";
            if (!fault.empty())
                complain(url->where, "url: " + fault);
            m_source.targets.push_back({{"source", m_source.name}, url->text});
        }
        m_source.watchdog = m_record.text("watchdog");
        if (m_source.type == "alertmanager" && !m_record.find("cap"))
            m_source.cap = 20'000;
        if (m_source.type == "prometheus")
            prometheus();
        for (const Declared &declared : m_estate.subjects)
            m_source.known.push_back({declared.subject, declared.address});
    }

    void prometheus()
    {
        if (const RecordItem *sweep = m_record.item("sweep"))
            m_source.sweep = durationOf(sweep->text);
        if (m_source.sweep < m_source.interval)
            complain(m_record.where, "sweep: " + durationText(m_source.sweep) + " is less than the interval of " +
                                         durationText(m_source.interval));
        if (const RecordItem *label = m_record.item("host_label"); label && checkLabel(*label))
            m_source.hostLabel = label->text;
        if (const RecordValue *jobs = m_record.find("jobs")) {
            for (const RecordItem &item : jobs->items)
                m_source.jobs.push_back(item.text);
        }
        if (const RecordValue *queries = m_record.find("queries")) {
            for (const Record &query : queries->records)
                m_source.queries.push_back(declaredQuery(query));
        }
    }

    bool checkLabel(const RecordItem &label)
    {
        if (!isLabelName(label.text))
            complain(label.where,
                     "found \"" + harmless(label.text, 60) + "\", expected a label's name such as instance");
        return isLabelName(label.text);
    }

    DeclaredQuery declaredQuery(const Record &record)
    {
        DeclaredQuery query;
        query.name = record.name;
        query.expr = record.text("expr");
        query.from = record.text("from");
        query.wrong = record.text("wrong");
        query.unit = record.text("unit");
        if (!isLabelName(query.name))
            complain(record.where,
                     "queries: found \"" + query.name + "\", expected a metric's name such as queue_length");
        if (const RecordItem *label = record.item("label"); label && checkLabel(*label))
            query.label = label->text;
        if (const RecordItem *kind = record.item("kind"))
            query.kind = kind->text;
        if (const RecordItem *interval = record.item("interval"))
            query.interval = durationOf(interval->text);
        if (query.from.empty() && !query.expr.empty() && !isPlainSelector(query.expr))
            complain(record.where, "query \"" + query.name +
                                       "\" has no \"from\", which it needs since its expr is more than a selector: "
                                       "nobody could tell how old its values are");
        if (!query.from.empty() && !isPlainSelector(query.from))
            complain(record.item("from")->where, "from: expected a plain selector such as queue_length{job=\"mail\"}");
        if (!query.wrong.empty() && !isComparison(query.wrong))
            complain(record.item("wrong")->where, "wrong: expected a comparison with a number such as \"> 100\"");
        return query;
    }

    void chosenHosts()
    {
        if (m_source.type == "this-machine")
            return;
        std::vector<const Declared *> chosen;
        if (const RecordValue *hosts = m_record.find("hosts")) {
            for (const RecordItem &item : hosts->items)
                choose(item, chosen);
        }
        if (const RecordValue *subjects = m_record.find("subjects")) {
            for (const RecordItem &item : subjects->items) {
                if (const auto subject = m_names.reference("subjects", item.text, item.where))
                    chosen.push_back(declaredBySubject().at(*subject));
            }
        }
        if (isCheck(m_source.type))
            assembleCheck(m_record, chosen, m_source, m_errors);
        if (m_source.type == "command" || m_source.type == "tcp")
            return;
        const RecordItem *url = m_record.item("url");
        if (url && !placeholdersAreKnown(*url))
            return;
        for (const Declared *host : chosen) {
            if (url)
                addFilled(*url, *host);
            else
                m_source.targets.push_back({host->subject, {}});
        }
    }

    // The slots of the stores that are named, or of all; the map of stores is one target.
    void stores()
    {
        if (m_source.type == "store-map") {
            m_source.targets.push_back({{"source", m_source.name}, {}});
            if (m_estate.cyrus)
                m_source.map = m_estate.cyrus->map;
            else
                complain(m_record.where,
                         "source \"" + m_record.name + "\" has no map; the section cyrus says where it is");
            for (const Declared &declared : m_estate.subjects)
                m_source.known.push_back({declared.subject, declared.address});
            return;
        }
        std::vector<const Declared *> chosen;
        const RecordValue *subjects = m_record.find("subjects");
        for (const RecordItem &item : subjects ? subjects->items : std::vector<RecordItem>()) {
            const auto subject = m_names.reference("subjects", item.text, item.where);
            if (subject && subject->kind != "store")
                complain(item.where, "subjects: found " + subject->path() + ", expected stores");
            else if (subject)
                chosen.push_back(declaredBySubject().at(*subject));
        }
        for (const Declared &declared : m_estate.subjects) {
            if (!subjects && declared.subject.kind == "store")
                chosen.push_back(&declared);
        }
        assembleSlots(m_record, chosen, m_estate, m_source, m_errors);
    }

    void choose(const RecordItem &item, std::vector<const Declared *> &chosen)
    {
        if (item.key.empty()) {
            if (m_names.check("hosts", {"host", item.text}, item.where))
                chosen.push_back(declaredBySubject().at({"host", item.text}));
            return;
        }
        std::set<std::string_view> known;
        const std::size_t before = chosen.size();
        for (const Declared &declared : m_estate.subjects) {
            if (declared.subject.kind != "host")
                continue;
            known.insert(declared.site);
            known.insert(declared.roles.begin(), declared.roles.end());
            const bool matches =
                item.key == "all" || (item.key == "site" && declared.site == item.text) ||
                (item.key == "role" && std::count(declared.roles.begin(), declared.roles.end(), item.text) > 0);
            if (matches)
                chosen.push_back(&declared);
        }
        if (chosen.size() > before)
            return;
        if (item.key == "all")
            complain(item.where, "hosts: no host is declared");
        else
            complain(item.where, "hosts: no host has the " + item.key + " \"" + harmless(item.text, 60) + '"' +
                                     didYouMean(item.text, std::vector(known.begin(), known.end())));
    }

    const std::map<Subject, const Declared *> &declaredBySubject()
    {
        if (m_declaredBySubject.empty()) {
            for (const Declared &declared : m_estate.subjects)
                m_declaredBySubject.emplace(declared.subject, &declared);
        }
        return m_declaredBySubject;
    }

    bool placeholdersAreKnown(const RecordItem &url)
    {
        const auto unknown = unknownPlaceholder(url.text);
        if (unknown)
            complain(url.where, "url: " + placeholderFault(*unknown));
        return !unknown;
    }

    void addFilled(const RecordItem &url, const Declared &host)
    {
        if (host.address.empty() && url.text.find("{address}") != std::string::npos) {
            complain(url.where, "url: {address} stands here, but the host \"" + host.subject.name +
                                    "\" has no address; give it one, or write {name}");
            return;
        }
        std::string text =
            withPlaceholders(url.text, host, isIpv6(host.address) ? '[' + host.address + ']' : host.address);
        const std::string fault = urlFault(text);
        if (!fault.empty())
            complain(url.where, "url: for the host \"" + host.subject.name + "\" " + fault);
        else
            m_source.targets.push_back({host.subject, std::move(text)});
    }

    void ownTargets(const RecordValue &targets)
    {
        std::set<Subject> seen;
        for (const RecordItem &item : targets.items) {
            const auto subject = m_names.reference("targets", item.key, item.keyWhere);
            if (!subject)
                continue;
            if (!seen.insert(*subject).second)
                complain(item.keyWhere, "targets: " + subject->path() + " stands here twice");
            else
                m_source.targets.push_back({*subject, item.text});
        }
    }

    const Record &m_record;
    const Estate &m_estate;
    DeclaredNames &m_names;
    std::vector<EstateError> &m_errors;
    SourceDeclaration m_source;
    std::map<Subject, const Declared *> m_declaredBySubject;
};
} // namespace

SourceDeclaration assembleSource(const Record &record, const Estate &estate, DeclaredNames &names,
                                 std::vector<EstateError> &errors)
{
    return SourceAssembly(record, estate, names, errors).declaration();
}
} // namespace signalbox
