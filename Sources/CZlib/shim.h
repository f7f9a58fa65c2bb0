/* zlib's inflateInit2 is a macro, which Swift cannot call: this is the function behind it. */
#pragma once
#include <zlib.h>

static inline int czlib_inflate_init(z_stream *stream, int window_bits)
{
    return inflateInit2(stream, window_bits);
}
