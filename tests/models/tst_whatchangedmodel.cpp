// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes as rows. If these fail, one update of 200 hosts buries the one restart, or a person's place in the list is
// lost each time something new comes.

#include <demo/demohistory.h>
#include <demo/demopicture.h>
#include <models/whatchangedmodel.h>
#include <support/testprogram.h>

namespace tst_whatchangedmodel
{
using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class WhatChangedModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatManyShareIsOneRow();
    void twoStayAlone();
    void aGroupShowsItsMembersAndHidesThem();
    void aSelectionSurvivesWhatComesAnew();
    void aFilterFindsAMemberOfAGroup();
    void changesOfTheRecordingOpenNothing();

private:
    [[nodiscard]] QString text(int row, WhatChangedModel::Columns column) const;
    PicturePtr m_picture;
    std::vector<WhatChange> m_changes;
    std::unique_ptr<WhatChangedModel> m_model;
};

void WhatChangedModelTest::init()
{
    m_picture = calmEstate().picture();
    m_changes = demoChanges(*m_picture, m_picture->now - 24h).changes;
    m_model = std::make_unique<WhatChangedModel>();
    m_model->show(m_changes, m_picture);
}

QString WhatChangedModelTest::text(int row, WhatChangedModel::Columns column) const
{
    return m_model->index(row, column).data().toString();
}

void WhatChangedModelTest::whatManyShareIsOneRow()
{
    QCOMPARE(m_model->rowCount(), 7);
    QCOMPARE(m_model->changes(), m_changes.size());
    QCOMPARE(text(1, WhatChangedModel::KindColumn), u"restarted"_s);
    QCOMPARE(text(1, WhatChangedModel::SubjectColumn), u"▸ 5 hosts"_s);
    QCOMPARE(text(1, WhatChangedModel::ValuesColumn), u"imap1, imap2, imap3, imap4, imap5"_s);
    QCOMPARE(text(2, WhatChangedModel::SubjectColumn), u"▸ 14 hosts"_s);
}

void WhatChangedModelTest::twoStayAlone()
{
    const WhatChange one{ChangeKind::Kernel, {"host", "a"}, "kernel", "1", "2", {}};
    WhatChange other = one;
    other.subject.name = "b";
    QCOMPARE(grouped({one, other}).size(), 2U);
    WhatChange third = one;
    third.subject.name = "c";
    QCOMPARE(grouped({one, other, third}).size(), 1U);
    third.after = "3"; // another kernel
    QCOMPARE(grouped({one, other, third}).size(), 3U);
    third.after = "2";
    third.subject.kind = "store"; // another kind of thing
    QCOMPARE(grouped({one, other, third}).size(), 3U);
}

void WhatChangedModelTest::aGroupShowsItsMembersAndHidesThem()
{
    QVERIFY(!m_model->toggle(0));
    QVERIFY(m_model->toggle(1));
    QCOMPARE(m_model->rowCount(), 12);
    QCOMPARE(text(2, WhatChangedModel::SubjectColumn).trimmed(), u"host/imap1"_s);
    QCOMPARE(m_model->subjectAt(2), std::optional(Subject{"host", "imap1"}));
    QVERIFY(!m_model->toggle(2));
    m_model->show(m_changes, m_picture); // looked again: it stays open
    QCOMPARE(m_model->rowCount(), 12);
    QVERIFY(m_model->toggle(1));
    QCOMPARE(m_model->rowCount(), 7);
}

void WhatChangedModelTest::aSelectionSurvivesWhatComesAnew()
{
    const QPersistentModelIndex held(m_model->index(4, WhatChangedModel::SubjectColumn));
    QCOMPARE(held.data().toString(), u"host/web9"_s);
    m_changes.push_back({ChangeKind::Gone, {"queue", "another"}, {}, {}, {}, {}});
    m_model->show(m_changes, m_picture);
    QCOMPARE(held.row(), 5);
    QCOMPARE(held.data().toString(), u"host/web9"_s);
}

void WhatChangedModelTest::aFilterFindsAMemberOfAGroup()
{
    m_model->setFilter(u"imap14"_s);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(text(0, WhatChangedModel::KindColumn), u"other kernel"_s);
}

void WhatChangedModelTest::changesOfTheRecordingOpenNothing()
{
    QCOMPARE(text(6, WhatChangedModel::KindColumn), u"not recorded"_s);
    QVERIFY(!m_model->subjectAt(6));
}

SIGNALBOX_TEST(WhatChangedModelTest)
} // namespace tst_whatchangedmodel

#include "tst_whatchangedmodel.moc"
