// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <watching/recorder.h>

#include <QFile>
#include <QSysInfo>
#include <QThread>

#include <estate/estatereader.h>
#include <journal/journal.h>
#include <operator/operator.h>
#include <recording/recordingfile.h>
#include <watching/actwriter.h>
#include <watching/engineloop.h>
#include <watching/enginepast.h>
#include <watching/estatelists.h>
#include <watching/estatelock.h>
#include <watching/estatenews.h>
#include <watching/estatewatch.h>
#include <watching/headsexport.h>
#include <watching/leverwatch.h>
#include <watching/lookingon.h>
#include <watching/pagekeeper.h>
#include <watching/sourcerunner.h>
#include <watching/statefolder.h>

namespace signalbox
{
namespace
{
/// Of a journal; nothing: it cannot be read now.
std::optional<std::uint64_t> newestRow(const std::string &journalPath)
{
    if (!QFile::exists(QString::fromStdString(journalPath)))
        return 0;
    const auto journal = openJournal(journalPath);
    const auto last = journal ? (*journal)->last() : tl::unexpected(journal.error());
    if (!last)
        return {};
    return *last ? (*last)->number : 0;
}

std::vector<std::string_view> sourceTypes()
{
    std::vector<std::string_view> types;
    for (const SourceType *type : sources::all())
        types.push_back(type->id);
    return types;
}

EstateReading readWithRows(const std::string &path, const QueryRows &rows)
{
    return readEstateOrThisMachine(path, QSysInfo::machineHostName().toStdString(), sourceTypes(), rows);
}

Expected<Estate> estateOf(EstateReading reading)
{
    if (reading.estate)
        return std::move(*reading.estate);
    std::string lines;
    for (const EstateError &error : reading.errors)
        lines += (lines.empty() ? "" : "\n") + error.line();
    return tl::unexpected(Problem{{}, lines, {}});
}

// The file to keep an eye on; nothing where the estate is this machine.
std::string watchedPath(const std::string &path)
{
    return path.empty() && QFile::exists(QString::fromStdString(defaultEstatePath())) ? defaultEstatePath() : path;
}

/// Observes, records, judges.
class Watching final : public Recorder
{
public:
    Watching(std::unique_ptr<EstateLock> lock, std::unique_ptr<EstateLists> lists, std::string path,
             const Options &options)
        : m_lock(std::move(lock))
        , m_path(std::move(path))
        , m_options(options)
        , m_acts(journalBeside(m_path))
        , m_news(m_options.estatePath, m_options.estateChanged)
        , m_lists(std::move(lists))
    {
    }

    ~Watching() override
    {
        m_lists->stop(); // the watch may be waiting for what is being asked
        m_estateWatch.reset();
        m_lists.reset();
        onThread(m_operatorThread, *m_operatorContext, [this] { m_operator.reset(); });
        m_operatorThread.quit();
        m_operatorThread.wait();
        onThread(m_pageThread, *m_pageContext, [this] { m_pages.reset(); });
        m_pageThread.quit();
        m_pageThread.wait();
        onThread(m_ioThread, *m_ioContext, [this] {
            m_levers.reset();
            m_sources.reset();
        });
        onThread(m_engineThread, *m_engine, [this] { m_engine->stop(); });
        m_ioThread.quit();
        m_engineThread.quit();
        m_ioThread.wait();
        m_engineThread.wait();
        m_heads.reset();
    }

    void begin(const Estate &estate)
    {
        std::optional<Problem> refused;
        EngineLoop::Past past;
        Expected<std::unique_ptr<RecordingWriter>> writer = RecordingWriter::open(m_path);
        if (writer) {
            Expected<EngineLoop::Past> read = pastOf(m_path, **writer);
            if (read)
                past = std::move(*read);
            else
                refused = read.error();
        } else {
            refused = writer.error();
        }
        m_clock = std::make_shared<SystemClock>(lastOf(past), m_options.readClocks);
        m_tail->setStored(past.state.tick.number);
        m_isUnreadable = refused.has_value();
        report(refused);
        EngineLoop::Parts parts;
        parts.clock = m_clock;
        parts.inbox = m_inbox;
        parts.tail = m_tail;
        parts.writer = std::make_unique<WriteQueue>(
            m_path, refused ? nullptr : std::move(*writer), refused,
            [this](const std::optional<Problem> &problem) { report(problem); },
            refused ? std::function<void(TickNumber)>() : [tail = m_tail](TickNumber upTo) { tail->setStored(upTo); });
        parts.acts = std::make_unique<ActReader>(journalBeside(m_path), [this](const std::optional<Problem> &problem) {
            m_news.setTrouble(EstateNews::Part::Acts, problem);
        });
        m_engine = std::make_unique<EngineLoop>(std::move(parts), past);
        startThreads(estate);
    }

