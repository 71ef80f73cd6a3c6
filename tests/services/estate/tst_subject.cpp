// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/subject.h>
#include <support/testprogram.h>

namespace tst_subject
{
using namespace signalbox;

/// Were labels compared by what they share and not by what they say, one series would be recorded as two, or two as
/// one.
class tst_Subject : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsAreComparedByWhatTheySay();
    void noneAreNoneHoweverMade();
    void oneMoreStandsInItsOrderAndChangesNoCopy();
};

void tst_Subject::labelsAreComparedByWhatTheySay()
{
    const Labels one{{"device", "/dev/vda1"}, {"mountpoint", "/"}};
    const Labels copy = one;
    const Labels again{{"device", "/dev/vda1"}, {"mountpoint", "/"}};
    const Labels other{{"device", "/dev/vda1"}, {"mountpoint", "/srv"}};
    QCOMPARE(&copy.list(), &one.list()); // a copy costs a pointer
    QVERIFY(&again.list() != &one.list());
    QVERIFY(again == one);
    QVERIFY(!(again < one) && !(one < again));
    QVERIFY(other != one);
    QVERIFY(one < other);
}

void tst_Subject::noneAreNoneHoweverMade()
{
    const Labels none;
    QVERIFY(none.empty());
    QCOMPARE(none.size(), std::size_t(0));
    QVERIFY(none == Labels(Labels::List{}));
    QVERIFY((none < Labels{{"a", "1"}}));
    QCOMPARE(labelText(none), std::string());
}

void tst_Subject::oneMoreStandsInItsOrderAndChangesNoCopy()
{
    const Labels before{{"alertname", "Slow"}, {"severity", "page"}};
    const Labels after = before.with("instance", "web1");
    QCOMPARE(labelText(after), std::string(R"({alertname="Slow",instance="web1",severity="page"})"));
    QCOMPARE(labelText(before), std::string(R"({alertname="Slow",severity="page"})"));
}

SIGNALBOX_TEST(tst_Subject)
} // namespace tst_subject

#include "tst_subject.moc"
