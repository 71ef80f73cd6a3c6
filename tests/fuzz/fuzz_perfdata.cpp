// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/perfdata.h>

using namespace signalbox;

/// Checks what any output may not break: bounded plain texts, finite values, ranges that are not upside down.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const PluginOutput output = readPluginOutput({reinterpret_cast<const char *>(data), size});
    if (output.text.size() > 300 || output.longText.size() > 1000 || output.text.find('\n') != std::string::npos)
        std::abort();
    for (const PerfValue &value : output.values) {
        if (value.label.empty() || value.label.size() > 200 || value.unit.size() > 20)
            std::abort();
        if (value.value && !std::isfinite(*value.value))
            std::abort();
        if (value.warning && value.warning->low && value.warning->high && *value.warning->low > *value.warning->high)
            std::abort();
    }
    return 0;
}
