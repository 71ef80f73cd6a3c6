// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <storemap/storemapwords.h>

using namespace signalbox;

/// Whatever a map's program prints: what is taken from it is said again in the same words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (const auto places = placesOf(text)) {
        const auto again = placesOf(placesText(*places));
        if (!again || *again != *places)
            std::abort();
    }
    if (const auto stores = newUserStoresOf(text)) {
        const auto again = newUserStoresOf(newUsersWords(StoreMap{}, {}, *stores).back());
        if (!again || *again != *stores)
            std::abort();
    }
    return 0;
}
