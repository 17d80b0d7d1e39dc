// A library for LD_PRELOAD that counts a program's writing file calls and spoils the n-th.
//
//   CASEVAULT_FAULT_MODE    count   only count
//                           kill    SIGKILL in the place of the n-th call
//                           torn    half the bytes of the n-th call, if it writes, then SIGKILL
//                           eio     the n-th call does nothing and fails with EIO
//                           enospc  from the n-th call on the disk is full: what makes a file longer, a new link or a
//                                   new directory fails with ENOSPC; what overwrites, shortens or removes goes on
//                           record  log every call with its bytes, for replays
//   CASEVAULT_FAULT_AT      n, from 1
//   CASEVAULT_FAULT_DIR     only files below these directories count (absolute, separated by colons)
//   CASEVAULT_FAULT_REPORT  a file of two native u64: calls counted, and the number of the call that was spoilt or 0.
//                           All processes that are given the same file count together; it is right also after SIGKILL.
//   CASEVAULT_FAULT_LOG     where `record` writes, appending. A record is one line
//                           call TAB length TAB offset TAB path TAB second path LF, the bytes, LF
//                           (offset -1 where there is none; for a truncation it is the new length).
//
// Counted are writes, truncations, allocations, fsyncs, renames, links, removals and new directories on regular files
// and directories: never a terminal, pipe or socket. Creating a file is not a call of its own: an empty file is what a
// kill at its first write leaves. A write through mmap is not seen; the vault's SQLite uses none.

#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct report {
    _Atomic uint64_t count;
    _Atomic uint64_t fired;
};

enum mode mode = OFF;
static uint64_t at;
static const char *directories;
static int log_fd = -1;
static struct report *report;
static struct report private_report;

// MARK: - Start

static void fail_start(const char *what) {
    static const char text[] = "fault shim: bad ";
    syscall(SYS_write, 2, text, sizeof text - 1);
    syscall(SYS_write, 2, what, strlen(what));
    syscall(SYS_write, 2, "\n", 1);
    _exit(125);
}

static enum mode mode_named(const char *name) {
    static const char *const names[] = {"off", "count", "kill", "torn", "eio", "enospc", "record"};
    for (int i = 0; i < 7; i++)
        if (!strcmp(name, names[i])) return (enum mode)i;
    fail_start("CASEVAULT_FAULT_MODE");
    return OFF;
}

static int open_for(const char *path, int flags) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CREAT | O_CLOEXEC, 0600);
}

static void map_report(const char *path) {
    int fd = open_for(path, O_RDWR);
    if (fd < 0 || syscall(SYS_ftruncate, fd, sizeof(struct report)) != 0) fail_start("CASEVAULT_FAULT_REPORT");
    void *mapped = mmap(NULL, sizeof(struct report), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED) fail_start("CASEVAULT_FAULT_REPORT");
    report = mapped;
    syscall(SYS_close, fd);
}

__attribute__((constructor)) static void start(void) {
    const char *name = getenv("CASEVAULT_FAULT_MODE");
    const char *number = getenv("CASEVAULT_FAULT_AT");
    const char *report_path = getenv("CASEVAULT_FAULT_REPORT");
    const char *log_path = getenv("CASEVAULT_FAULT_LOG");
    if (!name) return;
    enum mode wanted = mode_named(name);
    directories = getenv("CASEVAULT_FAULT_DIR");
    if (!directories || directories[0] != '/') fail_start("CASEVAULT_FAULT_DIR");
    at = number ? strtoull(number, NULL, 10) : 0;
    if (wanted >= KILL && wanted <= FULL && at == 0) fail_start("CASEVAULT_FAULT_AT");
    if (wanted == RECORD && (!log_path || (log_fd = open_for(log_path, O_WRONLY | O_APPEND)) < 0))
        fail_start("CASEVAULT_FAULT_LOG");
    report = &private_report;
    if (report_path) map_report(report_path);
    mode = wanted;
}

// MARK: - What counts

static int below(const char *path) {
    for (const char *dir = directories; *dir;) {
        size_t length = strcspn(dir, ":");
        size_t bare = length;
        while (bare > 1 && dir[bare - 1] == '/') bare--;
        if (!strncmp(path, dir, bare) && (path[bare] == 0 || path[bare] == '/')) return 1;
        dir += length + (dir[length] == ':');
    }
    return 0;
}

int counts_fd(int fd, char path[PATH_MAX]) {
    struct stat status;
    char link[32];
    if (mode == OFF || fd == log_fd) return 0;
    if (fstat(fd, &status) != 0 || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

int counts_name(int dirfd, const char *name, char path[PATH_MAX]) {
    char folder[PATH_MAX], whole[PATH_MAX], link[32];
    if (mode == OFF || !name) return 0;
    if (name[0] == '/' || dirfd == AT_FDCWD) {
        if (snprintf(whole, sizeof whole, "%s", name) >= PATH_MAX) return 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", dirfd);
        ssize_t length = readlink(link, folder, sizeof folder - 1);
        if (length < 0) return 0;
        folder[length] = 0;
        if (snprintf(whole, sizeof whole, "%s/%s", folder, name) >= PATH_MAX) return 0;
    }
    char *slash = strrchr(whole, '/');
    const char *last = slash ? slash + 1 : whole;
    if (slash == whole) return 0;
    if (slash) *slash = 0;
    if (!realpath(slash ? whole : ".", folder)) return 0;
    if (snprintf(path, PATH_MAX, "%s/%s", folder, last) >= PATH_MAX) return 0;
    return below(path);
}

// MARK: - What happens to a call that counts

void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

enum verdict step(enum kind kind, int longer) {
    uint64_t number = atomic_fetch_add(&report->count, 1) + 1;
    switch (mode) {
    case KILL:
    case TORN:
        if (number != at) return GO;
        atomic_store(&report->fired, number);
        if (mode == TORN && kind == WRITING) return HALF;
        die();
        return GO;
    case EIO_ONCE:
        if (number != at) return GO;
        atomic_store(&report->fired, number);
        errno = EIO;
        return FAILED;
    case FULL:
        if (number < at) return GO;
        if (number == at) atomic_store(&report->fired, number);
        if (!longer) return GO;
        errno = ENOSPC;
        return FAILED;
    default:
        return GO;
    }
}

static void write_all(const void *bytes, size_t length) {
    while (length > 0) {
        long written = syscall(SYS_write, log_fd, bytes, length);
        if (written <= 0) _exit(125);
        bytes = (const char *)bytes + written;
        length -= (size_t)written;
    }
}

void record(const char *call, const char *path, const char *second, long long offset, const struct iovec *parts,
            int count, size_t length) {
    if (mode != RECORD) return;
    int error = errno;
    size_t room = 2 * PATH_MAX + 128 + length;
    char *text = malloc(room);
    if (!text) _exit(125);
    size_t used = (size_t)snprintf(text, room, "%s\t%zu\t%lld\t%s\t%s\n", call, length, offset, path, second);
    for (int i = 0; i < count && length > 0; i++) {
        size_t part = parts[i].iov_len < length ? parts[i].iov_len : length;
        memcpy(text + used, parts[i].iov_base, part);
        used += part;
        length -= part;
    }
    text[used++] = '\n';
    write_all(text, used);
    free(text);
    errno = error;
}
