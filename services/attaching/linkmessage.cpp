// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/linkmessage.h>

#include <attaching/framewire.h>
#include <recording/bytes.h>

namespace signalbox::link
{
namespace
{
constexpr std::uint64_t mostRows = 1'000'000;
constexpr std::uint64_t mostPoints = 10'000'000;
constexpr std::uint64_t mostDesks = 10'000;

void writeTime(ByteWriter &writer, Moment moment)
{
    writer.signedNumber(moment.time_since_epoch().count());
}
void writeTime(ByteWriter &writer, WallTime wall)
{
    writer.signedNumber(wall.time_since_epoch().count());
}
void writeUntil(ByteWriter &writer, const std::optional<WallTime> &until)
{
    writer.byte(until ? 1 : 0);
    if (until)
        writeTime(writer, *until);
}
void writeProblem(ByteWriter &writer, const Problem &problem)
{
    writer.text(problem.where);
    writer.text(problem.what);
    writer.text(problem.advice);
}

Moment readMoment(ByteReader &reader)
{
    return Moment(Milliseconds(reader.signedNumber()));
}
WallTime readWall(ByteReader &reader)
{
    return WallTime(Milliseconds(reader.signedNumber()));
}
std::string readText(ByteReader &reader)
{
    return std::string(reader.text());
}
std::optional<WallTime> readUntil(ByteReader &reader)
{
    return reader.byte() != 0 ? std::optional(readWall(reader)) : std::nullopt;
}
Problem readProblem(ByteReader &reader)
{
    Problem problem;
    problem.where = readText(reader);
    problem.what = readText(reader);
    problem.advice = readText(reader);
    return problem;
}
std::uint32_t readVersion(ByteReader &reader)
{
    return static_cast<std::uint32_t>(reader.numberUpTo(0xffffffff));
}

/// Writes the parts of a message, each kind in its way.
struct Parts {
    ByteWriter &writer;

