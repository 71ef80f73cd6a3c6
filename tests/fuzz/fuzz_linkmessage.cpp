// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes over the line between a desk and a watch, unpacked: what is taken for a message must be the same one when
// it is written and read again; as the bytes of a line it must not be taken for one by chance.
#include <cstdlib>

#include <attaching/linkmessage.h>

using namespace signalbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    link::Reader line;
    line.feed(bytes);
    (void)line.next();
    const auto message = link::decode(bytes);
    if (!message)
        return 0;
    Compressor compressor;
    link::Reader reader;
    const std::string once = link::encode(compressor, *message);
    reader.feed(once);
    const auto again = reader.next();
    if (!again || !*again || link::encode(compressor, **again) != once)
        std::abort();
    return 0;
}
