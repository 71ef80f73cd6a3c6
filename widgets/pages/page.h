// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include <QStringList>
#include <QTimeZone>
#include <QUrl>
#include <QWidget>

#include <actions/plan.h>
#include <journal/act.h>
#include <models/brief.h>
#include <models/linehistory.h>
#include <models/runfollower.h>
#include <models/subjectways.h>
#include <models/whatchanged.h>
#include <picture/picture.h>
#include <session/session.h>

namespace signalbox
{
// What pages ask of the past. Each answer comes on the GUI's thread, and none once `receiver` is destroyed: that is how
// a question is given up.
template <class Answer>
using Then = std::function<void(Expected<Answer>)>;
/// A line of a chart.
using AskLine = std::function<void(const LineQuestion &question, QObject *receiver, Then<LineHistory> then)>;
/// Every point of a series in that span.
using AskPoints = std::function<void(const SeriesDeclared &series, const TimeSpan &span, QObject *receiver,
                                     Then<std::vector<HistoryPoint>> then)>;
/// What changed up to a picture.
using AskChanges = std::function<void(const PicturePtr &now, Moment since, QObject *receiver, Then<ChangesSince> then)>;
/// First and last tick.
using AskExtent = std::function<void(QObject *receiver, Then<Extent> then)>;

/// The six answers as of a picture.
using AskBrief = std::function<void(const PicturePtr &now, QObject *receiver, Then<std::vector<BriefPart>> then)>;
/// The plan of a request as of a picture.
using AskPlan = std::function<void(const Request &request, const PicturePtr &now, QObject *receiver, Then<Plan> then)>;
/// Every row of the journal; those about runs say as a sentence what happened.
using AskJournal = std::function<void(QObject *receiver, Then<std::vector<JournalRow>> then)>;

/// What a page is made with. What it cannot ask, because it is empty, it shows nothing of.
struct PageContext {
    AskLine line;
    QTimeZone zone = QTimeZone::utc();
    /// Told of each subject whose page is opened, so that sources may say its past; may be empty (replay).
    std::function<void(const Subject &subject)> attend = {};
    AskPoints points = {};
    AskChanges changes = {};
    AskExtent extent = {};
    AskBrief brief = {};
    AskBrief bed = {}; ///< what is to be known before sleep
    AskJournal journal = {};
    AskPlan plan = {};
    /// What people had done and have done; outlives the pages. Null: nothing of it is shown.
    RunFollower *runs = nullptr;
    std::string who = {}; ///< user@host, as the journal names whoever sits here
    /// Starts a program that lives on by itself: its name and its arguments, never a shell's line. Empty in a replay.
    std::function<Expected<void>(const QStringList &argv)> run = {};
    /// Opens a link in the desktop's browser; whether that was taken on. Empty in a replay.
    std::function<bool(const QUrl &link)> openLink = {};
    /// Writes down what a person does about alerts; answers on the GUI's thread with the number of the journal's row.
    /// Empty in a replay.
    std::function<void(const Act &act, QObject *receiver, Then<std::uint64_t> then)> act = {};
};

/// What is to be known of an alert beyond its row.
enum class AlertPart : std::uint8_t { Explanation, Guidance };

/// Pages that ask this session; it outlives them. Times are those of the machine's zone.
/// `journal`: its file, which need not be there yet; empty: there is none to be asked. `who`: as the journal will name
/// whoever sits here.
PageContext contextOf(Session &session, const std::string &journal = {}, const std::string &who = {});

/// One way to look at a picture. A page knows no session and no window: it is shown pictures, and says what was opened.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Called with each new picture, and when the page comes to the front; never with null.
    virtual void showPicture(const PicturePtr &picture) = 0;
    /// Narrows what is shown as if that had been typed into its field; a page without one shows all.
    virtual void find(const QString &) {}
    /// The alerts that a command is about: the rows selected in the list that has the keyboard, or that stand alone.
    [[nodiscard]] virtual std::vector<AlertId> alertsInHand() const;
    /// The subject that a command is about, likewise.
    [[nodiscard]] virtual std::optional<Subject> subjectInHand() const;
    /// Shows that part of what is to be known of an alert; a page without such does nothing.
    virtual void showAlert(AlertId, AlertPart) {}

Q_SIGNALS:
    void opened(const signalbox::Subject &subject);
    /// The page with that id is wanted in front, showing what `text` finds there.
    void pageWanted(const QString &id, const QString &text);
    /// The run with that id is wanted in front.
    void runWanted(const QString &id);
};

/// One part on the shelf.
struct PageType {
    std::string_view id;
    const char *title; ///< in the order of the list this is reached by Ctrl+1, Ctrl+2 …
    Page *(*make)(const PageContext &context, QWidget *parent) = nullptr;
};

namespace pages
{
/// Every page on the shelf, in the order of its list.
std::span<const PageType *const> all();
} // namespace pages
} // namespace signalbox
