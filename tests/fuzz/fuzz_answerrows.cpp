// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <estate/queryrows.h>
#include <lists/answerrows.h>

// What a query answers may be anything. Whatever becomes rows is kept as text and comes back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string_view answer(reinterpret_cast<const char *>(bytes), size);
    for (const auto read : {signalbox::rowsOfPrometheus, signalbox::rowsOfJson, signalbox::rowsOfPrinted}) {
        const auto rows = read(answer);
        if (!rows)
            continue;
        const std::string text = signalbox::queryRowsText({{"q", *rows}});
        const auto again = signalbox::queryRowsIn(text);
        if (!again || signalbox::queryRowsText(*again) != text)
            std::abort();
    }
    return 0;
}
