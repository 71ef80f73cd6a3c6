// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <attaching/linewindow.h>
#include <support/testprogram.h>

namespace tst_linewindow
{
using namespace signalbox;
using namespace std::chrono_literals;

class LineWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: minutes of a slow line lie on the way, and a desk shows what was minutes ago.
    void itIsFullUntilTheDeskHasHeard()
    {
        LineWindow window;
        QVERIFY(!window.isFull());
        window.push(link::window);
        QVERIFY(window.isFull());
        window.hear(1);
        QVERIFY(!window.isFull());
        window.push(1);
        QVERIFY(window.isFull());
    }

    // Lost if it fails: over a fast line that is long, catching up takes minutes.
    void itIsAsWideAsWhatTheDeskHeardInTheLastSecond()
    {
        LineWindow window;
        window.measure(10s);
        window.push(1'000'000);
        window.hear(1'000'000);
        window.measure(11s);
        window.push(999'999);
        QVERIFY(!window.isFull());
        window.push(1);
        QVERIFY(window.isFull());
        window.measure(12s); // nothing was heard in that second
        window.hear(2'000'000 - link::window);
        QVERIFY(window.isFull());
    }

    // Lost if it fails: a desk that says what cannot be has the watch's memory filled.
    void whatWasNeverSaidCannotBeHeard()
    {
        LineWindow window;
        window.push(link::window);
        window.hear(UINT64_MAX);
        window.push(link::window);
        QVERIFY(window.isFull());
        window.hear(0);
        QVERIFY(window.isFull());
    }
};

SIGNALBOX_TEST(LineWindowTest)
} // namespace tst_linewindow

#include "tst_linewindow.moc"
