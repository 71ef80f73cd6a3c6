// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <actions/runledger.h>
#include <console/console.h>
#include <journal/journal.h>
#include <laboratory/laboratory.h>
#include <watching/estatelock.h>
#include <watching/statefolder.h>

namespace signalbox::lab
{
/// An estate, the real watch that acts for it, and what people do there from terminals.
class ActingScene
{
public:
    /// `estate`: the file's text, without name and id. Sets where the consoles of this test keep their state.
    ActingScene(const Laboratory &lab, const QString &id, const QString &estate)
        : m_recording(lab.path(QStringLiteral("state/signalbox/") + id + QStringLiteral("/recording.db")).toStdString())
        , m_journal(journalBeside(m_recording))
        , m_estate(
              lab.write(id + QStringLiteral(".yaml"), (QStringLiteral("name: %1\nid: %1\n").arg(id) + estate).toUtf8()))
    {
        qputenv("XDG_STATE_HOME", lab.path(QStringLiteral("state")).toUtf8());
    }

    /// Starts the watch; `inChild` runs in its process before it does. Whether it has looked around within a minute.
    /// Nobody asks before it holds the estate: whoever did would be the watch for that moment.
    [[nodiscard]] bool watch(const std::function<void()> &inChild = {})
    {
        m_watch.reset(); // one at a time holds it
        m_watch = std::make_unique<Console>(QStringList{QStringLiteral("watch"), m_estate}, inChild);
        const auto isHeld = [this] { return EstateLock::isHeld(m_recording); };
        const bool isUp = QTest::qWaitFor(isHeld, 60'000) &&
                          QTest::qWaitFor([this] { return says({QStringLiteral("plan")}).status == 0; }, 60'000);
        if (!isUp)
            qWarning("the watch: %s", qPrintable(m_watch->out() + m_watch->err()));
        return isUp;
    }
    Console &watching() { return *m_watch; }

    [[nodiscard]] Ended says(const QStringList &words) const
    {
        return Console(words + QStringList{QStringLiteral("--estate"), m_estate}).wait();
    }
    /// `plan … --json`; empty where there is none.
    [[nodiscard]] QJsonObject plan(const QStringList &words) const
    {
        const Ended said = says(QStringList{QStringLiteral("plan")} + words + QStringList{QStringLiteral("--json")});
        return QJsonDocument::fromJson(said.out.toUtf8()).object();
    }
    /// "fail/hard VALUE" of the plan's guard of that id; empty where it has none.
    [[nodiscard]] static QString guardOf(const QJsonObject &plan, const QString &id)
    {
        for (const QJsonValue &guard : plan[QStringLiteral("guards")].toArray()) {
            if (guard[QStringLiteral("id")].toString() == id)
                return guard[QStringLiteral("verdict")].toString() + u'/' + guard[QStringLiteral("class")].toString() +
                       u' ' + guard[QStringLiteral("value")].toString();
        }
        return {};
    }
    /// Reads the plan, answers its gate, and waits until the run is over or wants a person.
    [[nodiscard]] Ended act(const QStringList &words, const QStringList &answers = {}) const
    {
        return says(acting(words, answers));
    }
    /// What opens that plan's gate where it can be opened: all that may be passed is ticked or overridden.
    [[nodiscard]] static QStringList answersTo(const QJsonObject &plan)
    {
        QStringList ticks;
        QStringList overrides;
        for (const QJsonValue &guard : plan[QStringLiteral("guards")].toArray()) {
            const QString verdict = guard[QStringLiteral("verdict")].toString();
            const QString kind = guard[QStringLiteral("class")].toString();
            if (verdict == QStringLiteral("pass") || verdict == QStringLiteral("later"))
                continue;
            if (kind == QStringLiteral("warning"))
                ticks += guard[QStringLiteral("id")].toString();
            else if (kind == QStringLiteral("override"))
                overrides += guard[QStringLiteral("id")].toString();
        }
        QStringList all{QStringLiteral("--why"), QStringLiteral("it has to be")};
        if (!ticks.isEmpty())
            all += {QStringLiteral("--tick"), ticks.join(u',')};
        if (!overrides.isEmpty())
            all += {QStringLiteral("--override"), overrides.join(u',')};
        return all;
    }
    [[nodiscard]] QStringList acting(const QStringList &words, const QStringList &answers) const
    {
        const QString hash = plan(words)[QStringLiteral("hash")].toString();
        return QStringList{QStringLiteral("act")} + words + QStringList{QStringLiteral("--confirm"), hash} + answers;
    }
    /// `runs ID WORD` of the last run.
    [[nodiscard]] Ended decide(const QStringList &words) const
    {
        return says(QStringList{QStringLiteral("runs"), QString::fromStdString(lastRun().id)} + words);
    }

    [[nodiscard]] RunLedger ledger() const
    {
        RunLedger ledger;
        for (const JournalRow &row : journalRows(m_journal).value_or(std::vector<JournalRow>()))
            ledger.fold(row);
        return ledger;
    }
    /// With no steps before there is one.
    [[nodiscard]] Run lastRun() const
    {
        const RunLedger all = ledger();
        return all.runs().empty() ? Run{} : all.runs().rbegin()->second;
    }
    [[nodiscard]] QString estate() const { return m_estate; }
    [[nodiscard]] const std::string &journal() const { return m_journal; }

private:
    std::string m_recording;
    std::string m_journal;
    QString m_estate;
    std::unique_ptr<Console> m_watch;
};
} // namespace signalbox::lab
