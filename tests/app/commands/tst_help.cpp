// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "said.h"

#include <support/testprogram.h>

namespace tst_help
{
using namespace signalbox;

class TestHelp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAloneIsTheOverview();
};

// Loses: "signalboxctl help", which people try first, would say that it is unknown.
void TestHelp::helpAloneIsTheOverview()
{
    const Said said = say({QStringLiteral("help")});
    QCOMPARE(said.exit, Exit::Done);
    QCOMPARE(said.out, say({QStringLiteral("--help")}).out);
    QCOMPARE(said.err, QString());
}

SIGNALBOX_TEST(TestHelp)
} // namespace tst_help

#include "tst_help.moc"
