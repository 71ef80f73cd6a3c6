// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_map>

#include <QDir>

#include <console/console.h>
#include <journal/journal.h>
#include <laboratory/laboratory.h>
#include <recording/recordingfile.h>
#include <support/testprogram.h>

namespace tst_lab_acknowledgement_kills
{
using namespace signalbox;
using namespace signalbox::lab;
using namespace Qt::StringLiterals;

namespace
{
constexpr int patience = 180'000;
constexpr int ackKills = 24;
constexpr int watchKills = 10;

/// An estate whose only source does not answer, so that there is something to acknowledge, and what became of it.
class Scene
{
public:
    Scene(const Laboratory &lab, const QString &name)
        : m_recording(lab.path(name + u"/recording.db"_s))
        , m_journal(lab.path(name + u"/journal.db"_s).toStdString())
    {
        QDir().mkdir(lab.path(name));
        m_estate = lab.write(name + u"/estate.yaml"_s,
                             u"name: Kills\nhosts: {web1: {}}\nsources:\n  node: {type: exposition, interval: 1s, "
                             "targets: {host/web1: 'http://%1:%2/metrics'}}\n"_s.arg(lab.address())
                                 .arg(lab.freePort())
                                 .toUtf8());
    }

    [[nodiscard]] QStringList watching() const { return {u"watch"_s, m_estate, u"--record"_s, m_recording}; }
    [[nodiscard]] QStringList acknowledging(const QString &words) const
    {
        return {u"ack"_s, u"source-dead source/node"_s, u"--estate"_s, m_recording, u"--why"_s, words};
    }
    [[nodiscard]] std::vector<JournalRow> rows() const
    {
        return journalRows(m_journal).value_or(std::vector<JournalRow>());
    }
    /// Number of the first row that does not follow from the one before; nothing where the journal cannot be read.
    [[nodiscard]] std::optional<std::uint64_t> firstBrokenRow() const
    {
        const auto journal = openJournal(m_journal);
        const auto broken = journal ? (*journal)->firstBrokenRow() : tl::unexpected(journal.error());
        return broken ? std::optional(*broken) : std::nullopt;
    }
    /// The newest tick; all zeros where nothing is recorded.
    [[nodiscard]] Tick lastTick() const
    {
        const auto recording = openRecording(m_recording.toStdString());
        const auto extent = recording ? (*recording)->extent() : tl::unexpected(recording.error());
        return extent ? extent->last : Tick();
    }
    [[nodiscard]] QJsonObject alert() const
    {
        return alertIn(pictureJson({m_recording}), u"source-dead"_s, u"source/node"_s);
    }
    /// "ann@desk: words", as the newest picture tells it; empty where nobody has it.
    [[nodiscard]] QString owner() const { return alert()[u"acknowledged_by"_s].toString(); }

