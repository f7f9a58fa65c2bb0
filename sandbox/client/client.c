#include "sandbox_client.h"
