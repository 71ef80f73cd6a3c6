// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include <QTimeZone>
#include <QWidget>

#include <picture/picture.h>
#include <session/session.h>

namespace signalbox
{
/// Asks for a series' past up to the picture's moment, as Session::history does.
using AskHistory = std::function<void(SeriesId series, Milliseconds back, QObject *receiver,
                                      std::function<void(Expected<SeriesHistory>)> then)>;

/// What a page is made with.
struct PageContext {
    AskHistory history; ///< may be empty: then charts stay so
    QTimeZone zone = QTimeZone::utc();
    /// Told of each subject whose page is opened, so that sources may say its past; may be empty (replay).
    std::function<void(const Subject &subject)> attend = {};
};

/// One way to look at a picture. A page knows no session and no window: it is shown pictures, and says what was opened.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Called with each new picture, and when the page comes to the front; never with null.
    virtual void showPicture(const PicturePtr &picture) = 0;

Q_SIGNALS:
    void opened(const signalbox::Subject &subject);
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
