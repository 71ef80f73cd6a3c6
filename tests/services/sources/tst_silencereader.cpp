// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <sources/silencereader.h>
#include <support/testprogram.h>

namespace tst_silencereader
{
using namespace signalbox;

namespace
{
/// JSON, written with ' for ".
std::string quoted(std::string json)
{
    std::replace(json.begin(), json.end(), '\'', '"');
    return json;
}

std::string matcher(const std::string &name, const std::string &value, bool isRegex, bool isEqual = true)
{
    return quoted("{'isEqual':" + std::string(isEqual ? "true" : "false") +
                  ",'isRegex':" + (isRegex ? "true" : "false") + ",'name':'" + name + "','value':'" + value + "'}");
}

std::string silence(const std::string &matchers, const std::string &state = "active")
{
    return quoted("{'id':'6b0f','status':{'state':'" + state +
                  "'},'updatedAt':'2026-11-26T17:00:00Z','comment':'work','createdBy':'ann',"
                  "'endsAt':'2026-11-26T18:00:00Z','matchers':[" +
                  matchers + "],'startsAt':'2026-11-26T17:00:00Z'}");
}

const std::string everything = matcher("alertname", ".+", true);
} // namespace

class SilenceReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Lost if it fails: somebody mutes the whole estate, and the console is quiet as on a good night; or each ordinary
    // silence is cried out, and nobody listens any more.
    void findsWhatMutesEverything_data()
    {
        QTest::addColumn<std::string>("matchers");
        QTest::addColumn<bool>("takesAll");
        const std::string host = matcher("instance", "web1:9100", false);
        QTest::newRow("any name") << everything << true;
        QTest::newRow("any name, anchored") << matcher("alertname", "^(.*)$", true) << true;
        QTest::newRow("any value of any label") << matcher("team", ".*", true) << true;
        QTest::newRow("any instance") << matcher("instance", ".+", true) << true;
        QTest::newRow("an instance at all") << matcher("instance", "", false, false) << true;
        QTest::newRow("any name but one") << matcher("alertname", "Watchdog", false, false) << true;
        QTest::newRow("any name but some") << matcher("alertname", "Watchdog|X", true, false) << true;
        QTest::newRow("any name and severity") << everything + ',' + matcher("severity", ".*", true) << true;
        QTest::newRow("before there was isEqual") << quoted("{'isRegex':true,'name':'alertname','value':'.+'}") << true;
        QTest::newRow("of one host") << everything + ',' + host << false;
        QTest::newRow("one name") << matcher("alertname", "HostDown", false) << false;
        QTest::newRow("some names") << matcher("alertname", "Host.*", true) << false;
        QTest::newRow("a name of points") << matcher("alertname", ".*", false) << false;
        QTest::newRow("whatever has a team") << matcher("team", ".+", true) << false;
        QTest::newRow("outside production") << matcher("env", "prod", false, false) << false;
        QTest::newRow("no matcher") << std::string() << false;
    }
    void findsWhatMutesEverything()
    {
        QFETCH(std::string, matchers);
        QFETCH(bool, takesAll);
        const std::string expected = takesAll ? "ann until 2026-11-26T18:00:00Z" : "";
        QCOMPARE(*silenceOfEverything('[' + silence(matcher("a", "b", false)) + ',' + silence(matchers) + ']'),
                 expected);
    }

    // Lost if it fails: a silence that is over is held against the estate for the five days that it stays listed.
    void onlyWhatIsInForceCounts()
    {
        for (const char *state : {"expired", "pending"})
            QCOMPARE(*silenceOfEverything('[' + silence(everything, state) + ']'), std::string());
        QCOMPARE(*silenceOfEverything("[]"), std::string());
    }

    // Lost if it fails: an answer that tells nothing passes for one that says that nothing is muted.
    void whatIsNoListIsAProblem()
    {
        const std::string good = '[' + silence(everything) + ']';
        for (const std::string &bad :
             {std::string(), good.substr(0, good.size() / 2), std::string("{}"), std::string("<html>"),
              std::string("[7]"), std::string("[{}]"), quoted("[{'status':{'state':'active'}}]"),
              quoted("[{'status':7,'matchers':[]}]"), std::string(9000, '[')})
            QVERIFY2(!silenceOfEverything(bad), bad.c_str());
    }

    // Lost if it fails: the name of whoever set it breaks the line, or fills the screen.
    void namesAreMadeFit()
    {
        const std::string answer = quoted("[{'status':{'state':'active'},'createdBy':'a\\n" + std::string(900, 'b') +
                                          "','matchers':[" + everything + "]}]");
        const std::string said = *silenceOfEverything(answer);
        QVERIFY(said.size() <= 200 && said.find('\n') == std::string::npos);
        QVERIFY2(QByteArray::fromStdString(said).endsWith(" until no time told"), said.c_str());
    }
};

SIGNALBOX_TEST(SilenceReaderTest)
} // namespace tst_silencereader

#include "tst_silencereader.moc"
