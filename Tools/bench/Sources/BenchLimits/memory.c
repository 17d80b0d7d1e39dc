#include "BenchLimits.h"

#include <stdio.h>
#include <string.h>

int bench_peak_reset(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file == NULL) return -1;
    int status = fputs("5", file) < 0 ? -1 : 0;
    return fclose(file) == 0 ? status : -1;
}

static long status_kib(const char *name) {
    char line[256];
    long kib = -1;
    FILE *file = fopen("/proc/self/status", "r");
    if (file == NULL) return -1;
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, strlen(name)) == 0) sscanf(line + strlen(name), ": %ld", &kib);
    fclose(file);
    return kib;
}

long bench_peak_kib(void) { return status_kib("VmHWM"); }
long bench_resident_kib(void) { return status_kib("VmRSS"); }
