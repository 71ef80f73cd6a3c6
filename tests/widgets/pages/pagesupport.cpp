// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagesupport.h"

#include <QAccessible>

namespace signalbox
{
std::unique_ptr<Page> openPage(std::string_view id, const PageContext &context)
{
    for (const PageType *type : pages::all()) {
        if (type->id != id)
            continue;
        std::unique_ptr<Page> page(type->make(context, nullptr));
        page->resize(1200, 800);
        page->show();
        return page;
    }
    return nullptr;
}

QWidget *named(const QWidget &parent, const QString &name)
{
    for (QWidget *child : parent.findChildren<QWidget *>())
        if (child->accessibleName() == name)
            return child;
    return nullptr;
}

QStringList unnamed(const QWidget &parent)
{
    QStringList found;
    for (QWidget *child : parent.findChildren<QWidget *>()) {
        if (!child->isVisibleTo(&parent) || child->focusPolicy() == Qt::NoFocus)
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(child);
        if (!spoken || spoken->text(QAccessible::Name).trimmed().isEmpty())
            found.append(QString::fromLatin1(child->metaObject()->className()));
    }
    return found;
}
} // namespace signalbox