    // What a file holds that could not be taken up has other numbers than what is seen now.
    Expected<std::unique_ptr<const Recording>> recording() const override
    {
        return tailRecording(m_tail, m_isUnreadable ? std::string() : m_path);
    }
    std::shared_ptr<const Clock> clock() const override { return m_clock; }
    std::string path() const override { return m_path; }

    void attend(const Subject &subject) override
    {
        QMetaObject::invokeMethod(
            m_ioContext.get(),
            [this, subject] {
                if (m_sources)
                    m_sources->attend(subject);
            },
            Qt::QueuedConnection);
    }

    void act(const Act &act, std::function<void(const Expected<std::uint64_t> &)> done) override
    {
        m_acts.write(act, std::move(done));
    }

    void reread(std::function<void()> done) override
    {
        if (!m_estateWatch) { // this machine, without a file
            done();
            return;
        }
        m_lists->askAgain();
        m_estateWatch->lookNow(std::move(done));
    }

private:
    static void onThread(QThread &thread, QObject &context, const std::function<void()> &work)
    {
        if (thread.isRunning())
            QMetaObject::invokeMethod(&context, work, Qt::BlockingQueuedConnection);
    }

    void startThreads(const Estate &estate)
    {
        m_engine->moveToThread(&m_engineThread);
        m_ioContext->moveToThread(&m_ioThread);
        m_engineThread.setObjectName(QStringLiteral("engine"));
        m_ioThread.setObjectName(QStringLiteral("io"));
        m_engineThread.start();
        m_ioThread.start();
        accept(estate);
        QMetaObject::invokeMethod(m_engine.get(), [this] { m_engine->start(); });
        m_news.tell();
        if (m_options.pages)
            startPaging();
        if (m_options.acts)
            startOperator();
        if (!m_options.estatePath.empty()) {
            m_lists->start({[this](const EstateReading &reading, const std::vector<std::string> &notices) {
                                takeReading(reading, notices);
                            },
                            [this](const std::string &query, const std::string &text) { note(query, text); }});
            m_estateWatch = std::make_unique<EstateWatch>(m_options.estatePath, [this] { m_lists->refresh(); });
        }
    }

    void startPaging()
    {
        m_pageContext->moveToThread(&m_pageThread);
        m_pageThread.setObjectName(QStringLiteral("paging"));
        m_pageThread.start();
        PageKeeper::Parts parts{
            [tail = m_tail] { return tail->newest(); },
            m_clock,
            [clock = m_clock] { return clock->wallNow(); },
            journalBeside(m_path),
            m_options.estatePath,
            [this](const std::optional<Problem> &problem) { m_news.setTrouble(EstateNews::Part::Pages, problem); }};
        QMetaObject::invokeMethod(m_pageContext.get(),
                                  [this, parts] { m_pages = std::make_unique<PageKeeper>(parts); });
    }

    void startOperator()
    {
        m_operatorContext->moveToThread(&m_operatorThread);
        m_operatorThread.setObjectName(QStringLiteral("operator"));
        m_operatorThread.start();
        Operator::Parts parts{
            [tail = m_tail] { return tail->newest(); },
            [this] { return recording(); },
            m_clock,
            [clock = m_clock] { return clock->wallNow(); },
            journalBeside(m_path),
            [this](const std::optional<Problem> &problem) { m_news.setTrouble(EstateNews::Part::Runs, problem); }};
        parts.begunAt = newestRow(parts.journalPath);
        QMetaObject::invokeMethod(m_operatorContext.get(),
                                  [this, parts] { m_operator = std::make_unique<Operator>(parts); });
    }

    // The engine first: from its next tick on the estate holds, and what the sources then say belongs to it.
    void accept(const Estate &estate)
    {
        m_hash = estate.hash;
        m_engine->accept(estate);
        m_heads->exportTo(estate.headsTo);
        QMetaObject::invokeMethod(m_ioContext.get(), [this, estate] {
            if (!m_sources)
                m_sources = std::make_unique<SourceRunner>(*m_inbox, *m_clock);
            m_sources->run(estate);
            if (m_options.pages && !m_levers)
                m_levers = std::make_unique<LeverWatch>(
                    [this](const std::vector<HostStanding> &standings) { m_engine->stand(standings); });
            if (m_levers)
                m_levers->accept(estate);
        });
    }

    // What a list gained and lost is a part of the estate's history that nobody typed. The estate's texts are in the
    // recording, whatever becomes of the row.
    void note(const std::string &query, const std::string &text)
    {
        JournalRow row;
        row.wall = readMachineClocks().wall;
        row.who = "signalbox@" + QSysInfo::machineHostName().toStdString();
        row.act = "estate-list";
        row.what = query;
        row.text = text;
        const auto journal = Journal::open(journalBeside(m_path));
        const Expected<std::uint64_t> number = journal ? (*journal)->append(row) : tl::unexpected(journal.error());
        std::optional<Problem> problem;
        if (!number) {
            problem = number.error();
            problem->what = "a change of query " + query + " could not be noted in the journal: " + problem->what;
        }
        m_news.setTrouble(EstateNews::Part::ListNotes, problem);
    }

