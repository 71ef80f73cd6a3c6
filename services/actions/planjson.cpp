// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <actions/planjson.h>

#include <algorithm>
#include <array>
#include <iterator>

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <actions/jsonreading.h>

namespace signalbox
{
namespace
{
constexpr std::array<std::string_view, 2> bys = {"program", "host"};
constexpr std::array<std::string_view, 4> gates = {"press", "hold", "type", "type-and-count"};
constexpr std::array<std::string_view, 3> seconds = {"off", "advised", "required"};
constexpr std::array<std::string_view, 4> classes = {"hard", "override", "warning", "info"};
constexpr std::array<std::string_view, 4> verdicts = {"pass", "fail", "unknown", "later"};

QJsonObject commandJson(const StepCommand &command)
{
    QJsonObject object{{QStringLiteral("by"), wordOf(bys, command.by)},
                       {QStringLiteral("words"), textsJson(command.words)}};
    putText(object, "host", command.host);
    return object;
}

std::optional<StepCommand> commandOfJson(const QJsonValue &value)
{
    JsonReading reading(value);
    StepCommand command;
    command.by = reading.choice<StepCommand::By>("by", bys);
    command.words = reading.texts("words");
    command.host = reading.text("host");
    if (reading.isBroken() || command.words.empty())
        return {};
    return command;
}

QJsonObject stepJson(const Step &step)
{
    QJsonObject object{{QStringLiteral("target"), jsonText(step.target.path())},
                       {QStringLiteral("words"), jsonText(step.words)},
                       {QStringLiteral("command"), commandJson(step.command)},
                       {QStringLiteral("deadline"), qint64{step.deadline.count()}},
                       {QStringLiteral("probe_deadline"), qint64{step.probeDeadline.count()}},
                       {QStringLiteral("stage"), qint64{step.stage}}};
    if (step.probe)
        object.insert(QStringLiteral("probe"), commandJson(*step.probe));
    if (step.undo)
        object.insert(QStringLiteral("undo"), commandJson(*step.undo));
    if (step.freezes)
        object.insert(QStringLiteral("freezes"), true);
    if (step.isNoReturn)
        object.insert(QStringLiteral("no_return"), true);
    return object;
}

std::optional<Step> stepOfJson(const QJsonValue &value)
{
    JsonReading reading(value);
    Step step;
    step.target = reading.subject("target");
    step.words = reading.text("words");
    step.deadline = Milliseconds(reading.number("deadline"));
    step.probeDeadline = Milliseconds(reading.number("probe_deadline"));
    step.stage = reading.count("stage");
    step.freezes = reading.flag("freezes");
    step.isNoReturn = reading.flag("no_return");
    const std::optional<StepCommand> command = commandOfJson(reading.value("command"));
    if (reading.has("probe")) {
        step.probe = commandOfJson(reading.value("probe"));
        reading.require(step.probe.has_value());
    }
    if (reading.has("undo")) {
        step.undo = commandOfJson(reading.value("undo"));
        reading.require(step.undo.has_value());
    }
    if (reading.isBroken() || !command)
        return {};
    step.command = *command;
    return step;
}

QJsonObject guardJson(const Guard &guard)
{
    QJsonObject object{{QStringLiteral("id"), jsonText(guard.id)},
                       {QStringLiteral("class"), wordOf(classes, guard.guardClass)},
                       {QStringLiteral("verdict"), wordOf(verdicts, guard.verdict)},
                       {QStringLiteral("title"), jsonText(guard.title)},
                       {QStringLiteral("value"), jsonText(guard.value)}};
    putText(object, "threshold", guard.threshold);
    putText(object, "threshold_from", guard.thresholdFrom);
    putText(object, "source", guard.source);
    if (guard.age)
        object.insert(QStringLiteral("age_ms"), qint64{guard.age->count()});
    return object;
}

std::optional<Guard> guardOfJson(const QJsonValue &value)
{
    JsonReading reading(value);
    Guard guard;
    guard.id = reading.text("id");
    guard.guardClass = reading.choice<GuardClass>("class", classes);
    guard.verdict = reading.choice<Guard::Verdict>("verdict", verdicts);
    guard.title = reading.text("title");
    guard.value = reading.text("value");
    guard.threshold = reading.text("threshold");
    guard.thresholdFrom = reading.text("threshold_from");
    guard.source = reading.text("source");
    if (reading.has("age_ms"))
        guard.age = Milliseconds(reading.number("age_ms"));
    return reading.isBroken() ? std::nullopt : std::optional(guard);
}

QJsonObject requestJson(const Request &request)
{
    std::vector<std::string> targets;
    for (const Subject &target : request.targets)
        targets.push_back(target.path());
    return {{QStringLiteral("action"), jsonText(request.action)},
            {QStringLiteral("targets"), textsJson(targets)},
            {QStringLiteral("parameters"), mapJson(request.parameters)}};
}

std::optional<Request> requestOfJson(const QJsonValue &value)
{
    JsonReading reading(value);
    Request request;
    request.action = reading.text("action");
    for (const std::string &path : reading.texts("targets")) {
        const std::size_t slash = path.find('/');
        reading.require(slash != std::string::npos && isSubjectName(std::string_view(path).substr(slash + 1)));
        if (!reading.isBroken())
            request.targets.push_back({path.substr(0, slash), path.substr(slash + 1)});
    }
    request.parameters = reading.map("parameters");
    return reading.isBroken() ? std::nullopt : std::optional(request);
}

// Whatever stands in a list; broken where one of them is.
template <class Item, class Read>
std::vector<Item> listOf(JsonReading &reading, const char *key, Read read)
{
    std::vector<Item> all;
    for (const auto &value : reading.array(key)) {
        if (std::optional<Item> item = read(value))
            all.push_back(std::move(*item));
        else
            reading.require(false);
    }
    return all;
}

std::optional<Difference> differenceOfJson(const QJsonValue &value)
{
    JsonReading reading(value);
    Difference difference{reading.text("what"), reading.text("before"), reading.text("after")};
    return reading.isBroken() ? std::nullopt : std::optional(difference);
}

} // namespace

QJsonObject planJson(const Plan &plan, bool withGuards)
{
    QJsonArray changes;
    for (const Difference &change : plan.changes)
        changes.append(QJsonObject{{QStringLiteral("what"), jsonText(change.what)},
                                   {QStringLiteral("before"), jsonText(change.before)},
                                   {QStringLiteral("after"), jsonText(change.after)}});
    QJsonArray steps;
    for (const Step &step : plan.steps)
        steps.append(stepJson(step));
    QJsonObject object{{QStringLiteral("request"), requestJson(plan.request)},
                       {QStringLiteral("title"), jsonText(plan.title)},
                       {QStringLiteral("changes"), changes},
                       {QStringLiteral("steps"), steps},
                       {QStringLiteral("at_once"), qint64{plan.atOnce}},
                       {QStringLiteral("may_fail"), qint64{plan.mayFail}},
                       {QStringLiteral("claims"), textsJson(plan.claims)},
                       {QStringLiteral("gate"), wordOf(gates, plan.gate)},
                       {QStringLiteral("second_person"), wordOf(seconds, plan.secondPerson)},
                       {QStringLiteral("soak"), qint64{plan.soak.count()}},
                       {QStringLiteral("reversible"), plan.isReversible}};
    if (plan.isElsewhere)
        object.insert(QStringLiteral("elsewhere"), true);
    if (plan.outsideRow != 0)
        object.insert(QStringLiteral("outside_row"), static_cast<qint64>(plan.outsideRow));
    putText(object, "at_risk", plan.atRisk);
    putText(object, "guidance", plan.guidance);
    putText(object, "blocked_by", plan.blockedBy);
    if (withGuards) {
        QJsonArray guards;
        for (const Guard &guard : plan.guards)
            guards.append(guardJson(guard));
        object.insert(QStringLiteral("guards"), guards);
    }
    return object;
}

std::optional<Plan> planOfJson(const QJsonObject &object)
{
    JsonReading reading{QJsonValue(object)};
    Plan plan;
    const std::optional<Request> request = requestOfJson(reading.value("request"));
    reading.require(request.has_value());
    plan.title = reading.text("title");
    plan.changes = listOf<Difference>(reading, "changes", differenceOfJson);
    plan.steps = listOf<Step>(reading, "steps", stepOfJson);
    plan.atOnce = reading.count("at_once");
    if (object.contains(QLatin1String("may_fail"))) // not in rows of before there was one
        plan.mayFail = reading.count("may_fail");
    plan.claims = reading.texts("claims");
    plan.gate = reading.choice<GateLevel>("gate", gates);
    plan.secondPerson = reading.choice<SecondPerson>("second_person", seconds);
    plan.soak = Milliseconds(reading.number("soak"));
    plan.isReversible = reading.flag("reversible");
    plan.isElsewhere = reading.flag("elsewhere");
    plan.outsideRow = static_cast<std::uint64_t>(reading.number("outside_row"));
    plan.atRisk = reading.text("at_risk");
    plan.guidance = reading.text("guidance");
    plan.blockedBy = reading.text("blocked_by");
    if (reading.has("guards"))
        plan.guards = listOf<Guard>(reading, "guards", guardOfJson);
    if (reading.isBroken())
        return {};
    plan.request = *request;
    return plan;
}

std::vector<Subject> Plan::touched() const
{
    std::vector<Subject> all;
    std::copy_if(request.targets.begin(), request.targets.end(), std::back_inserter(all), [this](const Subject &each) {
        return std::find(claims.begin(), claims.end(), each.path()) != claims.end();
    });
    return all;
}

// Keys are sorted (QJsonObject), and so the text follows from the plan alone.
std::string planHash(const Plan &plan)
{
    const QByteArray text = QJsonDocument(planJson(plan, false)).toJson(QJsonDocument::Compact);
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().toStdString();
}

std::string shortHash(const std::string &hash)
{
    return hash.substr(0, 12);
}

QJsonObject confirmationJson(const Confirmation &confirmation)
{
    QJsonObject object{{QStringLiteral("hash"), jsonText(confirmation.hash)},
                       {QStringLiteral("gate"), wordOf(gates, confirmation.gate)}};
    putText(object, "reason", confirmation.reason);
    putText(object, "typed", confirmation.typedName);
    if (confirmation.typedCount > 0)
        object.insert(QStringLiteral("count"), qint64{confirmation.typedCount});
    if (!confirmation.ticked.empty())
        object.insert(QStringLiteral("ticked"), textsJson({confirmation.ticked.begin(), confirmation.ticked.end()}));
    if (!confirmation.overridden.empty())
        object.insert(QStringLiteral("overridden"), mapJson(confirmation.overridden));
    return object;
}

std::optional<Confirmation> confirmationOfJson(const QJsonObject &object)
{
    JsonReading reading{QJsonValue(object)};
    Confirmation confirmation;
    confirmation.hash = reading.text("hash");
    confirmation.gate = reading.choice<GateLevel>("gate", gates);
    confirmation.reason = reading.text("reason");
    confirmation.typedName = reading.text("typed");
    confirmation.typedCount = reading.count("count");
    const std::vector<std::string> ticked = reading.texts("ticked");
    confirmation.ticked = {ticked.begin(), ticked.end()};
    confirmation.overridden = reading.map("overridden");
    return reading.isBroken() ? std::nullopt : std::optional(confirmation);
}

} // namespace signalbox
