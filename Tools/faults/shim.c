// A library for LD_PRELOAD that counts a program's writing file calls and spoils the n-th.
//
//   CASEVAULT_FAULT_MODE    count   only count
//                           kill    SIGKILL in the place of the n-th call
//                           torn    half the bytes of the n-th call, if it writes, then SIGKILL
//                           eio     the n-th call does nothing and fails with EIO
//                           enospc  from the n-th call on the disk is full: what makes a file longer, a new link or a
//                                   new directory fails with ENOSPC; what overwrites, shortens or removes goes on
//                           delay   fsync and fdatasync first sleep
//                           record  log every call with its bytes, for replays
//   CASEVAULT_FAULT_AT      n, from 1
//   CASEVAULT_FAULT_DIR     only files below these directories count (absolute, separated by colons)
//   CASEVAULT_FAULT_REPORT  a file of two native u64: calls counted, and the number of the call that was spoilt or 0.
//                           All processes that are given the same file count together; it is right also after SIGKILL.
//   CASEVAULT_FAULT_MS      how long `delay` sleeps, in milliseconds
//   CASEVAULT_FAULT_LOG     where `record` writes, appending. A record is one line
//                           call TAB length TAB offset TAB path TAB second path LF, the bytes, LF
//                           (offset -1 where there is none; for a truncation it is the new length).
//
// Counted are writes, truncations, allocations, fsyncs, renames, links, removals and new directories on regular files
// and directories: never a terminal, pipe or socket. Creating a file is not a call of its own: an empty file is what a
// kill at its first write leaves. A write through mmap is not seen; the vault's SQLite uses none.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum mode { OFF, COUNT, KILL, TORN, EIO_ONCE, FULL, DELAY, RECORD };
enum kind { WRITING, SYNCING, NAMING, REMOVING };
enum verdict { GO, HALF, FAILED };

struct report {
    _Atomic uint64_t count;
    _Atomic uint64_t fired;
};

static enum mode mode = OFF;
static uint64_t at;
static long delay_ms;
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
    static const char *const names[] = {"off", "count", "kill", "torn", "eio", "enospc", "delay", "record"};
    for (int i = 0; i < 8; i++)
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
    const char *ms = getenv("CASEVAULT_FAULT_MS");
    const char *report_path = getenv("CASEVAULT_FAULT_REPORT");
    const char *log_path = getenv("CASEVAULT_FAULT_LOG");
    if (!name) return;
    enum mode wanted = mode_named(name);
    directories = getenv("CASEVAULT_FAULT_DIR");
    if (!directories || directories[0] != '/') fail_start("CASEVAULT_FAULT_DIR");
    at = number ? strtoull(number, NULL, 10) : 0;
    if (wanted >= KILL && wanted <= FULL && at == 0) fail_start("CASEVAULT_FAULT_AT");
    delay_ms = ms ? strtol(ms, NULL, 10) : 0;
    if (wanted == DELAY && delay_ms <= 0) fail_start("CASEVAULT_FAULT_MS");
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