    /// Everybody who had it, one after the other, by what the journal says and by what the recording's cells say.
    [[nodiscard]] QStringList ownersByJournal() const
    {
        QStringList owners;
        for (const JournalRow &row : rows())
            owners += QString::fromStdString(row.who + ": " + row.text);
        return owners;
    }
    [[nodiscard]] QStringList ownersByRecording() const
    {
        const auto recording = openRecording(m_recording.toStdString());
        const auto frames =
            recording ? (*recording)->frames(0, lastTick().number, 100'000) : tl::unexpected(recording.error());
        if (!frames)
            return {QString::fromStdString(frames.error().sentence())};
        std::unordered_map<std::uint32_t, std::string> texts;
        QStringList owners;
        for (const Frame &frame : *frames) {
            for (const Change &change : frame.changes) {
                if (const auto *declared = std::get_if<TextDeclared>(&change))
                    texts[static_cast<std::uint32_t>(declared->id)] = declared->text;
            }
            for (const Transition &transition : frame.transitions) {
                const auto &by = texts[static_cast<std::uint32_t>(transition.cell.acknowledgedBy)];
                const QString owner = QString::fromStdString(transition.cell.acknowledged ? by : "nobody");
                if (owner != (owners.isEmpty() ? u"nobody"_s : owners.back()))
                    owners += owner;
            }
        }
        return owners;
    }

private:
    QString m_estate;
    QString m_recording;
    std::string m_journal;
};
} // namespace

/// kill -9 while somebody acknowledges.
class LabAcknowledgementKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofTheOneWhoAcknowledges();
    void ofTheWatch();

private:
    Laboratory m_lab;
};

// Lost if it fails: an acknowledgement that was cut off halfway leaves a journal that nobody can rely on, or an alert
// that one page says somebody has and another that nobody has.
void LabAcknowledgementKills::ofTheOneWhoAcknowledges()
{
    const Scene scene(m_lab, u"ack"_s);
    Console watch(scene.watching());
    QTRY_VERIFY2_WITH_TIMEOUT(!scene.alert().isEmpty(), qPrintable(watch.err()), patience);
    double allowed = 1; // milliseconds; soon about as long as it takes until the row is on the disk
    bool wasDurable = false;
    std::size_t before = 0;
    int cutOff = 0;
    for (int i = 0; i < ackKills; ++i) {
        Console ack(scene.acknowledging(u"attempt %1"_s.arg(i)));
        ack.endsWithin(static_cast<int>(allowed));
        ack.kill();
        QCOMPARE(scene.firstBrokenRow().value_or(0), std::uint64_t(0));
        const std::vector<JournalRow> rows = scene.rows();
        QVERIFY(rows.size() == before || rows.size() == before + 1);
        const bool isDurable = rows.size() > before;
        QVERIFY(!isDurable || rows.back().text == "attempt " + std::to_string(i));
        before = rows.size();
        wasDurable = wasDurable || isDurable;
        cutOff += isDurable ? 0 : 1;
        allowed *= isDurable ? 0.85 : wasDurable ? 1.15 : 2;
        QTRY_COMPARE_WITH_TIMEOUT(scene.lastTick().journal, std::uint64_t(before), patience);
        QCOMPARE(scene.owner(), before > 0 ? scene.ownersByJournal().back() : QString());
    }
    QVERIFY(cutOff > 0 && before > 1);
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(scene.ownersByRecording(), scene.ownersByJournal());
}

// Lost if it fails: somebody has said "I have it", the watch dies in that moment, and after its start nobody has it.
void LabAcknowledgementKills::ofTheWatch()
{
    const Scene scene(m_lab, u"watch"_s);
    for (int i = 0; i < watchKills; ++i) {
        const Tick last = scene.lastTick();
        Console watch(scene.watching());
        QTRY_VERIFY2_WITH_TIMEOUT(scene.lastTick().number > last.number && !scene.alert().isEmpty(),
                                  qPrintable(watch.err()), patience);
        const QStringList owners = scene.ownersByJournal();
        QCOMPARE(scene.owner(), owners.value(i - 1));
        // Each second time not before it has taken the row up: directly after that tick.
        Console ack(scene.acknowledging(u"attempt %1"_s.arg(i)));
        QTRY_COMPARE_WITH_TIMEOUT(scene.rows().size(), std::size_t(i + 1), patience);
        if (i % 2 == 1)
            QTRY_COMPARE_WITH_TIMEOUT(scene.lastTick().journal, std::uint64_t(i + 1), patience);
        watch.kill();
        QCOMPARE(ack.wait().status, 0);
        QCOMPARE(scene.firstBrokenRow().value_or(0), std::uint64_t(0));
        const std::uint64_t seen = scene.lastTick().journal;
        QVERIFY(seen == std::uint64_t(i) || seen == std::uint64_t(i + 1));
        QCOMPARE(scene.owner(), scene.ownersByJournal().value(static_cast<int>(seen) - 1));
    }
    const Tick last = scene.lastTick();
    Console watch(scene.watching());
    QTRY_VERIFY2_WITH_TIMEOUT(scene.lastTick().number > last.number, qPrintable(watch.err()), patience);
    QCOMPARE(scene.lastTick().journal, std::uint64_t(watchKills));
    QCOMPARE(watch.stop().status, 0);
    QCOMPARE(scene.owner(), scene.ownersByJournal().back());
    QCOMPARE(scene.ownersByRecording(), scene.ownersByJournal());
}

SIGNALBOX_TEST(LabAcknowledgementKills)
} // namespace tst_lab_acknowledgement_kills

#include "tst_lab_acknowledgement_kills.moc"
