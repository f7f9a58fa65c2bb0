/* OpenSSL's digests: libcurl brings libcrypto along, so it is there wherever atlas runs. */
#pragma once
#include <openssl/evp.h>
