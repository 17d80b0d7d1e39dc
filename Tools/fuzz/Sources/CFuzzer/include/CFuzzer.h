#pragma once
#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop (compiler-rt, "Using libFuzzer as a library"). `feed` returns 0.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*feed)(const uint8_t *bytes, size_t count));
