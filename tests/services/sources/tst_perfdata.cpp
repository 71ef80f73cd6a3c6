// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QDir>

#include <sources/perfdata.h>
#include <support/testprogram.h>

namespace tst_perfdata
{
using namespace signalbox;

namespace
{
QString number(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 10) : QStringLiteral("-");
}

QString words(const std::optional<PerfRange> &range)
{
    return range ? (range->isInside ? QStringLiteral("@") : QString()) + number(range->low) + QLatin1Char(':') +
                       number(range->high)
                 : QStringLiteral("-");
}

/// "label value unit warning critical min max", one line a value, then how many pieces could not be read.
QString told(const PluginOutput &output)
{
    QStringList lines;
    for (const PerfValue &value : output.values) {
        lines.append(QStringList{QString::fromStdString(value.label), number(value.value),
                                 value.unit.empty() ? QStringLiteral("-") : QString::fromStdString(value.unit),
                                 words(value.warning), words(value.critical), number(value.min), number(value.max)}
                         .join(QLatin1Char(' ')));
    }
    if (output.unread > 0)
        lines.append(QStringLiteral("unread %1").arg(output.unread));
    return lines.join(QLatin1Char('\n'));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDir corpus(const QString &folder)
{
    return QDir(QStringLiteral(SIGNALBOX_TEST_DATA "/perfdata/") + folder);
}
} // namespace

class PerfdataTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: a value is off by a factor, or compared with the wrong threshold.
    void readsValues_data()
    {
        QTest::addColumn<QString>("perfdata");
        QTest::addColumn<QString>("expected");
        QTest::newRow("all parts") << "/=2MB;3;4;0;8"
                                   << "/ 2097152 bytes 0:3145728 0:4194304 0 8388608";
        QTest::newRow("milliseconds") << "rta=50ms;100;500;0"
                                      << "rta 0.05 seconds 0:0.1 0:0.5 0 -";
        QTest::newRow("microseconds") << "t=7us"
                                      << "t 7e-06 seconds - - - -";
        QTest::newRow("percent") << "pl=20%;20;60;;"
                                 << "pl 0.2 ratio 0:0.2 0:0.6 - -";
        QTest::newRow("counter") << "in=42c"
                                 << "in 42 - - - - -";
        QTest::newRow("no unit") << "load1=0.120;10.000;20.000;0;"
                                 << "load1 0.12 - 0:10 0:20 0 -";
        QTest::newRow("nobody's unit") << "fan=1200rpm"
                                       << "fan 1200 rpm - - - -";
        QTest::newRow("unit on thresholds, too") << "a=1s;2s;3s"
                                                 << "a 1 seconds 0:2 0:3 - -";
        QTest::newRow("comma as decimal point") << "a=12,5%;80,0;90,0"
                                                << "a 0.125 ratio 0:0.8 0:0.9 - -";
        QTest::newRow("comma that may part thousands twice") << "a=1,234,567"
                                                             << "unread 1";
        QTest::newRow("comma and point") << "a=1.234,5 b=1"
                                         << "b 1 - - - - -\nunread 1";
        QTest::newRow("negative, exponent") << "o=-1.5e-05s"
                                            << "o -1.5e-05 seconds - - - -";
        QTest::newRow("not known by the plugin") << "t=U;30;40"
                                                 << "t - - 0:30 0:40 - -";
        QTest::newRow("ranges") << "a=5;10:;~:20 b=5;@10:20;-5:-1"
                                << "a 5 - 10:- -:20 - -\nb 5 - @10:20 -5:-1 - -";
        QTest::newRow("range upside down") << "a=5;20:10;3"
                                           << "a 5 - - 0:3 - -";
        QTest::newRow("quoted") << "'C:\\ It''s'=1"
                                << "C:\\ It's 1 - - - - -";
        QTest::newRow("no number") << "a=x b= =3 c d=nan e=inf f=0x10"
                                   << "f 0 x10 - - - -\nunread 6";
    }
    void readsValues()
    {
        QFETCH(QString, perfdata);
        QFETCH(QString, expected);
        QCOMPARE(told(readPluginOutput("OK | " + perfdata.toStdString())), expected);
    }

    // Lost if it fails: values behind long text are missed, or are shown as text.
    void tellsTextFromPerfdata()
    {
        const PluginOutput output = readPluginOutput(
            contents(corpus(QStringLiteral("good")).filePath(QStringLiteral("guidelines"))).toStdString());
        QCOMPARE(output.text, std::string("DISK OK - free space: / 3326 MB (56%);"));
        QCOMPARE(output.longText,
                 std::string("/ 15272 MB (77%); /boot 68 MB (69%); /home 69357 MB (27%); /var/log 819 MB (84%);"));
        QCOMPARE(output.values.size(), std::size_t{4});
        QCOMPARE(output.values.back().label, std::string("/var/log"));
        QCOMPARE(output.unread, std::size_t{0});
    }

    // Lost if it fails: output as plugins really print it is refused.
    void readsTheGoodOnes()
    {
        for (const QFileInfo &file : corpus(QStringLiteral("good")).entryInfoList(QDir::Files)) {
            const PluginOutput output = readPluginOutput(contents(file.filePath()).toStdString());
            QVERIFY2(output.unread == 0, qPrintable(file.fileName() + QLatin1Char('\n') + told(output)));
            QCOMPARE(output.values.empty(), file.fileName() == QLatin1String("no_perfdata"));
        }
    }

    // Lost if it fails: a broken plugin breaks the console, or its garbage gets into the recording.
    void survivesTheOthers()
    {
        int seen = 0;
        for (const QString &folder : {QStringLiteral("truncated"), QStringLiteral("hostile")}) {
            for (const QFileInfo &file : corpus(folder).entryInfoList(QDir::Files)) {
                const PluginOutput output = readPluginOutput(contents(file.filePath()).toStdString());
                ++seen;
                for (const std::string &text : {output.text, output.longText}) {
                    QVERIFY(QString::fromStdString(text).toStdString() == text);
                    QVERIFY(std::none_of(text.begin(), text.end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
                }
                for (const PerfValue &value : output.values)
                    QVERIFY(!value.label.empty() && (!value.value || std::isfinite(*value.value)));
            }
        }
        QVERIFY(seen >= 15);
    }
};

SIGNALBOX_TEST(PerfdataTest)
} // namespace tst_perfdata

#include "tst_perfdata.moc"
