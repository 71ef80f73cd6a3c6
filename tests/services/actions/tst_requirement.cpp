// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a site asks before its runbooks run. If one of these fails, a value that nobody knows, that is old or that was
// bad a minute ago lets a runbook run: the restart that stopped every server in York.
#include <QTest>

#include <support/testprogram.h>

#include "guardcase.h"

namespace tst_requirement
{
using namespace signalbox;

class tst_requirement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsAnswerAsRecorded_data();
    void guardsAnswerAsRecorded();
};

void tst_requirement::guardsAnswerAsRecorded_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("number");
    for (const char *file : {"requirements", "wellness"}) {
        const std::vector<GuardCase> cases = guardCases(file);
        QVERIFY2(!cases.empty(), file);
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::addRow("%s: %s", file, cases[i].name.c_str()) << QString::fromUtf8(file) << static_cast<int>(i);
    }
}

void tst_requirement::guardsAnswerAsRecorded()
{
    QFETCH(QString, file);
    QFETCH(int, number);
    const GuardCase each = guardCases(file.toStdString()).at(static_cast<std::size_t>(number));
    const std::string differences = GuardWorld(each.lines).differences();
    QVERIFY2(differences.empty(), differences.c_str());
}

SIGNALBOX_TEST(tst_requirement)
} // namespace tst_requirement

#include "tst_requirement.moc"