/// Whether a descriptor is a regular file or directory below the directories; its path goes to `path`.
static int counts_fd(int fd, char path[PATH_MAX]) {
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

/// The same for a name, whose last component need not exist and is not followed.
static int counts_name(int dirfd, const char *name, char path[PATH_MAX]) {
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

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static int is_longer(int fd, off_t end) {
    struct stat status;
    return fstat(fd, &status) == 0 && end > status.st_size;
}

/// Counts a call and says what becomes of it; on FAILED errno is set. `longer`: it would need room on the disk.
static enum verdict step(enum kind kind, int longer) {
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
    case DELAY:
        if (kind == SYNCING) {
            struct timespec time = {delay_ms / 1000, delay_ms % 1000 * 1000000};
            while (nanosleep(&time, &time) != 0 && errno == EINTR) {}
        }
        return GO;
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

/// Logs a call that succeeded. One record is one append, so threads and processes do not mix.
static void record(const char *call, const char *path, const char *second, long long offset,
                   const struct iovec *parts, int count, size_t length) {
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

// MARK: - Writes

static off_t position(int fd) {
    struct stat status;
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && (flags & O_APPEND) && fstat(fd, &status) == 0) return status.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

/// The parts of a vector that make up its first half; the caller frees them.
static struct iovec *first_half(const struct iovec *parts, int count, size_t total) {
    struct iovec *half = calloc((size_t)count + 1, sizeof *half);
    size_t left = total / 2;
    if (!half) _exit(125);
    for (int i = 0; i < count; i++) {
        half[i] = parts[i];
        if (half[i].iov_len > left) half[i].iov_len = left;
        left -= half[i].iov_len;
    }
    return half;
}

static ssize_t write_really(int fd, const struct iovec *parts, int count, off_t offset) {
    if (offset < 0) return syscall(SYS_writev, fd, parts, count);
    return syscall(SYS_pwritev, fd, parts, count, (unsigned long)offset, 0UL);
}

/// Every write ends here. `offset` below 0: at the file's position.
static ssize_t write_parts(int fd, const struct iovec *parts, int count, off_t offset) {
    char path[PATH_MAX];
    size_t total = 0;
    if (!counts_fd(fd, path)) return write_really(fd, parts, count, offset);
    for (int i = 0; i < count; i++) total += parts[i].iov_len;
    off_t start = offset < 0 ? position(fd) : offset;
    enum verdict verdict = step(WRITING, is_longer(fd, start + (off_t)total));
    if (verdict == FAILED) return -1;
    if (verdict == HALF) {
        struct iovec *half = first_half(parts, count, total);
        write_really(fd, half, count, offset);
        die();
    }
    ssize_t written = write_really(fd, parts, count, offset);
    if (written >= 0) record("write", path, "", start, parts, count, (size_t)written);
    return written;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    struct iovec part = {(void *)bytes, count};
    return write_parts(fd, &part, 1, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    struct iovec part = {(void *)bytes, count};
    return write_parts(fd, &part, 1, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    return pwrite(fd, bytes, count, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) { return write_parts(fd, parts, count, -1); }

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    return write_parts(fd, parts, count, offset);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return write_parts(fd, parts, count, offset);
}

/// Copies inside the kernel are refused as an old kernel would, so that the program writes and is counted.
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t count, unsigned flags) {
    char path[PATH_MAX];
    if (!counts_fd(out, path)) return syscall(SYS_copy_file_range, in, in_at, out, out_at, count, flags);
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile(int out, int in, off_t *in_at, size_t count) {
    char path[PATH_MAX];
    if (!counts_fd(out, path)) return syscall(SYS_sendfile, out, in, in_at, count);
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile64(int out, int in, off64_t *in_at, size_t count) { return sendfile(out, in, in_at, count); }

// MARK: - Lengths

int ftruncate(int fd, off_t length) {
    char path[PATH_MAX];
    if (!counts_fd(fd, path)) return (int)syscall(SYS_ftruncate, fd, length);
    if (step(NAMING, 0) == FAILED) return -1;
    int result = (int)syscall(SYS_ftruncate, fd, length);
    if (result == 0) record("truncate", path, "", length, NULL, 0, 0);
    return result;
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int truncate(const char *name, off_t length) {
    char path[PATH_MAX];
    if (!counts_name(AT_FDCWD, name, path)) return (int)syscall(SYS_truncate, name, length);
    if (step(NAMING, 0) == FAILED) return -1;
    int result = (int)syscall(SYS_truncate, name, length);
    if (result == 0) record("truncate", path, "", length, NULL, 0, 0);
    return result;
}

int truncate64(const char *name, off64_t length) { return truncate(name, length); }

int fallocate(int fd, int flags, off_t offset, off_t length) {
    char path[PATH_MAX];
    if (counts_fd(fd, path) && step(NAMING, is_longer(fd, offset + length)) == FAILED) return -1;
    return (int)syscall(SYS_fallocate, fd, flags, offset, length);
}

int fallocate64(int fd, int flags, off64_t offset, off64_t length) { return fallocate(fd, flags, offset, length); }

int posix_fallocate(int fd, off_t offset, off_t length) {
    char path[PATH_MAX];
    if (counts_fd(fd, path) && step(NAMING, is_longer(fd, offset + length)) == FAILED) return errno;
    return syscall(SYS_fallocate, fd, 0, offset, length) == 0 ? 0 : errno;
}

int posix_fallocate64(int fd, off64_t offset, off64_t length) { return posix_fallocate(fd, offset, length); }

// MARK: - Durability

static int sync_with(int fd, long call) {
    char path[PATH_MAX];
    if (!counts_fd(fd, path)) return (int)syscall(call, fd);
    if (step(SYNCING, 0) == FAILED) return -1;
    int result = (int)syscall(call, fd);
    if (result == 0) record("sync", path, "", -1, NULL, 0, 0);
    return result;
}

int fsync(int fd) { return sync_with(fd, SYS_fsync); }

int fdatasync(int fd) { return sync_with(fd, SYS_fdatasync); }

// MARK: - Names

static int two_names(const char *call, int from_dir, const char *from, int to_dir, const char *to) {
    char first[PATH_MAX], second[PATH_MAX];
    int counts_from = counts_name(from_dir, from, first);
    int counts_to = counts_name(to_dir, to, second);
    int is_link = call[0] == 'l';
    if (!counts_to && (is_link || !counts_from)) return 0;
    if (step(NAMING, is_link) == FAILED) return -1;
    return 1;
}

static void record_names(const char *call, int from_dir, const char *from, int to_dir, const char *to) {
    char first[PATH_MAX] = "", second[PATH_MAX] = "";
    if (mode != RECORD) return;
    counts_name(from_dir, from, first);
    counts_name(to_dir, to, second);
    record(call, first, second, -1, NULL, 0, 0);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    int counted = two_names("rename", from_dir, from, to_dir, to);
    if (counted < 0) return -1;
    int result = (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    if (counted && result == 0) record_names("rename", from_dir, from, to_dir, to);
    return result;
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    return renameat2(from_dir, from, to_dir, to, 0);
}

int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    int counted = two_names("link", from_dir, from, to_dir, to);
    if (counted < 0) return -1;
    int result = (int)syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
    if (counted && result == 0) record_names("link", from_dir, from, to_dir, to);
    return result;
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int dir, const char *name, int flags) {
    char path[PATH_MAX];
    int counted = counts_name(dir, name, path);
    if (counted && step(REMOVING, 0) == FAILED) return -1;
    int result = (int)syscall(SYS_unlinkat, dir, name, flags);
    if (counted && result == 0) record("unlink", path, "", -1, NULL, 0, 0);
    return result;
}

int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }

int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int remove(const char *name) {
    struct stat status;
    if (lstat(name, &status) != 0) return -1;
    return unlinkat(AT_FDCWD, name, S_ISDIR(status.st_mode) ? AT_REMOVEDIR : 0);
}

int mkdirat(int dir, const char *name, mode_t bits) {
    char path[PATH_MAX];
    int counted = counts_name(dir, name, path);
    if (counted && step(NAMING, 1) == FAILED) return -1;
    int result = (int)syscall(SYS_mkdirat, dir, name, bits);
    if (counted && result == 0) record("mkdir", path, "", -1, NULL, 0, 0);
    return result;
}

int mkdir(const char *name, mode_t bits) { return mkdirat(AT_FDCWD, name, bits); }

// MARK: - Opening, recorded only: a replay has to know when a file came to be or was emptied

static int open_and_record(int dir, const char *name, int flags, mode_t bits) {
    char path[PATH_MAX];
    struct stat status;
    int is_known = mode == RECORD && (flags & (O_CREAT | O_TRUNC)) && counts_name(dir, name, path);
    int existed = is_known && fstatat(dir, name, &status, 0) == 0;
    int fd = (int)syscall(SYS_openat, dir, name, flags, bits);
    if (fd >= 0 && is_known && !existed) record("create", path, "", -1, NULL, 0, 0);
    if (fd >= 0 && is_known && existed && (flags & O_TRUNC)) record("truncate", path, "", 0, NULL, 0, 0);
    return fd;
}

static mode_t bits_of(int flags, va_list arguments) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

#define OPEN(name)                                                 \
    int name(const char *path, int flags, ...) {                   \
        va_list arguments;                                         \
        va_start(arguments, flags);                                \
        mode_t bits = bits_of(flags, arguments);                   \
        va_end(arguments);                                         \
        return open_and_record(AT_FDCWD, path, flags, bits);       \
    }

#define OPENAT(name)                                               \
    int name(int dir, const char *path, int flags, ...) {          \
        va_list arguments;                                         \
        va_start(arguments, flags);                                \
        mode_t bits = bits_of(flags, arguments);                   \
        va_end(arguments);                                         \
        return open_and_record(dir, path, flags, bits);            \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t bits) { return open(path, O_CREAT | O_WRONLY | O_TRUNC, bits); }
