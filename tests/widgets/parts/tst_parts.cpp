// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every page is made of. If these fail, a state is told by its colour alone, or a clock runs on over a dead
// engine.
#include <QLabel>
#include <QPainter>

#include <demo/demopicture.h>
#include <parts/noticelist.h>
#include <parts/pictureclock.h>
#include <parts/stateshape.h>
#include <parts/statetally.h>
#include <support/testprogram.h>

namespace tst_parts
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
/// The shape as a black and white printer has it.
QImage printed(State state, Fill fill)
{
    Palette palette = paletteOf(Theme::Dark);
    palette.states.fill(Qt::white);
    palette.raised = Qt::black;
    QImage image(32, 32, QImage::Format_Grayscale8);
    image.fill(Qt::black);
    QPainter painter(&image);
    paintState(painter, QRectF(2, 2, 28, 28), state, fill, palette);
    return image;
}

int differences(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 100 ? 1 : 0;
    return count;
}
} // namespace

class PartsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Dark); }
    void shapesAreToldApartWithoutColour();
    void staleIsHatchedWhateverTheState();
    void theSecondHandMovesWithThePictureAlone();
    void theClockSaysTheZoneAndWhatTheWallShowed();
    void aHeldUpPictureSaysForHowLong();
    void noticesSayWhatAndWhatToDo();
    void theTallyNamesWhatNeedsAPerson();
};

void PartsTest::shapesAreToldApartWithoutColour()
{
    const std::array states{State::Ok,      State::Warning, State::Critical,
                            State::Unknown, State::Stale,   State::Maintenance};
    for (std::size_t i = 0; i < states.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY2(differences(printed(states[i], Fill::Solid), printed(states[j], Fill::Solid)) > 60,
                     qPrintable(wordOf(states[i]) + u" and "_s + wordOf(states[j])));
}

void PartsTest::staleIsHatchedWhateverTheState()
{
    for (const State state : {State::Warning, State::Critical, State::Unknown, State::Maintenance})
        QVERIFY(differences(printed(state, Fill::Solid), printed(state, Fill::Hatched)) > 30);
}

void PartsTest::theSecondHandMovesWithThePictureAlone()
{
    DemoPicture demo;
    PictureClock clock;
    clock.showPicture(demo.picture());
    QCOMPARE(clock.degrees(), 0.0);
    clock.show();
    const QImage before = clock.grab().toImage();
    QCoreApplication::processEvents();
    QCOMPARE(clock.grab().toImage(), before); // no timer of its own
    clock.showPicture(demo.pass(15s).picture());
    QCOMPARE(clock.degrees(), 90.0);
    QVERIFY(clock.grab().toImage() != before);
}

void PartsTest::theClockSaysTheZoneAndWhatTheWallShowed()
{
    DemoPicture demo;
    PictureClock clock;
    clock.setZone(QTimeZone("Asia/Kolkata"));
    clock.showPicture(demo.picture());
    QCOMPARE(clock.timeText(), u"14:00:00"_s);
    QVERIFY(clock.dateText().contains(u"Sat 21 Nov 2026"_s));
    QVERIFY(clock.dateText().contains(u"UTC+05:30"_s));
    clock.showPicture(demo.stepClock(-1h).picture());
    QCOMPARE(clock.timeText(), u"13:00:00"_s);
}

void PartsTest::aHeldUpPictureSaysForHowLong()
{
    DemoPicture demo;
    PictureClock clock;
    clock.showPicture(demo.holdUp(14s).picture());
    QCOMPARE(clock.dateText(), u"stands still for 14 s"_s);
    QVERIFY(clock.accessibleDescription().contains(u"stands still"_s));
}

void PartsTest::noticesSayWhatAndWhatToDo()
{
    NoticeList list;
    QVERIFY(list.isHidden());
    QStringList lines;
    for (int i = 1; i <= 7; ++i)
        lines.append(u"estate.yaml:%1:1: <b>wrong</b>"_s.arg(i));
    list.setNotices({{State::Warning, u"The estate file has errors"_s, u"Mend it"_s, lines}});
    QVERIFY(!list.isHidden());
    QStringList said;
    for (const QLabel *label : list.findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        said.append(label->text());
    }
    QVERIFY(said.contains(u"The estate file has errors"_s));
    QVERIFY(said.contains(u"estate.yaml:1:1: <b>wrong</b>"_s));
    QVERIFY(said.contains(u"and 3 more"_s));
    QVERIFY(said.contains(u"Mend it"_s));
    list.setNotices({});
    QVERIFY(list.isHidden());
}

void PartsTest::theTallyNamesWhatNeedsAPerson()
{
    KindsModel kinds;
    StateTally tally;
    kinds.show(demoEstate().picture());
    tally.setCounts(kinds.sum());
    QCOMPARE(tally.text(), u"1 unknown, 1 critical, 2 warning"_s);
    KindsModel calm;
    calm.show(calmEstate().picture());
    tally.setCounts(calm.sum());
    QCOMPARE(tally.text(), u"all well"_s);
    DemoPicture shelved; // its trouble is nobody's work, and it is not well
    shelved.say({"host", "web1"}, "load", 1).say({"host", "web2"}, "load", 1);
    shelved.raise("host-down", {"host", "web1"}, Severity::Critical, "down")
        .shelve({"host", "web1"}, Milliseconds(3600000));
    KindsModel quiet;
    quiet.show(shelved.picture());
    tally.setCounts(quiet.sum());
    QCOMPARE(tally.text(), u"1 maintenance"_s);
    tally.setCounts(calm.sum(), true);
    QCOMPARE(tally.text(), u"was well"_s); // when the picture stopped; nobody knows since
    tally.setCounts({});
    QCOMPARE(tally.text(), QString()); // of nothing nothing is said to be well
}

SIGNALBOX_TEST(PartsTest)
} // namespace tst_parts

#include "tst_parts.moc"
