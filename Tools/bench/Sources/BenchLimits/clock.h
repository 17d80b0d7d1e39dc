#ifndef CASEVAULT_BENCH_CLOCK_H
#define CASEVAULT_BENCH_CLOCK_H

#include <time.h>

static inline double nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

#endif
