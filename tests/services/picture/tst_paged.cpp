// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <picture/paged.h>
#include <support/testprogram.h>

namespace tst_paged
{
using namespace signalbox;

/// Were this wrong, a picture that somebody looks at or plans with would change under their hands.
class tst_Paged : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPublishedCopyNeverChanges();
    void untouchedPagesAreShared();
    void growthKeepsWhatWasThere();
};

void tst_Paged::aPublishedCopyNeverChanges()
{
    Paged<int, 4> values;
    values.grow(10);
    values.write(5) = 1;
    const Paged<int, 4> published = values;
    values.seal();
    values.write(5) = 2;
    values.write(5) = 3;
    QCOMPARE(published[5], 1);
    QCOMPARE(values[5], 3);
}

void tst_Paged::untouchedPagesAreShared()
{
    Paged<int, 4> values;
    values.grow(10);
    const Paged<int, 4> published = values;
    values.seal();
    values.write(5) = 2;
    QVERIFY(values.sharesPage(published, 0));
    QVERIFY(!values.sharesPage(published, 5));
    QVERIFY(values.sharesPage(published, 9));
}

void tst_Paged::growthKeepsWhatWasThere()
{
    Paged<int, 4> values;
    values.grow(3);
    values.write(2) = 7;
    const Paged<int, 4> published = values;
    values.seal();
    values.grow(9);
    values.write(3) = 8;
    QCOMPARE(published.size(), std::size_t(3));
    QCOMPARE(values[2], 7);
    QCOMPARE(published[2], 7);
}

SIGNALBOX_TEST(tst_Paged)
} // namespace tst_paged

#include "tst_paged.moc"
