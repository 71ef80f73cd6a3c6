// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "said.h"

#include <support/testprogram.h>

namespace tst_schema
{
using namespace signalbox;

class TestSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSchemaInTheTreeIsTheOnePrinted();
};

// Loses: editors would complete keys that the reader refuses, and mark those that it knows.
void TestSchema::theSchemaInTheTreeIsTheOnePrinted()
{
    QFile file(QStringLiteral(SIGNALBOX_TEST_DATA "/../../resources/estate.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Said said = say({QStringLiteral("schema")});
    QCOMPARE(said.exit, Exit::Done);
    QVERIFY2(said.out == QString::fromUtf8(file.readAll()),
             "out of date; write it anew: signalboxctl schema > resources/estate.schema.json");
}

SIGNALBOX_TEST(TestSchema)
} // namespace tst_schema

#include "tst_schema.moc"
