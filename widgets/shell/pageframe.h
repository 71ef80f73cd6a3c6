// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QAction>
#include <QTimeZone>
#include <QWidget>

#include <models/kindsmodel.h>
#include <pages/page.h>
#include <parts/noticelist.h>

class QLabel;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace signalbox
{
class PictureClock;
class StateTally;
class SubjectPage;

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

    void showPicture(const PicturePtr &picture);
    /// What is to be known of the console itself; that the picture stands still is added to it.
    void setNotices(const std::vector<Notice> &notices);
    [[nodiscard]] const std::vector<Notice> &notices() const { return m_notices->notices(); }
    /// One action a page (Ctrl+1 …) and one that goes back (Escape): for menus.
    [[nodiscard]] const QList<QAction *> &pageActions() const { return m_pageActions; }
    [[nodiscard]] QAction *backAction() const { return m_back; }
    void openSubject(const Subject &subject);
    /// The id of the page in front; "subject" for a subject's.
    [[nodiscard]] QString currentPage() const;
    /// Below the page: the transport bar of a replay.
    void addFooter(QWidget *footer);

Q_SIGNALS:
    void pageChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addPages(const PageContext &context);
    QWidget *makeSidebar();
    QWidget *makeHeader();
    void tellNotices();
    void goTo(int index);
    void back();
    void tellWhere();
    void dressBadge();
    [[nodiscard]] Page *current() const;

    Edge m_edge;
    QTimeZone m_zone;
    std::function<void(const Subject &)> m_attend;
    std::vector<Notice> m_said;
    PicturePtr m_picture;
    KindsModel m_kinds;
    QList<QAction *> m_pageActions;
    QList<Page *> m_pages;
    QList<QWidget *> m_returns; ///< what had the keyboard when a subject was opened from there
    SubjectPage *m_subject;
    QAction *m_back;
    QStackedWidget *m_stack;
    QToolButton *m_backButton;
    QLabel *m_estateName;
    QLabel *m_title;
    StateTally *m_tally;
    PictureClock *m_clock;
    NoticeList *m_notices;
    QVBoxLayout *m_column;
    int m_from = 0; ///< the page that back() returns to
};
} // namespace signalbox
