// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <recording/compression.h>

#include <new>

namespace signalbox
{
Compressor::Compressor()
    : m_context(ZSTD_createCCtx())
{
    if (!m_context)
        throw std::bad_alloc();
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
}

std::string Compressor::compress(std::string_view bytes)
{
    std::string blob(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress2(m_context.get(), blob.data(), blob.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(size)) // with room enough only memory can be missing
        throw std::bad_alloc();
    blob.resize(size);
    return blob;
}

Decompressor::Decompressor()
    : m_context(ZSTD_createDCtx())
{
    if (!m_context)
        throw std::bad_alloc();
}

bool Decompressor::decompress(std::string_view blob, std::string &into)
{
    const auto size = ZSTD_getFrameContentSize(blob.data(), blob.size());
    if (size > largest) // also both of its error values
        return false;
    // Zstandard cannot make more than this of a byte: a small blob may not ask for much memory.
    constexpr std::size_t largestRatio = 1u << 17;
    if (size / largestRatio > blob.size())
        return false;
    into.resize(size);
    return ZSTD_decompressDCtx(m_context.get(), into.data(), into.size(), blob.data(), blob.size()) == size;
}
} // namespace signalbox
