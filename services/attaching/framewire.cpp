// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/framewire.h>

#include <bit>

namespace signalbox
{
namespace
{
constexpr std::uint64_t largestId = (std::uint64_t{1} << 24) - 1; // as in a file of ours (recording/layout.h)
constexpr std::uint64_t largestCount = std::uint64_t{1} << 26;
constexpr std::uint64_t mostLabels = 256;

enum class Tag : std::uint8_t { Series, Text, Alert, Estate, Anchor, Suppression };

void writeMoment(ByteWriter &writer, Moment moment)
{
    writer.signedNumber(moment.time_since_epoch().count());
}
Moment readMoment(ByteReader &reader)
{
    return Moment(Milliseconds(reader.signedNumber()));
}

void writeSubject(ByteWriter &writer, const Subject &subject)
{
    writer.text(subject.kind);
    writer.text(subject.name);
}
Subject readSubject(ByteReader &reader)
{
    Subject subject;
    subject.kind = reader.text();
    subject.name = reader.text();
    return subject;
}

void writeLabels(ByteWriter &writer, const Labels &labels)
{
    writer.number(labels.size());
    for (const auto &[name, value] : labels) {
        writer.text(name);
        writer.text(value);
    }
}
Labels readLabels(ByteReader &reader)
{
    Labels::List labels;
    const std::uint64_t count = reader.numberUpTo(mostLabels);
    for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
        std::string name(reader.text());
        labels.emplace_back(std::move(name), std::string(reader.text()));
    }
    return labels;
}

template <class Id>
Id readId(ByteReader &reader)
{
    return static_cast<Id>(reader.numberUpTo(largestId));
}

/// Writes a change, each kind in its way.
struct ChangeWriter {
    ByteWriter &writer;

