// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <sources/gunzip.h>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t limit = 100'000;
    const std::string_view packed(reinterpret_cast<const char *>(data), size);
    Gunzip gunzip(limit);
    std::string into;
    gunzip.feed(packed.substr(0, size / 2), into);
    gunzip.feed(packed.substr(size / 2), into);
    if (into.size() > limit)
        std::abort();
    return 0;
}
