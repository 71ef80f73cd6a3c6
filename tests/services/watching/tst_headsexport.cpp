// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <future>

#include <support/testprogram.h>
#include <watching/headsexport.h>

namespace tst_headsexport
{
using namespace signalbox;

namespace
{
/// A place for heads that answers as it is told. Shared, since a thread that hangs in it outlives the test.
struct Place {
    std::atomic<bool> fails = false;
    std::atomic<int> exports = 0;
    std::promise<void> repaired;
    std::shared_future<void> isRepaired = repaired.get_future().share();
};

HeadsExport::Export exportInto(const std::shared_ptr<Place> &place)
{
    return [place](const std::string &) -> Expected<void> {
        ++place->exports;
        if (place->fails)
            return tl::unexpected(Problem{"/mnt/heads", "the heads cannot be written", {}});
        return {};
    };
}
} // namespace

/// Were this wrong, a file server that hangs would hang the console, and heads that are not kept would be missed only
/// when somebody needs them.
class tst_HeadsExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFailsIsSaidAndUnsaid();
    void theLastHeadIsExportedAtTheEnd();
    void aPlaceThatHangsIsNotWaitedFor();
};

void tst_HeadsExport::whatFailsIsSaidAndUnsaid()
{
    const auto place = std::make_shared<Place>();
    place->fails = true;
    std::atomic<int> problems = 0;
    std::atomic<int> recoveries = 0;
    HeadsExport heads(exportInto(place),
                      [&](const std::optional<Problem> &problem) { ++(problem ? problems : recoveries); });
    heads.exportTo("/mnt/heads");
    QTRY_COMPARE(problems.load(), 1);
    heads.exportTo("/mnt/heads");
    QTRY_COMPARE(place->exports.load(), 2);
    place->fails = false;
    heads.exportTo("/mnt/heads");
    QTRY_COMPARE(recoveries.load(), 1);
    QCOMPARE(problems.load(), 1);
}

void tst_HeadsExport::theLastHeadIsExportedAtTheEnd()
{
    const auto place = std::make_shared<Place>();
    {
        HeadsExport heads(exportInto(place), [](const std::optional<Problem> &) {});
        heads.exportTo("/mnt/heads");
        QTRY_COMPARE(place->exports.load(), 1);
    }
    QCOMPARE(place->exports.load(), 2);
}

// The destructor returning at all is what is tested: the export ends only after it.
void tst_HeadsExport::aPlaceThatHangsIsNotWaitedFor()
{
    const auto place = std::make_shared<Place>();
    std::atomic<bool> wasTold = false;
    {
        HeadsExport heads(
            [place](const std::string &) -> Expected<void> {
                ++place->exports;
                place->isRepaired.wait();
                return tl::unexpected(Problem{"/mnt/heads", "too late", {}});
            },
            [&](const std::optional<Problem> &) { wasTold = true; });
        heads.exportTo("/mnt/heads");
        QTRY_COMPARE(place->exports.load(), 1);
    }
    place->repaired.set_value();
    QTRY_VERIFY(place.use_count() == 1);
    QVERIFY(!wasTold);
}

SIGNALBOX_TEST(tst_HeadsExport)
} // namespace tst_headsexport

#include "tst_headsexport.moc"