    void tag(Tag tag) { writer.byte(static_cast<std::uint8_t>(tag)); }
    void operator()(const SeriesDeclared &series)
    {
        tag(Tag::Series);
        writer.number(index(series.id));
        writeSubject(writer, series.key.subject);
        writer.text(series.key.metric);
        writeLabels(writer, series.key.labels);
        writer.text(series.key.source);
        writer.text(series.unit);
        writer.signedNumber(series.interval.count());
    }
    void operator()(const TextDeclared &text)
    {
        tag(Tag::Text);
        writer.number(index(text.id));
        writer.text(text.text);
    }
    void operator()(const AlertDeclared &alert)
    {
        tag(Tag::Alert);
        writer.number(index(alert.id));
        writer.text(alert.rule);
        writer.number(alert.ruleVersion);
        writeSubject(writer, alert.subject);
        writeLabels(writer, alert.labels);
    }
    void operator()(const EstateAccepted &estate)
    {
        tag(Tag::Estate);
        writer.text(estate.text);
        writer.text(estate.hash);
        writer.text(estate.programVersion);
        writer.text(estate.ruleSetHash);
    }
    void operator()(const AnchorSet &set)
    {
        tag(Tag::Anchor);
        writeMoment(writer, set.anchor.moment);
        writer.signedNumber(set.anchor.wall.time_since_epoch().count());
        writer.signedNumber(set.anchor.sinceBoot.count());
        writer.text(set.anchor.boot);
    }
    void operator()(const SuppressionSet &set)
    {
        tag(Tag::Suppression);
        writer.byte(static_cast<std::uint8_t>(set.kind));
        writer.text(set.about);
        writeMoment(writer, set.from);
        writeMoment(writer, set.until);
        writer.text(set.by);
    }
};

SeriesDeclared readSeries(ByteReader &reader)
{
    SeriesDeclared series;
    series.id = readId<SeriesId>(reader);
    series.key.subject = readSubject(reader);
    series.key.metric = reader.text();
    series.key.labels = readLabels(reader);
    series.key.source = reader.text();
    series.unit = reader.text();
    series.interval = Milliseconds(reader.signedNumber());
    if (series.interval <= Milliseconds(0))
        reader.failed();
    return series;
}

AlertDeclared readAlert(ByteReader &reader)
{
    AlertDeclared alert;
    alert.id = readId<AlertId>(reader);
    alert.rule = reader.text();
    alert.ruleVersion = static_cast<std::uint32_t>(reader.numberUpTo(0xffffffff));
    alert.subject = readSubject(reader);
    alert.labels = readLabels(reader);
    return alert;
}

SuppressionSet readSuppression(ByteReader &reader)
{
    SuppressionSet set;
    const std::uint8_t kind = reader.byte();
    if (kind > static_cast<std::uint8_t>(SuppressionSet::Kind::OutOfService))
        reader.failed();
    set.kind = static_cast<SuppressionSet::Kind>(kind);
    set.about = reader.text();
    set.from = readMoment(reader);
    set.until = readMoment(reader);
    set.by = reader.text();
    return set;
}

std::optional<Change> readChange(ByteReader &reader)
{
    switch (static_cast<Tag>(reader.byte())) {
    case Tag::Series:
        return readSeries(reader);
    case Tag::Text: {
        const auto id = readId<TextId>(reader);
        return TextDeclared{id, std::string(reader.text())};
    }
    case Tag::Alert:
        return readAlert(reader);
    case Tag::Estate: {
        EstateAccepted estate;
        estate.text = reader.text();
        estate.hash = reader.text();
        estate.programVersion = reader.text();
        estate.ruleSetHash = reader.text();
        return estate;
    }
    case Tag::Anchor: {
        Anchor anchor;
        anchor.moment = readMoment(reader);
        anchor.wall = WallTime(Milliseconds(reader.signedNumber()));
        anchor.sinceBoot = Milliseconds(reader.signedNumber());
        anchor.boot = reader.text();
        return AnchorSet{anchor};
    }
    case Tag::Suppression:
        return readSuppression(reader);
    }
    reader.failed();
    return {};
}

constexpr unsigned acknowledgedBit = 1;
constexpr unsigned latchedBit = 2;
constexpr unsigned flappingBit = 4;
constexpr unsigned heldBit = 8;
constexpr unsigned escalatedBit = 16;

void writeCell(ByteWriter &writer, const AlertCell &cell)
{
    writer.byte(static_cast<std::uint8_t>(cell.state));
    writer.byte(static_cast<std::uint8_t>(cell.severity));
    writer.byte(static_cast<std::uint8_t>(cell.worst));
    writer.byte(static_cast<std::uint8_t>((cell.acknowledged ? acknowledgedBit : 0) | (cell.latched ? latchedBit : 0) |
                                          (cell.flapping ? flappingBit : 0) | (cell.held ? heldBit : 0) |
                                          (cell.escalated ? escalatedBit : 0)));
    writer.byte(cell.flaps);
    writer.number(index(cell.sentence));
    writer.number(index(cell.acknowledgedBy));
    writer.number(cell.raises);
    writeMoment(writer, cell.since);
    writeMoment(writer, cell.acknowledgedUntil);
    writeMoment(writer, cell.stirred);
}

AlertCell readCell(ByteReader &reader)
{
    const std::uint8_t state = reader.byte();
    const std::uint8_t severity = reader.byte();
    const std::uint8_t worst = reader.byte();
    const std::uint8_t bits = reader.byte();
    if (state > static_cast<std::uint8_t>(AlertState::Raised) ||
        severity > static_cast<std::uint8_t>(Severity::Unknown) || worst > static_cast<std::uint8_t>(Severity::Unknown))
        reader.failed();
    AlertCell cell;
    cell.state = static_cast<AlertState>(state);
    cell.severity = static_cast<Severity>(severity);
    cell.worst = static_cast<Severity>(worst);
    cell.acknowledged = (bits & acknowledgedBit) != 0;
    cell.latched = (bits & latchedBit) != 0;
    cell.flapping = (bits & flappingBit) != 0;
    cell.held = (bits & heldBit) != 0;
    cell.escalated = (bits & escalatedBit) != 0;
    cell.flaps = reader.byte();
    cell.sentence = readId<TextId>(reader);
    cell.acknowledgedBy = readId<TextId>(reader);
    cell.raises = static_cast<std::uint32_t>(reader.numberUpTo(0xffffffff));
    cell.since = readMoment(reader);
    cell.acknowledgedUntil = readMoment(reader);
    cell.stirred = readMoment(reader);
    return cell;
}

// Series ascend, and most facts are of the tick's moment.
void writeFacts(ByteWriter &writer, const Frame &frame)
{
    writer.number(frame.facts.size());
    std::uint64_t next = 0;
    for (const Fact &fact : frame.facts) {
        writer.number(index(fact.series) - next);
        next = index(fact.series) + 1;
        writer.byte(static_cast<std::uint8_t>(fact.kind));
        writer.signedNumber(
            wrappingDifference(fact.at.time_since_epoch().count(), frame.tick.moment.time_since_epoch().count()));
        if (fact.kind == FactKind::Number)
            writer.fixed(std::bit_cast<std::uint64_t>(fact.value), 8);
        else if (fact.kind == FactKind::Text)
            writer.number(static_cast<std::uint64_t>(fact.value));
    }
}

void readFacts(ByteReader &reader, Frame &frame)
{
    std::uint64_t next = 0;
    for (std::uint64_t left = reader.numberUpTo(largestCount); left > 0 && reader.ok(); --left) {
        const std::uint64_t series = next + reader.numberUpTo(largestId);
        if (series > largestId)
            reader.failed();
        next = series + 1;
        Fact fact;
        fact.series = static_cast<SeriesId>(series);
        const std::uint8_t kind = reader.byte();
        if (kind > static_cast<std::uint8_t>(FactKind::Gone))
            reader.failed();
        fact.kind = static_cast<FactKind>(kind);
        fact.at =
            Moment(Milliseconds(wrappingSum(frame.tick.moment.time_since_epoch().count(), reader.signedNumber())));
        if (fact.kind == FactKind::Number)
            fact.value = std::bit_cast<double>(reader.fixed(8));
        else if (fact.kind == FactKind::Text)
            fact.value = static_cast<double>(reader.numberUpTo(largestId));
        frame.facts.push_back(fact);
    }
}

void readEarlier(ByteReader &reader, Frame &frame)
{
    for (std::uint64_t left = reader.numberUpTo(largestCount); left > 0 && reader.ok(); --left) {
        Earlier answer{readId<SeriesId>(reader), {}};
        const std::uint64_t points = reader.numberUpTo(earlierPointsPerFrame);
        for (std::uint64_t i = 0; i < points && reader.ok(); ++i) {
            const Moment at = readMoment(reader);
            if (at > frame.tick.moment || (i > 0 && at <= answer.points.back().at))
                reader.failed();
            answer.points.push_back({at, std::bit_cast<double>(reader.fixed(8))});
        }
        if (answer.points.empty())
            reader.failed();
        frame.earlier.push_back(std::move(answer));
    }
}
} // namespace

