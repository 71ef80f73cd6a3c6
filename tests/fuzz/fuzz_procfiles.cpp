// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>

#include <sources/failedunits.h>
#include <sources/procfiles.h>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    static_cast<void>(procfiles::load(text));
    static_cast<void>(procfiles::memory(text));
    static_cast<void>(procfiles::processor(text, 100));
    static_cast<void>(procfiles::network(text));
    for (const Mount &mount : procfiles::mounts(text))
        static_cast<void>(mount.labels());
    static_cast<void>(failedUnitNames(text));
    return 0;
}