    void operator()(const Hello &hello)
    {
        writer.number(hello.oldest);
        writer.number(hello.newest);
        writer.text(hello.program);
        writer.text(hello.desk);
        writer.number(hello.lastTick);
        writer.number(hello.lastJournal);
    }
    void operator()(const Welcome &welcome)
    {
        writer.number(welcome.protocol);
        writer.text(welcome.program);
        writer.text(welcome.identity);
        writer.text(welcome.person);
    }
    void operator()(const CatchUp &catchUp) { writeFrame(writer, catchUp.frame); }
    void operator()(const Ticks &ticks)
    {
        writer.number(ticks.frames.size());
        for (const Frame &frame : ticks.frames)
            writeFrame(writer, frame);
    }
    void operator()(const JournalRows &part)
    {
        writer.number(part.rows.size());
        for (const JournalRow &row : part.rows) {
            writer.number(row.number);
            writeTime(writer, row.wall);
            for (const std::string *text : {&row.who, &row.act, &row.what, &row.text, &row.hash})
                writer.text(*text);
            writeUntil(writer, row.until);
        }
    }
    void operator()(const Now &now)
    {
        writeTime(writer, now.moment);
        writeTime(writer, now.wall);
        writer.number(now.last);
        writer.number(now.journal);
        writer.byte(now.isWatched ? 1 : 0);
    }
    void operator()(const DoAct &wish)
    {
        writer.number(wish.id);
        writer.byte(static_cast<std::uint8_t>(wish.act.kind));
        writer.text(wish.act.about);
        writer.text(wish.act.why);
        writeUntil(writer, wish.act.until);
    }
    void operator()(const Acted &acted)
    {
        writer.number(acted.id);
        writer.byte(acted.number ? 1 : 0);
        if (acted.number)
            writer.number(*acted.number);
        else
            writeProblem(writer, acted.number.error());
    }
    void operator()(const LookAt &look) { writer.text(look.what); }
    void operator()(const Desks &list)
    {
        writer.number(list.desks.size());
        for (const Desk &desk : list.desks) {
            writer.text(desk.who);
            writer.text(desk.lookingAt);
        }
    }
    void operator()(const AskHistory &question)
    {
        writer.number(question.id);
        writer.text(question.series.subject.kind);
        writer.text(question.series.subject.name);
        writer.text(question.series.metric);
        writer.number(question.series.labels.size());
        for (const auto &[name, value] : question.series.labels) {
            writer.text(name);
            writer.text(value);
        }
        writer.text(question.series.source);
        writeTime(writer, question.from);
        writeTime(writer, question.to);
    }
    void operator()(const History &history)
    {
        writer.number(history.id);
        writer.byte(history.points ? 1 : 0);
        if (!history.points)
            return writeProblem(writer, history.points.error());
        writer.number(history.points->size());
        for (const HistoryPoint &point : *history.points) {
            writeTime(writer, point.at);
            writer.fixed(std::bit_cast<std::uint64_t>(point.value), 8);
            writer.byte(static_cast<std::uint8_t>(point.kind));
            writer.byte(point.isEarlier ? 1 : 0);
        }
    }
    void operator()(const Farewell &farewell) { writeProblem(writer, farewell.problem); }
    void operator()(const Heard &heard) { writer.number(heard.bytes); }
};

Message readHello(ByteReader &reader)
{
    Hello hello;
    hello.oldest = readVersion(reader);
    hello.newest = readVersion(reader);
    hello.program = readText(reader);
    hello.desk = readText(reader);
    hello.lastTick = reader.number();
    hello.lastJournal = reader.number();
    return hello;
}

Message readWelcome(ByteReader &reader)
{
    Welcome welcome;
    welcome.protocol = readVersion(reader);
    welcome.program = readText(reader);
    welcome.identity = readText(reader);
    welcome.person = readText(reader);
    return welcome;
}

Message readCatchUp(ByteReader &reader)
{
    auto frame = readFrame(reader);
    return CatchUp{frame ? std::move(*frame) : Frame{}};
}

Message readTicks(ByteReader &reader)
{
    Ticks ticks;
    for (std::uint64_t left = reader.numberUpTo(mostRows); left > 0 && reader.ok(); --left) {
        if (auto frame = readFrame(reader))
            ticks.frames.push_back(std::move(*frame));
    }
    return ticks;
}

Message readRows(ByteReader &reader)
{
    JournalRows part;
    for (std::uint64_t left = reader.numberUpTo(mostRows); left > 0 && reader.ok(); --left) {
        JournalRow row;
        row.number = reader.number();
        row.wall = readWall(reader);
        for (std::string *text : {&row.who, &row.act, &row.what, &row.text, &row.hash})
            *text = readText(reader);
        row.until = readUntil(reader);
        part.rows.push_back(std::move(row));
    }
    return part;
}

Message readNow(ByteReader &reader)
{
    Now now;
    now.moment = readMoment(reader);
    now.wall = readWall(reader);
    now.last = reader.number();
    now.journal = reader.number();
    now.isWatched = reader.byte() != 0;
    return now;
}

Message readAct(ByteReader &reader)
{
    DoAct wish;
    wish.id = reader.number();
    const std::uint8_t kind = reader.byte();
    if (kind > static_cast<std::uint8_t>(lastActKind))
        reader.failed();
    wish.act.kind = static_cast<Act::Kind>(kind);
    wish.act.about = readText(reader);
    wish.act.why = readText(reader);
    wish.act.until = readUntil(reader);
    return wish;
}

Message readActed(ByteReader &reader)
{
    Acted acted{reader.number(), 0};
    if (reader.byte() != 0)
        acted.number = reader.number();
    else
        acted.number = tl::unexpected(readProblem(reader));
    return acted;
}

Message readDesks(ByteReader &reader)
{
    Desks list;
    for (std::uint64_t left = reader.numberUpTo(mostDesks); left > 0 && reader.ok(); --left) {
        Desk desk;
        desk.who = readText(reader);
        desk.lookingAt = readText(reader);
        list.desks.push_back(std::move(desk));
    }
    return list;
}

Message readQuestion(ByteReader &reader)
{
    AskHistory question;
    question.id = reader.number();
    question.series.subject.kind = readText(reader);
    question.series.subject.name = readText(reader);
    question.series.metric = readText(reader);
    Labels::List labels;
    for (std::uint64_t left = reader.numberUpTo(256); left > 0 && reader.ok(); --left) {
        std::string name = readText(reader);
        labels.emplace_back(std::move(name), readText(reader));
    }
    question.series.labels = std::move(labels);
    question.series.source = readText(reader);
    question.from = readMoment(reader);
    question.to = readMoment(reader);
    return question;
}

Message readHistory(ByteReader &reader)
{
    History history{reader.number(), std::vector<HistoryPoint>{}};
    if (reader.byte() == 0) {
        history.points = tl::unexpected(readProblem(reader));
        return history;
    }
    for (std::uint64_t left = reader.numberUpTo(mostPoints); left > 0 && reader.ok(); --left) {
        HistoryPoint point;
        point.at = readMoment(reader);
        point.value = std::bit_cast<double>(reader.fixed(8));
        const std::uint8_t kind = reader.byte();
        if (kind > static_cast<std::uint8_t>(FactKind::Gone))
            reader.failed();
        point.kind = static_cast<FactKind>(kind);
        point.isEarlier = reader.byte() != 0;
        history.points->push_back(point);
    }
    return history;
}

// In the order of Message.
using Read = Message (*)(ByteReader &);
constexpr Read readers[] = {
    readHello,
    readWelcome,
    readCatchUp,
    readTicks,
    readRows,
    readNow,
    readAct,
    readActed,
    [](ByteReader &reader) -> Message { return LookAt{readText(reader)}; },
    readDesks,
    readQuestion,
    readHistory,
    [](ByteReader &reader) -> Message { return Farewell{readProblem(reader)}; },
    [](ByteReader &reader) -> Message { return Heard{reader.number()}; },
};
static_assert(std::size(readers) == std::variant_size_v<Message>);
} // namespace

std::string encode(Compressor &compressor, const Message &message)
{
    ByteWriter writer;
    writer.byte(static_cast<std::uint8_t>(message.index()));
    std::visit(Parts{writer}, message);
    const std::string packed = compressor.compress(writer.bytes());
    std::string framed(lengthBytes, '\0');
    for (std::size_t i = 0; i < lengthBytes; ++i)
        framed[i] = static_cast<char>(packed.size() >> (8 * i));
    framed += packed;
    return framed;
}

std::optional<Message> decode(std::string_view body)
{
    ByteReader reader(body);
    const std::uint8_t kind = reader.byte();
    if (!reader.ok() || kind >= std::size(readers))
        return {};
    Message message = readers[kind](reader);
    return reader.ok() && reader.atEnd() ? std::optional(std::move(message)) : std::nullopt;
}
} // namespace signalbox::link
