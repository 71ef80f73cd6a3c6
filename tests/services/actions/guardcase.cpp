// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "guardcase.h"

#include <array>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <sstream>

#include <QtGlobal>

#include <actions/commonguards.h>
#include <estate/estatescalar.h>

namespace signalbox
{
namespace
{
const std::string folder = SIGNALBOX_TEST_DATA "/guards/";
constexpr std::array<std::string_view, 4> verdicts = {"pass", "fail", "unknown", "later"};
constexpr std::array<std::string_view, 4> classes = {"hard", "override", "warning", "info"};

std::string contents(const std::string &path)
{
    std::ifstream file(path);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

Subject subjectOf(const std::string &path)
{
    const auto slash = path.find('/');
    return {path.substr(0, slash), path.substr(slash + 1)};
}

std::vector<std::string> split(const std::string &text, char at)
{
    std::vector<std::string> all;
    std::istringstream in(text);
    for (std::string each; std::getline(in, each, at);)
        all.push_back(each);
    return all;
}

std::string rest(std::istringstream &in)
{
    std::string text;
    std::getline(in >> std::ws, text);
    return text;
}

Milliseconds timeOf(std::istringstream &in)
{
    std::string word;
    in >> word;
    return word == "0s" ? Milliseconds(0) : durationOf(word);
}

/// metric{a=b,c=d}; | stands for a blank
std::pair<std::string, Labels> seriesOf(const std::string &text)
{
    const auto brace = text.find('{');
    Labels::List labels;
    if (brace != std::string::npos) {
        for (const std::string &each : split(text.substr(brace + 1, text.size() - brace - 2), ',')) {
            const auto equals = each.find('=');
            std::string value = each.substr(equals + 1);
            std::replace(value.begin(), value.end(), '|', ' ');
            labels.emplace_back(each.substr(0, equals), value);
        }
    }
    return {text.substr(0, brace), Labels(labels)};
}
} // namespace

struct GuardWorld::Parts {
    std::string estate;
    /// What is said, by the tick; of a series what was written last.
    std::map<Milliseconds, std::map<std::string, std::function<void(Story &)>>> told;
    std::string source = "node";
    Milliseconds interval{10'000}, at{0};
    std::vector<std::function<void(GuardWorld::Parts &)>> afterwards;
    std::unique_ptr<Story> story;
    std::unique_ptr<PlainRecording> recording;
    Picture picture;
    RunLedger ledger;
    std::uint64_t row = 0;
    WatchHealth watch;
    bool hasWatch = true, hasHistory = true, canAct = true;
    std::string who = "ann@desk";
    std::string ownRun;
    Request request;
    std::vector<std::string> expected; ///< "expect …", "absent …", "error …"

    void read(const std::string &line);
    bool readFact(const std::string &word, std::istringstream &in);
    bool readPeople(const std::string &word, std::istringstream &in);
    void readWatch(std::istringstream &in);
    void readRun(std::istringstream &in);
    void readRequest(std::istringstream &in);
    void say(Milliseconds when, const std::string &subject, const std::string &series, const std::string &value);
    void play();
    void add(const std::string &run, const std::string &by, Milliseconds when, decltype(RunEvent::what) what);
    [[nodiscard]] std::string difference(const std::string &expectation, const std::vector<Guard> &guards) const;
};

void GuardWorld::Parts::say(Milliseconds when, const std::string &subject, const std::string &series,
                            const std::string &value)
{
    const auto [metric, labels] = seriesOf(series);
    told[when][subject + series + source] = [=, from = source, every = interval, name = metric,
                                             with = labels](Story &tale) {
        tale.from(from).every(every);
        if (value == "gone")
            tale.gone(subject, name, with);
        else if (value == "nan")
            tale.says(subject, name, std::numeric_limits<double>::quiet_NaN(), with);
        else if (value.starts_with('"'))
            tale.says(subject, name, value.substr(1, value.size() - 2), with);
        else
            tale.says(subject, name, std::stod(value), with);
    };
}

bool GuardWorld::Parts::readFact(const std::string &word, std::istringstream &in)
{
    std::string subject;
    std::string series;
    if (word == "says") {
        in >> subject >> series;
        say(at, subject, series, rest(in));
    } else if (word == "steady") {
        const Milliseconds from = timeOf(in);
        const Milliseconds until = timeOf(in);
        const Milliseconds step = timeOf(in);
        in >> subject >> series;
        const std::string value = rest(in);
        for (Milliseconds when = from; when <= until; when += step)
            say(when, subject, series, value);
    } else if (word == "clock-back") {
        const WallTime wall = WallTime(Story::begin().time_since_epoch()) + at - timeOf(in);
        told[at]["clock"] = [wall](Story &tale) { tale.clockShows(wall); };
    } else if (word == "alive") {
        while (in >> subject) {
            say(at, "host/" + subject, "node_load1", "0.1");
            say(at, "host/" + subject, "node_timex_offset_seconds", "0.001");
        }
    } else if (word == "at") {
        at = timeOf(in);
        told[at];
    } else if (word == "from") {
        in >> source;
    } else if (word == "every") {
        interval = timeOf(in);
    } else if (word == "out-of-service") {
        in >> subject;
        told[at][subject] = [=](Story &tale) { tale.acts({Act::Kind::OutOfService, subject, "", {}}); };
    } else {
        return false;
    }
    return true;
}

void GuardWorld::Parts::readWatch(std::istringstream &in)
{
    std::string key;
    in >> key;
    const std::string value = rest(in);
    if (key == "none")
        hasWatch = false;
    else if (key == "journal")
        watch.journal = Problem{{}, value, {}};
    else if (key == "broken-row")
        watch.brokenRow = std::stoull(value);
    else if (key == "free")
        watch.freeDisk = static_cast<std::uint64_t>(sizeOf(value));
    else if (key == "own")
        watch.ownAddresses.push_back(value);
    else if (key == "refuses")
        watch.refusal = [value](const StepCommand &command) {
            const bool isMeant = literal(command).find(value) != std::string::npos;
            return isMeant ? std::optional(Problem{{}, "no such program", {}}) : std::nullopt;
        };
    else
        qFatal("watch %s", key.c_str());
}

// run ID WHO STATE WHEN TARGETS CLAIMS TITLE
void GuardWorld::Parts::readRun(std::istringstream &in)
{
    std::string id;
    std::string by;
    std::string state;
    std::string targets;
    std::string claims;
    in >> id >> by >> state;
    const Milliseconds when = timeOf(in);
    in >> targets >> claims;
    const std::string title = rest(in);
    afterwards.emplace_back([=](Parts &parts) {
        Plan plan;
        plan.request.action = "runbook";
        for (const std::string &each : split(targets, ',')) {
            plan.request.targets.push_back(subjectOf(each));
            plan.steps.emplace_back();
            plan.steps.back().target = subjectOf(each);
            plan.steps.back().command.words = {"/bin/true"};
        }
        plan.title = title;
        plan.claims = split(claims, ',');
        Confirmation confirmation;
        confirmation.hash = planHash(plan);
        parts.add(id, by, when, RunConfirmed{plan, confirmation});
        if (state == "refused") {
            parts.add(id, by, when, RunRefused{"C4"});
        } else if (state != "armed") {
            parts.add(id, by, when, RunStarted{});
            for (std::uint32_t i = 0; i < plan.steps.size(); ++i) {
                parts.add(id, by, when, RunIntent{i, false});
                if (state == "done")
                    parts.add(id, by, when, RunObserved{i, false, false, RunObserved::Outcome::Done, {}, {}});
            }
            if (state == "done")
                parts.add(id, by, when, RunEnded{});
        }
    });
}

bool GuardWorld::Parts::readPeople(const std::string &word, std::istringstream &in)
{
    if (word == "who") {
        who = rest(in);
    } else if (word == "own-run") {
        in >> ownRun;
    } else if (word == "cannot-act") {
        canAct = false;
    } else if (word == "no-history") {
        hasHistory = false;
    } else if (word == "watch") {
        readWatch(in);
    } else if (word == "run") {
        readRun(in);
    } else if (word == "held-up") {
        afterwards.emplace_back([](Parts &parts) { parts.picture.heldUp = true; });
    } else if (word == "other-estate") {
        afterwards.emplace_back([](Parts &parts) {
            auto other = std::make_shared<EstateAccepted>(*parts.picture.accepted);
            other->hash = "another";
            parts.picture.accepted = other;
        });
    } else if (word == "hold") { // PATH WHO FROM UNTIL WHY
        std::string path;
        std::string by;
        in >> path >> by;
        const WallTime begin(Story::begin().time_since_epoch());
        const WallTime from = begin + timeOf(in);
        const WallTime until = begin + timeOf(in);
        const std::string why = rest(in);
        afterwards.emplace_back([=](Parts &parts) {
            parts.ledger.fold({++parts.row, from, by, "hold", path, why, {}, until});
        });
    } else {
        return false;
    }
    return true;
}

// ACTION TARGET,TARGET [KEY=VALUE…]
void GuardWorld::Parts::readRequest(std::istringstream &in)
{
    request = {};
    std::string targets;
    in >> request.action >> targets;
    for (const std::string &each : split(targets, ','))
        request.targets.push_back(subjectOf(each));
    for (std::string pair; in >> pair;)
        request.parameters[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
}

void GuardWorld::Parts::read(const std::string &line)
{
    std::istringstream in(line);
    std::string word;
    in >> word;
    if (word == "estate")
        estate = contents(folder + "estates/" + rest(in) + ".yaml");
    else if (word == "yaml")
        estate += line.substr(std::string("yaml ").size()) + '\n';
    else if (word == "request")
        readRequest(in);
    else if (word == "expect" || word == "absent" || word == "error")
        expected.push_back(line);
    else if (!readFact(word, in) && !readPeople(word, in))
        qFatal("not a line of a case: %s", line.c_str());
}

void GuardWorld::Parts::add(const std::string &run, const std::string &by, Milliseconds when,
                            decltype(RunEvent::what) what)
{
    JournalRow event = rowOf(RunEvent{run, by, WallTime(Story::begin().time_since_epoch()) + when, 0, std::move(what)});
    event.number = ++row;
    ledger.fold(event);
}

void GuardWorld::Parts::play()
{
    told[Milliseconds(0)]; // the tick that the estate comes with
    story = std::make_unique<Story>(estate);
    for (const auto &[when, facts] : told) {
        if (when.count() > 0)
            story->at(when);
        for (const auto &[series, fact] : facts)
            fact(*story);
        story->tick();
    }
    recording = std::make_unique<PlainRecording>(story->frames());
    picture = *story->engine().fold().publish();
    for (const auto &each : afterwards)
        each(*this);
}

std::string GuardWorld::Parts::difference(const std::string &expectation, const std::vector<Guard> &guards) const
{
    std::istringstream in(expectation);
    std::string word;
    std::string id;
    std::string verdict;
    in >> word >> id >> verdict;
    const std::string value = rest(in);
    const auto found = std::find_if(guards.begin(), guards.end(), [&](const Guard &each) { return each.id == id; });
    if (word == "absent")
        return found == guards.end() ? std::string() : id + " is there: " + found->value + '\n';
    if (found == guards.end())
        return id + " is not there\n";
    const std::string said(verdicts.at(static_cast<std::size_t>(found->verdict)));
    const std::string kind(classes.at(static_cast<std::size_t>(found->guardClass)));
    const bool isRight = (verdict == said || verdict == said + '/' + kind) &&
                         found->value.find(value) != std::string::npos && !found->value.empty();
    return isRight ? std::string() : id + " is " + said + '/' + kind + ": " + found->value + '\n';
}

GuardWorld::GuardWorld(const std::vector<std::string> &lines)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->watch.freeDisk = 50'000'000'000;
    m_parts->watch.ownAddresses = {"127.0.0.1", "192.0.2.99"};
    m_parts->watch.refusal = [](const StepCommand &) { return std::optional<Problem>(); };
    for (const std::string &line : lines)
        m_parts->read(line);
    m_parts->play();
}

GuardWorld::~GuardWorld() = default;

const Request &GuardWorld::request() const
{
    return m_parts->request;
}

Situation GuardWorld::situation() const
{
    const Parts &parts = *m_parts;
    Situation situation{parts.picture, parts.ledger, {}, parts.who, parts.canAct, {}, parts.ownRun};
    if (parts.hasHistory)
        situation.history = [&parts](SeriesId series, Moment from, Moment to) {
            return parts.recording->history(series, from, to);
        };
    if (parts.hasWatch)
        situation.watch = parts.watch;
    return situation;
}

std::string GuardWorld::differences() const
{
    const Expected<Plan> plan = this->plan();
    const std::vector<Guard> guards = plan ? plan->guards : std::vector<Guard>();
    std::string all = m_parts->expected.empty() ? "nothing is expected\n" : "";
    bool isErrorExpected = false;
    for (const std::string &each : m_parts->expected) {
        if (!each.starts_with("error ")) {
            all += m_parts->difference(each, guards);
            continue;
        }
        isErrorExpected = true;
        if (plan || plan.error().sentence().find(each.substr(6)) == std::string::npos)
            all += plan ? "there is a plan\n" : "the error is: " + plan.error().sentence() + '\n';
    }
    if (!plan && !isErrorExpected)
        all += "there is no plan: " + plan.error().sentence() + '\n';
    return all;
}
} // namespace signalbox
