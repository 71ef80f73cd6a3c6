// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include <recording/recordingwriter.h>
#include <session/follower.h>
#include <story/plainrecording.h>
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_engine
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
template <std::uint32_t version>
Verdict judge(const SubjectView &view)
{
    if (view.values("a").empty())
        return {};
    return {{{Severity::Warning, {}, "version " + std::to_string(version) + " says so"}}, {}};
}

template <std::uint32_t version>
Rule says()
{
    Rule rule;
    rule.id = "says";
    rule.version = version;
    rule.kind = "host";
    rule.metrics = {"a"};
    rule.judge = judge<version>;
    return rule;
}
} // namespace

/// Were this wrong, what a recording holds would depend on when the recorder was started.
class tst_Engine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherVersionsNewSentenceIsReadBack();
};

// The first frame after a start gives numbers to what the rules said at the start, and to what the sources said since.
void tst_Engine::anotherVersionsNewSentenceIsReadBack()
{
    const Rule before = says<1>();
    const Rule after = says<2>();
    const Rule *const earlier[] = {&before};
    const Rule *const later[] = {&after};
    Story story("name: test\n", earlier);
    story.at(1s).says("host/web1", "a", 1).says("host/web1", "b", std::string("first words")).tick();
    std::vector<Frame> frames = story.frames();
    const PlainRecording recorded(frames);
    Engine engine(later);
    engine.resume(*recorded.changes(0, frames.back().tick.number), *recorded.stateAt(frames.back().tick.number));
    Frame frame;
    frame.tick = {frames.back().tick.number + 1, frames.back().tick.moment + 1s, 0};
    const auto words = static_cast<double>(index(engine.numbering().text("second words")));
    frame.facts.push_back({SeriesId{1}, FactKind::Text, frame.tick.moment, words});
    frame.changes = engine.numbering().takeNew();
    engine.complete(frame);
    frames.push_back(frame);

    const QTemporaryDir folder;
    const auto writer = RecordingWriter::open(folder.filePath(QStringLiteral("recording.db")).toStdString());
    QVERIFY(writer);
    const auto written = (*writer)->append(frames);
    QVERIFY2(written, qPrintable(QString::fromStdString(written ? std::string() : written.error().sentence())));
    const PlainRecording whole(frames);
    const auto picture = Follower(whole).moveTo(frame.tick.moment);
    QVERIFY(picture);
    QCOMPARE((*picture)->text((*picture)->sample(SeriesId{1})), std::string("second words"));
    QCOMPARE((*picture)->text((*picture)->alerts[0].cell.sentence), std::string("version 2 says so"));
}

SIGNALBOX_TEST(tst_Engine)
} // namespace tst_engine

#include "tst_engine.moc"
