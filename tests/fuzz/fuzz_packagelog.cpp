// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/packagelog.h>

using namespace signalbox;

/// Checks what any log may not break: plain bounded texts on one line, and runs that end after they began.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const PackageRun &run : packageRuns(text, text)) {
        if (run.ended < run.began || run.text.empty() || run.text.size() > 500 ||
            run.text.find('\n') != std::string::npos || run.text.find('\x1b') != std::string::npos)
            std::abort();
    }
    return 0;
}
