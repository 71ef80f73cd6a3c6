// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <drivers/driver.h>

namespace signalbox
{
/// A page as the watch might send one.
inline PageMessage samplePage()
{
    PageMessage page;
    page.id = "night.17";
    page.thread = "night.abc.1700000000000";
    page.kind = "alert";
    page.estate = "night";
    page.person = "ann";
    page.severity = "critical";
    page.title = "[critical] disk-full host/web1{mountpoint=\"/\"}: / is filled to 96 %";
    page.text = "Estate: night\n.a line that begins with a dot\n\nMore: signalboxctl brief\n";
    page.command = "signalboxctl brief";
    page.wall = WallTime(Milliseconds(1764216000000)); // 2025-11-27 04:00 UTC
    page.repeat = std::chrono::minutes(5);
    page.count = 1;
    page.alerts = {{"disk-full host/web1{mountpoint=\"/\"}",
                    "disk-full",
                    "host/web1",
                    {{"mountpoint", "/"}},
                    "critical",
                    "/ is filled to 96 %",
                    page.wall}};
    return page;
}

/// Sends it by the driver of that pager's type, and waits for what becomes of it.
inline PageOutcome sent(const PagerDeclaration &pager, const PageMessage &page = samplePage())
{
    std::optional<PageOutcome> outcome;
    std::unique_ptr<Sending> sending;
    for (const DriverType *type : drivers::all()) {
        if (type->id == pager.type)
            sending = type->start(pager, page, [&](const PageOutcome &found) { outcome = found; });
    }
    if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 30'000))
        return {PageNote::Kind::Failed, "the driver never said what became of it"};
    return *outcome;
}
} // namespace signalbox