void writeFrame(ByteWriter &writer, const Frame &frame)
{
    writer.number(frame.tick.number);
    writeMoment(writer, frame.tick.moment);
    writer.number(frame.tick.journal);
    writer.number(frame.changes.size());
    for (const Change &change : frame.changes)
        std::visit(ChangeWriter{writer}, change);
    writeFacts(writer, frame);
    writer.number(frame.transitions.size());
    for (const Transition &transition : frame.transitions) {
        writer.number(index(transition.alert));
        writeCell(writer, transition.cell);
    }
    writer.number(frame.earlier.size());
    for (const Earlier &answer : frame.earlier) {
        writer.number(index(answer.series));
        writer.number(answer.points.size());
        for (const EarlierPoint &point : answer.points) {
            writeMoment(writer, point.at);
            writer.fixed(std::bit_cast<std::uint64_t>(point.value), 8);
        }
    }
}

std::optional<Frame> readFrame(ByteReader &reader)
{
    Frame frame;
    frame.tick.number = reader.number();
    frame.tick.moment = readMoment(reader);
    frame.tick.journal = reader.number();
    for (std::uint64_t left = reader.numberUpTo(largestCount); left > 0 && reader.ok(); --left) {
        if (auto change = readChange(reader))
            frame.changes.push_back(std::move(*change));
    }
    readFacts(reader, frame);
    for (std::uint64_t left = reader.numberUpTo(largestCount); left > 0 && reader.ok(); --left) {
        const auto alert = readId<AlertId>(reader);
        frame.transitions.push_back({alert, readCell(reader)});
    }
    readEarlier(reader, frame);
    if (frame.tick.number == 0)
        reader.failed();
    if (!reader.ok())
        return {};
    return frame;
}
} // namespace signalbox
