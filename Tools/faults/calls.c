// The calls that the shim stands in for: each asks shim.c what becomes of it, and does it by the system call itself.

#define _GNU_SOURCE
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// MARK: - Writes

static int is_longer(int fd, off_t end) {
    struct stat status;
    return fstat(fd, &status) == 0 && end > status.st_size;
}

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
