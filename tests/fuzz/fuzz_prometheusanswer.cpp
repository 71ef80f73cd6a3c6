// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/prometheusanswer.h>
#include <sources/prometheustargets.h>

using namespace signalbox;

/// Whatever a server sends, what is taken from it is as prometheusanswer.h promises.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const Expected<PrometheusAnswer> answer = PrometheusAnswer::read(text)) {
        for (const PrometheusAnswer::Series &series : answer->series()) {
            if (series.points.empty() || !std::isfinite(series.points.front().time))
                std::abort();
            for (std::size_t i = 0; i < series.labels.size(); ++i) {
                if (series.labels[i].second.empty() || (i > 0 && series.labels[i - 1].first >= series.labels[i].first))
                    std::abort();
            }
        }
    }
    static_cast<void>(readPromTargets(text, "instance"));
    static_cast<void>(prometheusComplaint(text));
    return 0;
}