    void takeReading(const EstateReading &reading, const std::vector<std::string> &notices)
    {
        std::vector<std::string> errors;
        for (const EstateError &error : reading.errors)
            errors.push_back(error.line());
        if (reading.estate && reading.estate->hash != m_hash)
            accept(*reading.estate);
        m_news.setReading(std::move(errors), notices);
    }

    void report(const std::optional<Problem> &problem)
    {
        if (!m_options.recordingChanged)
            return;
        const auto state = problem ? RecordingStatus::State::Paused : RecordingStatus::State::Recording;
        m_options.recordingChanged({state, problem.value_or(Problem{}), m_path});
    }

    std::unique_ptr<EstateLock> m_lock;
    std::string m_path;
    bool m_isUnreadable = false;
    std::string m_hash; ///< of the estate in force; the estate watch's, once that runs
    Options m_options;
    ActWriter m_acts;
    EstateNews m_news;
    std::unique_ptr<HeadsExport> m_heads =
        std::make_unique<HeadsExport>(headOf(journalBeside(m_path)), [this](const std::optional<Problem> &problem) {
            m_news.setTrouble(EstateNews::Part::Heads, problem);
        });
    std::shared_ptr<SystemClock> m_clock;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>();
    std::shared_ptr<Tail> m_tail = std::make_shared<Tail>();
    std::unique_ptr<EngineLoop> m_engine;
    std::unique_ptr<SourceRunner> m_sources; ///< the I/O thread's
    std::unique_ptr<LeverWatch> m_levers;    ///< the I/O thread's
    std::unique_ptr<QObject> m_ioContext = std::make_unique<QObject>();
    std::unique_ptr<PageKeeper> m_pages; ///< the paging thread's
    std::unique_ptr<QObject> m_pageContext = std::make_unique<QObject>();
    std::unique_ptr<Operator> m_operator; ///< the operator thread's
    std::unique_ptr<QObject> m_operatorContext = std::make_unique<QObject>();
    QThread m_engineThread;
    QThread m_ioThread;
    QThread m_pageThread;
    QThread m_operatorThread;
    std::unique_ptr<EstateLists> m_lists; ///< never null
    std::unique_ptr<EstateWatch> m_estateWatch;
};

Expected<std::string> recordingPathFor(const Recorder::Options &options, const std::string &estateId)
{
    if (!options.recordingPath.empty())
        return options.recordingPath;
    return stateFolder(estateId).map([](const std::string &folder) { return folder + "/recording.db"; });
}
} // namespace

Expected<std::shared_ptr<const Clock>> clockOfRecording(const std::string &path)
{
    const auto recording = openRecording(path);
    if (!recording)
        return tl::unexpected(recording.error());
    const Expected<Extent> extent = (*recording)->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    EngineLoop::Past past;
    past.state.tick = extent->last;
    auto changes = (*recording)->changesToFold(0, extent->last.number);
    if (!changes)
        return tl::unexpected(changes.error());
    past.changes = std::move(*changes);
    return std::make_shared<SystemClock>(lastOf(past));
}

Expected<std::string> recordingOf(const std::string &estatePath)
{
    const EstateReading reading = readWithRows(estatePath, {});
    if (reading.id.empty())
        return tl::unexpected(estateOf(reading).error());
    return stateFolderName(reading.id) + "/recording.db";
}

std::string recordingMadeElsewhere(const std::string &estatePath)
{
    const Expected<std::string> path = recordingOf(estatePath);
    return path && EstateLock::isHeld(*path) ? *path : std::string();
}

Expected<std::unique_ptr<Recorder>> Recorder::start(const Options &options)
{
    const EstateReading bare = readWithRows(options.estatePath, {});
    if (!bare.estate && bare.unanswered == 0)
        return tl::unexpected(estateOf(bare).error());
    const Expected<std::string> path = recordingPathFor(options, bare.id);
    if (!path)
        return tl::unexpected(path.error());
    auto lock = EstateLock::take(*path);
    if (!lock && lock.error().isHeld) {
        if (options.whenHeld == WhenHeld::LookOn)
            return lookOn(*path, options, lock.error().problem);
        return tl::unexpected(lock.error().problem);
    }
    auto lists = std::make_unique<EstateLists>(
        [from = options.estatePath](const QueryRows &rows) { return readWithRows(from, rows); },
        besideRecording(*path, "rows.json"));
    const Expected<Estate> estate = estateOf(lists->read());
    if (!estate)
        return tl::unexpected(estate.error());
    // Where not even a lock can be made, nothing can be recorded either: that is said, and the live picture goes on.
    Options resolved = options;
    resolved.estatePath = watchedPath(options.estatePath);
    auto watching = std::make_unique<Watching>(lock ? std::move(*lock) : nullptr, std::move(lists), *path, resolved);
    watching->begin(*estate);
    return watching;
}
} // namespace signalbox
