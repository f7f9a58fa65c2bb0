/* libcurl's setopt functions are variadic, which Swift cannot call: one typed function per argument type. */
#pragma once
#include <curl/curl.h>
