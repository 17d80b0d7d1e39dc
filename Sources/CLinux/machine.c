#define _GNU_SOURCE
#include "CLinux.h"

#include <sys/timex.h>
#include <sys/vfs.h>

int casevault_file_system_type(const char *path, uint64_t *type) {
    struct statfs facts;
    if (statfs(path, &facts) != 0) return -1;
    // f_type is signed on some machines; the magic numbers are 32 bits wide.
    *type = (uint64_t)(uint32_t)facts.f_type;
    return 0;
}

int casevault_clock_is_synchronised(void) {
    struct timex facts = {0};
    if (adjtimex(&facts) == -1) return -1;
    return (facts.status & STA_UNSYNC) == 0;
}
