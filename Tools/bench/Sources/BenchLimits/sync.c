// fsync and fdatasync of this program: SQLite, a shared library, finds these before the ones of libc. Counting them is
// exact where timing them depends on the disk.
#define _GNU_SOURCE
#include "BenchLimits.h"
#include "clock.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long sync_count;
static atomic_long sync_pause;
static _Atomic double last_sync, last_sync_processor;

static int counted(long number, int descriptor) {
    atomic_fetch_add(&sync_count, 1);
    int status = (int)syscall(number, descriptor);
    long pause = atomic_load(&sync_pause);
    if (pause > 0) usleep((useconds_t)pause);
    atomic_store(&last_sync_processor, bench_processor());
    atomic_store(&last_sync, nanoseconds());
    return status;
}

__attribute__((visibility("default"))) int fsync(int descriptor) { return counted(SYS_fsync, descriptor); }
__attribute__((visibility("default"))) int fdatasync(int descriptor) { return counted(SYS_fdatasync, descriptor); }

long bench_sync_count(void) { return atomic_load(&sync_count); }
void bench_sync_pause(long microseconds) { atomic_store(&sync_pause, microseconds); }
double bench_last_sync(void) { return atomic_load(&last_sync); }
double bench_last_sync_processor(void) { return atomic_load(&last_sync_processor); }
double bench_now(void) { return nanoseconds(); }

double bench_processor(void) {
    struct timespec spent;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return (double)spent.tv_sec * 1e9 + (double)spent.tv_nsec;
}
