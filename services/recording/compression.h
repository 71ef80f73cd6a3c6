// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <zstd.h>

namespace signalbox
{
/// Zstandard (RFC 8878) at level 1, with its checksum, so that a flipped bit in a recording is found and not shown as a
/// value. Keeps its work space from call to call.
class Compressor
{
public:
    Compressor();
    std::string compress(std::string_view bytes);

private:
    struct Free {
        void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Free> m_context;
};

class Decompressor
{
public:
    /// What a blob may claim to hold; one that claims more is hostile.
    static constexpr std::size_t largest = std::size_t{256} << 20;

    Decompressor();
    /// Replaces `into`; false where the blob is not whole, or holds more than `largest`.
    bool decompress(std::string_view blob, std::string &into);

private:
    struct Free {
        void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_DCtx, Free> m_context;
};
} // namespace signalbox
