// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <story/story.h>
#include <support/testprogram.h>

namespace tst_plugin
{
using namespace signalbox;
using namespace std::chrono_literals;

namespace
{
using Lines = std::vector<std::string>;

Story &says(Story &story, const std::string &source, double status, const std::string &text)
{
    return story.from(source).says("host/web1", "plugin_status", status).says("host/web1", "plugin_text", text);
}
} // namespace

/// Were this wrong, what a plugin complains of would not reach anybody.
class tst_plugin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStatusIsTheSeverity_data();
    void theStatusIsTheSeverity();
    void eachSourceSpeaksForItself();
    void itEndsWithTheNextGoodVerdict();
};

void tst_plugin::theStatusIsTheSeverity_data()
{
    QTest::addColumn<double>("status");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("ok") << 0.0 << QByteArray();
    QTest::newRow("warning") << 1.0 << QByteArray("warning: disks: <b>/</b> 85%");
    QTest::newRow("critical") << 2.0 << QByteArray("critical: disks: <b>/</b> 85%");
    QTest::newRow("unknown") << 3.0 << QByteArray("unknown: disks: <b>/</b> 85%");
    QTest::newRow("no status") << 7.0 << QByteArray("unknown: disks: <b>/</b> 85%");
}

void tst_plugin::theStatusIsTheSeverity()
{
    QFETCH(double, status);
    QFETCH(QByteArray, expected);
    Story story;
    says(story.at(1s), "disks", status, "<b>/</b> 85%").tick();
    QCOMPARE(story.stated("plugin"), expected.isEmpty() ? Lines() : Lines{expected.toStdString()});
}

void tst_plugin::eachSourceSpeaksForItself()
{
    Story story;
    says(story.at(1s), "disks", 2, "full");
    says(story, "load", 1, "high").tick();
    QCOMPARE(story.stated("plugin"), (Lines{"critical: disks: full", "warning: load: high"}));
}

void tst_plugin::itEndsWithTheNextGoodVerdict()
{
    Story story;
    says(story.at(1s), "disks", 2, "full").tick();
    says(story.at(6s), "disks", 0, "fine").tick();
    QCOMPARE(story.stated("plugin"), Lines());
}

SIGNALBOX_TEST(tst_plugin)
} // namespace tst_plugin

#include "tst_plugin.moc"
