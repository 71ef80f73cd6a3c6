// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/runbookassembly.h>

#include <algorithm>

#include <estate/estatescalar.h>
#include <estate/placeholders.h>
#include <estate/plaintext.h>
#include <estate/runbookfields.h>
#include <estate/takevalue.h>
#include <estate/userruleassembly.h>

namespace signalbox
{
namespace
{
void takeCount(const Record &record, std::string_view key, std::uint32_t &into)
{
    if (const RecordItem *item = record.item(key))
        into = static_cast<std::uint32_t>(std::stoul(item->text));
}

/// The choice as the value of an enum whose values stand in the order of the words.
template <class Value>
void takeChoice(const Record &record, std::string_view key, std::span<const std::string_view> words, Value &into)
{
    const RecordItem *item = record.item(key);
    const auto found = item ? std::find(words.begin(), words.end(), item->text) : words.end();
    if (found != words.end())
        into = static_cast<Value>(found - words.begin());
}

class RunbookAssembly
{
public:
    RunbookAssembly(DeclaredNames &names, std::vector<EstateError> &errors)
        : m_names(names)
        , m_errors(errors)
    {
    }

    Runbook runbook(const Record &record)
    {
        Runbook runbook;
        runbook.name = record.name;
        runbook.where = record.where;
        runbook.title = record.text("title");
        runbook.guidance = record.text("guidance");
        runbook.isAtTarget = record.text("at") == "target";
        takeTargets(record, runbook);
        checkPlaceholders(record, "title");
        runbook.run = command(record, "run", runbook);
        runbook.probe = command(record, "probe", runbook);
        runbook.undo = command(record, "undo", runbook);
        takeDuration(record, "deadline", runbook.deadline);
        takeDuration(record, "probe_deadline", runbook.probeDeadline);
        takeDuration(record, "soak", runbook.soak);
        takeChoice(record, "gate", gateLevels, runbook.gate);
        takeCount(record, "most", runbook.most);
        takeCount(record, "at_once", runbook.atOnce);
        if (runbook.atOnce > runbook.most)
            complain(record.item("at_once")->where,
                     "at_once: more than `most`, which is " + std::to_string(runbook.most));
        if (const RecordValue *atRisk = record.find("at_risk")) {
            runbook.atRiskMetric = atRisk->records.front().text("metric");
            runbook.atRiskWords = atRisk->records.front().text("words");
        }
        if (const RecordValue *required = record.find("requires")) {
            for (const Record &each : required->records)
                runbook.required.push_back(requirement(each));
        }
        return runbook;
    }

    Interlock interlock(const Record &record)
    {
        Interlock interlock;
        takeChoice(record, "second_person", secondPersons, interlock.secondPerson);
        takeDuration(record, "cool_down", interlock.coolDown);
        takeDuration(record, "clock_skew", interlock.clockSkew);
        takeCount(record, "most_targets", interlock.mostTargets);
        takeCount(record, "most_sites", interlock.mostSites);
        if (const RecordItem *free = record.item("free_disk"))
            interlock.freeDisk = static_cast<std::uint64_t>(sizeOf(free->text));
        interlock.never = references(record, "never");
        return interlock;
    }

private:
    void complain(const Location &where, std::string message) { m_errors.push_back({where, std::move(message)}); }

