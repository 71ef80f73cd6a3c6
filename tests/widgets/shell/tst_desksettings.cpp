// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person chose for their desk. If these fail, a filter that was saved is gone, or a desk is quiet at noon.
#include <QTemporaryDir>

#include <shell/desksettings.h>
#include <support/testprogram.h>

namespace tst_desksettings
{
using namespace signalbox;
using namespace Qt::StringLiterals;

class DeskSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void filtersOutliveTheProgram();
    void quietOutlivesTheProgramAndHoursAreRead();
    void hoursMayCrossMidnight_data();
    void hoursMayCrossMidnight();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void DeskSettingsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
}

void DeskSettingsTest::filtersOutliveTheProgram()
{
    DeskSettings().saveFilter({u"York"_s, u"hosts"_s, u"site:york critical"_s});
    DeskSettings().saveFilter({u"mine, \"odd\" = name"_s, u"findings"_s, u"a;b"_s});
    DeskSettings().saveFilter({u"York"_s, u"hosts"_s, u"site:york"_s}); // the same name
    QCOMPARE(DeskSettings().filters(),
             (std::vector<NamedFilter>{{u"York"_s, u"hosts"_s, u"site:york"_s},
                                       {u"mine, \"odd\" = name"_s, u"findings"_s, u"a;b"_s}}));
    DeskSettings().forgetFilter(u"York"_s);
    QCOMPARE(DeskSettings().filters().size(), 1U);
    QVERIFY(QFile::exists(m_folder->filePath(u"signalbox/desk.ini"_s)));
}

void DeskSettingsTest::quietOutlivesTheProgramAndHoursAreRead()
{
    QVERIFY(!DeskSettings().quiet().holdAt({3, 0}));
    DeskSettings().setQuiet(true);
    QVERIFY(DeskSettings().quiet().holdAt({12, 0}));
    DeskSettings().setQuiet(false);
    QSettings byHand(QSettings::IniFormat, QSettings::UserScope, u"signalbox"_s, u"desk"_s);
    byHand.setValue(u"quiet/from"_s, u"22:00"_s);
    byHand.setValue(u"quiet/until"_s, u"7:30"_s);
    byHand.sync();
    QVERIFY(DeskSettings().quiet().holdAt({3, 0}));
    QVERIFY(!DeskSettings().quiet().holdAt({7, 30}));
}

void DeskSettingsTest::hoursMayCrossMidnight_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("until");
    QTest::addColumn<QTime>("now");
    QTest::addColumn<bool>("quiet");
    QTest::newRow("night, before midnight") << QTime(22, 0) << QTime(6, 0) << QTime(23, 0) << true;
    QTest::newRow("night, after midnight") << QTime(22, 0) << QTime(6, 0) << QTime(5, 59) << true;
    QTest::newRow("night, over") << QTime(22, 0) << QTime(6, 0) << QTime(6, 0) << false;
    QTest::newRow("lunch") << QTime(12, 0) << QTime(13, 0) << QTime(12, 0) << true;
    QTest::newRow("after lunch") << QTime(12, 0) << QTime(13, 0) << QTime(13, 0) << false;
    QTest::newRow("only one of them") << QTime(12, 0) << QTime() << QTime(12, 30) << false;
}

void DeskSettingsTest::hoursMayCrossMidnight()
{
    QFETCH(const QTime, from);
    QFETCH(const QTime, until);
    QFETCH(const QTime, now);
    QFETCH(const bool, quiet);
    QCOMPARE((QuietHours{false, from, until}.holdAt(now)), quiet);
    QVERIFY((QuietHours{true, from, until}.holdAt(now)));
}

SIGNALBOX_TEST(DeskSettingsTest)
} // namespace tst_desksettings

#include "tst_desksettings.moc"
