// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <commands/acksilence.h>

#include <algorithm>

#include <recording/about.h>

namespace signalbox
{
Expected<Request> silenceOf(const Picture &picture, const std::string &key, const std::string &until,
                            const std::string &why)
{
    for (std::size_t i = 0; i < picture.alerts.size(); ++i) {
        const auto &alert = picture.alerts[i].key;
        if (!alert || alertKeyText(*alert) != key || alert->rule != "upstream-alert")
            continue;
        Labels::List labels; // as Alertmanager has them: the rule adds who told it
        for (const auto &[name, value] : alert->labels) {
            if (name != "source")
                labels.emplace_back(name == "exported_source" ? "source" : name, value);
        }
        std::sort(labels.begin(), labels.end());
        const bool isDeclared = picture.estate->find(alert->subject) != nullptr;
        Request request{
            "silence",
            {isDeclared ? alert->subject : Subject{"source", std::string(labelValue(alert->labels, "source"))}},
            {{"alert", labelText(Labels(std::move(labels)))}, {"until", until}}};
        if (!why.empty())
            request.parameters["reason"] = why;
        return request;
    }
    return tl::unexpected(Problem{{}, "no Alertmanager shows that alert", "signalboxctl shelve keeps it quiet here"});
}
} // namespace signalbox
