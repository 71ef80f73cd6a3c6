// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <parts/tokens.h>

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QStyleFactory>

namespace signalbox
{
using namespace Qt::StringLiterals;

namespace
{
constexpr std::size_t at(State state)
{
    return static_cast<std::size_t>(state);
}

Palette makeDark()
{
    Palette p;
    p.background = QColor(0x11, 0x15, 0x1A);
    p.raised = QColor(0x18, 0x1D, 0x23);
    p.line = QColor(0x2B, 0x33, 0x3B);
    p.text = QColor(0xDF, 0xE4, 0xE8);
    p.muted = QColor(0x93, 0x9D, 0xA6);
    p.selection = QColor(0x2A, 0x3A, 0x4A);
    p.focus = QColor(0x7F, 0xA9, 0xCC);
    p.live = QColor(0x2B, 0x33, 0x3B);
    p.replay = QColor(0xB8, 0x8A, 0x5A);
    p.states[at(State::Ok)] = QColor(0x52, 0x9E, 0x86);
    p.states[at(State::Warning)] = QColor(0xFD, 0xE1, 0x5C);
    p.states[at(State::Critical)] = QColor(0xDE, 0x10, 0x0D);
    p.states[at(State::Unknown)] = QColor(0xEC, 0x7F, 0xF1);
    p.states[at(State::Stale)] = QColor(0xD7, 0xDD, 0xD9);
    p.states[at(State::Maintenance)] = QColor(0x48, 0x58, 0xC2);
    p.lines = {QColor(0x8F, 0xB8, 0xD8), QColor(0xC9, 0xA2, 0x7A), QColor(0x9A, 0xC2, 0xA4),
               QColor(0xB5, 0xA5, 0xD0), QColor(0xD0, 0xC7, 0x9A), QColor(0x9F, 0xA9, 0xB2)};
    return p;
}

// Found by a search over sRGB for the greatest least distance, hues held to what people take these words for.
Palette makeLight()
{
    Palette p;
    p.background = QColor(0xF6, 0xF7, 0xF7);
    p.raised = QColor(0xFF, 0xFF, 0xFF);
    p.line = QColor(0xD3, 0xD8, 0xDC);
    p.text = QColor(0x1A, 0x1F, 0x24);
    p.muted = QColor(0x5C, 0x66, 0x6F);
    p.selection = QColor(0xCF, 0xDF, 0xEE);
    p.focus = QColor(0x2B, 0x5F, 0x8C);
    p.live = QColor(0xD3, 0xD8, 0xDC);
    p.replay = QColor(0xA0, 0x6A, 0x30);
    p.states[at(State::Ok)] = QColor(0x4A, 0x9A, 0x90);
    p.states[at(State::Warning)] = QColor(0xC7, 0x7F, 0x00);
    p.states[at(State::Critical)] = QColor(0xA6, 0x1E, 0x09);
    p.states[at(State::Unknown)] = QColor(0x9E, 0x44, 0xD9);
    p.states[at(State::Stale)] = QColor(0x51, 0x4B, 0x4E);
    p.states[at(State::Maintenance)] = QColor(0x00, 0x24, 0x75);
    p.lines = {QColor(0x2F, 0x6B, 0x9A), QColor(0x8A, 0x5A, 0x24), QColor(0x3D, 0x74, 0x4A),
               QColor(0x66, 0x4F, 0x94), QColor(0x75, 0x6B, 0x1F), QColor(0x55, 0x60, 0x6A)};
    return p;
}
} // namespace

const Palette &paletteOf(Theme theme)
{
    static const Palette dark = makeDark();
    static const Palette light = makeLight();
    return theme == Theme::Dark ? dark : light;
}

const Palette &paletteFor(const QPalette &palette)
{
    const bool isLight = palette.color(QPalette::Window) == paletteOf(Theme::Light).background;
    return paletteOf(isLight ? Theme::Light : Theme::Dark);
}

QPalette widgetPalette(const Palette &p)
{
    QPalette palette;
    palette.setColor(QPalette::Window, p.background);
    palette.setColor(QPalette::WindowText, p.text);
    palette.setColor(QPalette::Base, p.raised);
    palette.setColor(QPalette::AlternateBase, p.background);
    palette.setColor(QPalette::Text, p.text);
    palette.setColor(QPalette::PlaceholderText, p.muted);
    palette.setColor(QPalette::Button, p.raised);
    palette.setColor(QPalette::ButtonText, p.text);
    palette.setColor(QPalette::BrightText, p.text);
    palette.setColor(QPalette::ToolTipBase, p.raised);
    palette.setColor(QPalette::ToolTipText, p.text);
    palette.setColor(QPalette::Highlight, p.selection);
    palette.setColor(QPalette::HighlightedText, p.text);
    palette.setColor(QPalette::Link, p.focus);
    palette.setColor(QPalette::LinkVisited, p.focus);
    palette.setColor(QPalette::Light, p.line);
    palette.setColor(QPalette::Midlight, p.line);
    palette.setColor(QPalette::Mid, p.line);
    palette.setColor(QPalette::Dark, p.line);
    palette.setColor(QPalette::Shadow, p.background);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, p.muted);
    return palette;
}

QFont fontOf(Type type)
{
    QFont font = QApplication::font();
    const double body = font.pointSizeF();
    switch (type) {
    case Type::Small:
        font.setPointSizeF(body * 0.88);
        break;
    case Type::Body:
        break;
    case Type::Strong:
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Title:
        font.setPointSizeF(body * 1.12);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Large:
        font.setPointSizeF(body * 1.5);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Figure:
        font.setPointSizeF(body * 1.9);
        break;
    }
    return font;
}

int space(int quarters)
{
    return std::max(1, QFontMetrics(QApplication::font()).height() * quarters / 4);
}

void applyTheme(Theme theme)
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(widgetPalette(paletteOf(theme)));
    QFont font = QApplication::font();
    font.setFamilies({u"Noto Sans"_s, u"DejaVu Sans"_s});
    QApplication::setFont(font);
}
} // namespace signalbox
