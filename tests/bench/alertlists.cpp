// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alertlists.h"

namespace signalbox::bench
{
std::string alertText(const std::string &host, const std::string &name, const std::string &mount,
                      const std::string &severity, const std::string &summary)
{
    return R"({"annotations":{"description":"The file system is filling up and will be full within four hours.",)"
           R"("summary":")" +
           summary +
           R"("},"endsAt":"2026-11-26T17:58:44.463Z","fingerprint":"3e02501dc1b25509","receivers":[{"name":"none"}],)"
           R"("startsAt":"2026-11-26T17:53:44.463Z","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},)"
           R"("updatedAt":"2026-11-26T17:53:44.463Z","generatorURL":"http://prom:9090/graph?g0.expr=x",)"
           R"("labels":{"alertname":")" +
           name + R"(","instance":")" + host + R"(:9100","job":"node","mountpoint":")" + mount + R"(","severity":")" +
           severity + R"("}})";
}

AlertLists makeAlertLists(int alerts)
{
    constexpr int perHost = 4;
    constexpr int critical = 60;
    std::string text = "[";
    for (int i = 0; i < alerts; ++i) {
        const std::string host = "web" + std::to_string(i / perHost) + ".example.net";
        const std::string mount = "/srv" + std::to_string(i % perHost);
        text += i == 0 ? "" : ",";
        text += alertText(host, "DiskFilling" + std::to_string(i % perHost), mount, "warning",
                          mount + " of " + host + " is filling up");
    }
    AlertLists lists;
    lists.fewer = std::make_shared<const std::string>(text + "]");
    for (int i = 0; i < critical; ++i) {
        const std::string host = "db" + std::to_string(i) + ".example.net";
        text += "," + alertText(host, "InstanceDown", "/", "critical", host + " does not answer");
    }
    lists.more = std::make_shared<const std::string>(text + "]");
    lists.status = std::make_shared<const std::string>(
        R"({"cluster":{"name":"bench","peers":[],"status":"ready"},"config":{"original":""},)"
        R"("uptime":"2026-11-26T17:53:44.463Z","versionInfo":{"version":"0.25.0"}})");
    return lists;
}
} // namespace signalbox::bench
