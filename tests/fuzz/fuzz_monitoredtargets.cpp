// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <drafting/estatedrafttext.h>
#include <estate/estatereader.h>

// The first answer of a server that may be anything. Whatever it holds, the file made of it must be one that the desk
// can read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char *>(bytes), size);
    for (const auto read : {signalbox::readTargets, signalbox::readUpSeries}) {
        const auto targets = read(body);
        if (!targets)
            continue;
        const signalbox::EstateDraft draft = signalbox::draftEstate(*targets);
        const std::string text = signalbox::estateDraftText(draft, "http://prometheus:9090");
        if (text.size() <= signalbox::maximumEstateSize && !signalbox::parseEstate(text).estate)
            std::abort();
    }
    return 0;
}
