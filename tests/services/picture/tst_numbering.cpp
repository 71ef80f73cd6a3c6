// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <picture/numbering.h>
#include <support/testprogram.h>

namespace tst_numbering
{
using namespace signalbox;

/// Were this wrong, a source that says something else each time would fill the memory, and in the end nothing at all
/// could be recorded any more.
class tst_Numbering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsHaveAnEndAndSaySo();
};

void tst_Numbering::textsHaveAnEndAndSaySo()
{
    Numbering numbering(Numbering::Limits{.said = 10, .all = 20});
    for (int i = 0; i < 100; ++i)
        numbering.saidText("load " + std::to_string(i));
    for (int i = 0; i < 100; ++i)
        numbering.text("sentence " + std::to_string(i));
    std::vector<std::string> texts;
    for (const Change &change : numbering.takeNew()) {
        const auto &declared = std::get<TextDeclared>(change);
        QCOMPARE(index(declared.id), texts.size());
        texts.push_back(declared.text);
    }
    QCOMPARE(texts.size(), std::size_t(20)); // ten said, one in the place of the others, nine sentences
    QCOMPARE(texts[index(numbering.saidText("load 9"))], std::string("load 9"));
    QVERIFY(texts[index(numbering.saidText("load 10"))].find("too many different texts") != std::string::npos);
    QCOMPARE(numbering.text("sentence 99"), numbering.saidText("load 99"));
    QCOMPARE(texts[index(numbering.text("sentence 8"))], std::string("sentence 8"));
}

SIGNALBOX_TEST(tst_Numbering)
} // namespace tst_numbering

#include "tst_numbering.moc"
