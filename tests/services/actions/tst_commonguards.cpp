// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every action asks first, each guard met and not met, on recorded situations. If one of these fails, a person is
// let through to something that hurts, or is kept from what would help.
#include <QTest>

#include <support/testprogram.h>

#include "guardcase.h"

namespace tst_commonguards
{
using namespace signalbox;

class tst_commonguards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsAnswerAsRecorded_data();
    void guardsAnswerAsRecorded();
};

void tst_commonguards::guardsAnswerAsRecorded_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("number");
    for (const char *file : {"watch", "people", "targets"}) {
        const std::vector<GuardCase> cases = guardCases(file);
        QVERIFY2(!cases.empty(), file);
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::addRow("%s: %s", file, cases[i].name.c_str()) << QString::fromUtf8(file) << static_cast<int>(i);
    }
}

void tst_commonguards::guardsAnswerAsRecorded()
{
    QFETCH(QString, file);
    QFETCH(int, number);
    const GuardCase each = guardCases(file.toStdString()).at(static_cast<std::size_t>(number));
    const std::string differences = GuardWorld(each.lines).differences();
    QVERIFY2(differences.empty(), differences.c_str());
}

SIGNALBOX_TEST(tst_commonguards)
} // namespace tst_commonguards

#include "tst_commonguards.moc"
