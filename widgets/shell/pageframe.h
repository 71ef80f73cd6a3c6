// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QAction>
#include <QPointer>
#include <QTimeZone>
#include <QWidget>

#include <models/kindsmodel.h>
#include <pages/page.h>
#include <parts/elidedlabel.h>
#include <parts/noticelist.h>

class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace signalbox
{
class ActionCommands;
class AlertCommands;
class Announcement;
class AskBar;
class DeskSettings;
class FindField;
class PictureClock;
class PlanSheet;
class StateTally;
class SubjectCommands;
class SubjectPage;
struct Offer;

/// What live and replay have in common: the list of pages, the page in front, and above each of them the picture's
/// time, its second hand, how the estate stands, and what is to be known of the console itself. Shows pictures only to
/// the page in front.
class PageFrame final : public QWidget
{
    Q_OBJECT
public:
    /// How the frame is drawn, so that nobody takes a replay for the present.
    enum class Edge : std::uint8_t { Live, Replay };

    PageFrame(const PageContext &context, Edge edge, QWidget *parent = nullptr);
    ~PageFrame() override;

    void showPicture(const PicturePtr &picture);
    /// What is to be known of the console itself; that the picture stands still is added to it.
    void setNotices(const std::vector<Notice> &notices);
    [[nodiscard]] const std::vector<Notice> &notices() const { return m_notices->notices(); }
    /// One action a page (Ctrl+1 …).
    [[nodiscard]] const QList<QAction *> &pageActions() const { return m_pageActions; }
    [[nodiscard]] const PicturePtr &picture() const { return m_picture; }
    [[nodiscard]] DeskSettings &settings() { return *m_settings; }
    void openSubject(const Subject &subject);
    /// The alert on the page of findings, with that part of what is to be known of it.
    void openAlert(AlertId alert, AlertPart part);
    /// The plan of that request, made again and again until it is confirmed; `title` until there is one.
    void openPlan(const Request &request, const QString &title);
    void openRun(const QString &id);
    /// What can be done to what is in hand.
    [[nodiscard]] std::vector<Offer> offers() const;
    /// The page with that id, showing what `text` finds there; an unknown id changes nothing.
    void openPage(const QString &id, const QString &text);
    /// The id of the page in front; "subject" for a subject's, "plan" for a plan's or a run's.
    [[nodiscard]] QString currentPage() const;
    /// Says in one line what just happened, to the eye and to a screen reader.
    void say(const QString &sentence);
    /// Below the page: the transport bar of a replay.
    void addFooter(QWidget *footer);

Q_SIGNALS:
    void pageChanged();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addPages(const PageContext &context);
    QWidget *makeHeader();
    void tellNotices();
    void addCommands();
    void tellCommands();
    void goTo(int index);
    void back();
    void saveFilter();
    [[nodiscard]] FindField *findField() const;
    [[nodiscard]] std::optional<int> pageOf(const QString &id) const;
    void tellWhere();
    void openSheet();
    [[nodiscard]] bool isAbovePages() const;
    [[nodiscard]] Page *current() const;

    Edge m_edge;
    QTimeZone m_zone;
    std::function<void(const Subject &)> m_attend;
    RunFollower *m_runs; ///< null: nothing of what people do is shown
    std::string m_who;
    std::vector<Notice> m_said;
    PicturePtr m_picture;
    KindsModel m_kinds;
    QList<QAction *> m_pageActions;
    QList<Page *> m_pages;
    QList<QWidget *> m_returns; ///< what had the keyboard when a subject was opened from there
    SubjectPage *m_subject;
    PlanSheet *m_sheet;
    std::unique_ptr<DeskSettings> m_settings;
    AskBar *m_ask;
    Announcement *m_announcement;
    AlertCommands *m_alertCommands;
    SubjectCommands *m_subjectCommands;
    ActionCommands *m_actionCommands;
    QAction *m_back;
    QAction *m_find;
    QAction *m_saveFilter;
    QStackedWidget *m_stack;
    QToolButton *m_backButton;
    ElidedLabel *m_estateName;
    ElidedLabel *m_title;
    StateTally *m_tally;
    PictureClock *m_clock;
    NoticeList *m_notices;
    QVBoxLayout *m_column;
    int m_from = 0;                ///< the page that back() returns to
    std::optional<int> m_cameFrom; ///< the page that an alert's explanation was asked for on
    QPointer<QWidget> m_wasInHand; ///< what had the keyboard there
    QWidget *m_beneath = nullptr;  ///< what the sheet of a plan or a run was opened from
    QPointer<QWidget> m_keyboardBeneath;
};
} // namespace signalbox