    std::vector<Subject> references(const Record &record, std::string_view key)
    {
        std::vector<Subject> all;
        if (const RecordValue *value = record.find(key)) {
            for (const RecordItem &item : value->items) {
                if (auto subject = m_names.reference(key, item.text, item.where))
                    all.push_back(std::move(*subject));
            }
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    void takeTargets(const Record &record, Runbook &runbook)
    {
        runbook.subjects = references(record, "subjects");
        if (const RecordValue *kinds = record.find("kinds")) {
            for (const RecordItem &item : kinds->items) {
                m_names.checkKind("kinds", item.text, item.where);
                runbook.kinds.push_back(item.text);
            }
        }
        if (!record.find("subjects") && !record.find("kinds"))
            complain(record.where, "runbook \"" + record.name +
                                       "\" has neither \"subjects\" nor \"kinds\", expected what it can be done to");
        if (!runbook.isAtTarget)
            return;
        for (const std::string &kind : runbook.kinds) {
            if (kind != "host")
                complain(record.find("kinds")->where,
                         "kinds: found " + kind + ", but with at: target only hosts can be");
        }
        for (const Subject &subject : runbook.subjects) {
            if (subject.kind != "host")
                complain(record.find("subjects")->where,
                         "subjects: found " + subject.path() + ", but with at: target only hosts can be");
        }
    }

    void checkPlaceholders(const Record &record, std::string_view key)
    {
        const RecordValue *value = record.find(key);
        for (const RecordItem &item : value ? value->items : std::vector<RecordItem>()) {
            if (const auto unknown = unknownPlaceholder(item.text, runbookPlaceholders))
                complain(item.where, std::string(key) + ": " + placeholderFault(*unknown, runbookPlaceholders));
        }
    }

    // A program that stands there in full, and arguments with placeholders.
    std::vector<std::string> command(const Record &record, std::string_view key, const Runbook &runbook)
    {
        std::vector<std::string> argv;
        const RecordValue *value = record.find(key);
        if (!value || value->items.empty())
            return argv;
        for (const RecordItem &item : value->items)
            argv.push_back(item.text);
        const std::string &program = argv.front();
        const bool isRight = runbook.isAtTarget ? isSubjectName(program)
                                                : program.starts_with('/') && program.find('{') == std::string::npos;
        if (!isRight)
            complain(value->items.front().where,
                     std::string(key) + ": found \"" + harmless(program, 40) + "\", expected " +
                         (runbook.isAtTarget ? "the name of a program in /etc/signalbox/run (letters, digits, '.', "
                                               "'_' and '-')"
                                             : "the absolute path of a program first, without placeholders"));
        checkPlaceholders(record, key);
        return argv;
    }

    Requirement requirement(const Record &record)
    {
        Requirement requirement;
        requirement.name = record.name;
        requirement.where = record.where;
        takeChoice(record, "class", guardClasses, requirement.guardClass);
        takeChoice(record, "of", requirementsOf, requirement.of);
        requirement.subjects = references(record, "subjects");
        requirement.metric = record.text("metric");
        if (const RecordValue *labels = record.find("labels"))
            requirement.labels = assembleLabels(*labels, m_errors);
        if (const RecordItem *is = record.item("is"))
            requirement.is = comparisonOf(is->text);
        takeDuration(record, "for", requirement.holdFor);
        takeDuration(record, "max_age", requirement.maxAge);
        requirement.isCriticalOnly = record.text("alerts") == "critical";
        checkRequirement(record, requirement);
        return requirement;
    }

    void checkRequirement(const Record &record, const Requirement &requirement)
    {
        const bool hasMetric = record.find("metric");
        const bool hasAlerts = record.find("alerts");
        if (hasMetric == hasAlerts)
            complain(record.where, "requires \"" + record.name + "\" has " +
                                       (hasMetric ? "both \"metric\" and" : "neither \"metric\" nor") +
                                       " \"alerts\", expected one of them");
        if (hasMetric && !record.find("is"))
            complain(record.where,
                     "requires \"" + record.name + "\" has no \"is\", which metric needs, such as is: \"< 100\"");
        for (const std::string_view key : {"labels", "is", "for", "max_age"}) {
            if (const RecordValue *value = record.find(key); value && !hasMetric)
                complain(value->where, std::string(key) + ": only with metric");
        }
        const bool isOfSubjects = requirement.of == Requirement::Of::Subjects;
        if (isOfSubjects && !record.find("subjects"))
            complain(record.where, "requires \"" + record.name + "\" has no \"subjects\", which of: subjects needs");
        if (const RecordValue *subjects = record.find("subjects"); subjects && !isOfSubjects)
            complain(subjects->where, "subjects: only with of: subjects");
    }

    DeclaredNames &m_names;
    std::vector<EstateError> &m_errors;
};
} // namespace

Runbook assembleRunbook(const Record &record, DeclaredNames &names, std::vector<EstateError> &errors)
{
    return RunbookAssembly(names, errors).runbook(record);
}

Interlock assembleInterlock(const Record *record, DeclaredNames &names, std::vector<EstateError> &errors)
{
    return record ? RunbookAssembly(names, errors).interlock(*record) : Interlock{};
}
} // namespace signalbox
