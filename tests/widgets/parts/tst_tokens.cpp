// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The palette, for every eye. If these fail, one engineer in twelve cannot tell critical from well.

#include <parts/tokens.h>
#include <support/testprogram.h>

#include "colourscience.h"

namespace tst_tokens
{
using namespace signalbox;

class TokensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDistanceIsThePublishedOne_data();
    void theDistanceIsThePublishedOne();
    void statesStayApartForEveryVision_data();
    void statesStayApartForEveryVision();
    void statesStandOutFromTheBackground_data();
    void statesStandOutFromTheBackground();
    void textCanBeRead_data();
    void textCanBeRead();
    void sizesFollowTheFont();

private:
    static void themes();
};

void TokensTest::themes()
{
    QTest::addColumn<int>("theme");
    QTest::newRow("dark") << static_cast<int>(Theme::Dark);
    QTest::newRow("light") << static_cast<int>(Theme::Light);
}

void TokensTest::theDistanceIsThePublishedOne_data()
{
    QTest::addColumn<QList<double>>("pair");
    QTest::addColumn<double>("distance");
    // Sharma, Wu, Dalal (2005), table 1: pairs 1, 7, 9, 17, 25.
    QTest::newRow("1") << QList<double>{50, 2.6772, -79.7751, 50, 0, -82.7485} << 2.0425;
    QTest::newRow("7") << QList<double>{50, 0, 0, 50, -1, 2} << 2.3669;
    QTest::newRow("9") << QList<double>{50, 2.4900, -0.0010, 50, -2.4900, 0.0009} << 7.1792;
    QTest::newRow("17") << QList<double>{50, 2.5, 0, 73, 25, -18} << 27.1492;
    QTest::newRow("25") << QList<double>{60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387} << 1.2644;
}

void TokensTest::theDistanceIsThePublishedOne()
{
    QFETCH(QList<double>, pair);
    QFETCH(double, distance);
    const double computed = colourDistance({pair[0], pair[1], pair[2]}, {pair[3], pair[4], pair[5]});
    QVERIFY2(std::abs(computed - distance) < 1e-4, qPrintable(QString::number(computed, 'f', 6)));
}

void TokensTest::statesStayApartForEveryVision_data()
{
    themes();
}

void TokensTest::statesStayApartForEveryVision()
{
    QFETCH(int, theme);
    const Palette &palette = paletteOf(static_cast<Theme>(theme));
    for (const Vision vision : allVisions)
        for (std::size_t i = 0; i < palette.states.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const double distance =
                    colourDistance(seenBy(vision, palette.states[i]), seenBy(vision, palette.states[j]));
                QVERIFY2(distance >= 19.5, qPrintable(QStringLiteral("%1 and %2 are %3 apart for vision %4")
                                                          .arg(palette.states[i].name(), palette.states[j].name())
                                                          .arg(distance)
                                                          .arg(static_cast<int>(vision))));
            }
}

void TokensTest::statesStandOutFromTheBackground_data()
{
    themes();
}

void TokensTest::statesStandOutFromTheBackground()
{
    QFETCH(int, theme);
    const Palette &palette = paletteOf(static_cast<Theme>(theme));
    for (const QColor &state : palette.states) {
        const double ratio = contrast(state, palette.background);
        QVERIFY2(ratio >= 2.995, qPrintable(state.name() + QStringLiteral(" has %1:1").arg(ratio)));
    }
}

void TokensTest::textCanBeRead_data()
{
    themes();
}

void TokensTest::textCanBeRead()
{
    QFETCH(int, theme);
    const Palette &palette = paletteOf(static_cast<Theme>(theme));
    for (const QColor &behind : {palette.background, palette.raised, palette.selection})
        QVERIFY(contrast(palette.text, behind) >= 7);
    for (const QColor &behind : {palette.background, palette.raised})
        QVERIFY(contrast(palette.muted, behind) >= 4.5);
    for (const QColor &line : palette.lines)
        QVERIFY2(contrast(line, palette.raised) >= 3, qPrintable(line.name()));
    QVERIFY(contrast(palette.focus, palette.background) >= 3);
    QVERIFY(contrast(palette.replay, palette.background) >= 3);
}

void TokensTest::sizesFollowTheFont()
{
    QFont font = QApplication::font();
    font.setPointSizeF(10);
    QApplication::setFont(font);
    const int before = space(4);
    font.setPointSizeF(20);
    QApplication::setFont(font);
    QVERIFY(space(4) > before * 3 / 2);
    QVERIFY(fontOf(Type::Large).pointSizeF() > fontOf(Type::Body).pointSizeF());
}

SIGNALBOX_TEST(TokensTest)
} // namespace tst_tokens

#include "tst_tokens.moc"
