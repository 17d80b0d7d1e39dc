// What the shim's two files share: shim.c decides what becomes of a call, calls.c stands in for the calls themselves.

#ifndef SHIM_H
#define SHIM_H

#include <limits.h>
#include <sys/types.h>
#include <sys/uio.h>

enum mode { OFF, COUNT, KILL, TORN, EIO_ONCE, FULL, RECORD };
enum kind { WRITING, SYNCING, NAMING, REMOVING };
enum verdict { GO, HALF, FAILED };

// Names of the library alone: a preloaded one must not put its own in the place of the program's.
#pragma GCC visibility push(hidden)

extern enum mode mode;

/// Whether a descriptor is a regular file or directory below the directories; its path goes to `path`.
int counts_fd(int fd, char path[PATH_MAX]);

/// The same for a name, whose last component need not exist and is not followed.
int counts_name(int dirfd, const char *name, char path[PATH_MAX]);

/// Counts a call and says what becomes of it; on FAILED errno is set. `longer`: it would need room on the disk.
enum verdict step(enum kind kind, int longer);

/// Ends the program as SIGKILL does.
void die(void);

/// Logs a call that succeeded. One record is one append, so threads and processes do not mix.
void record(const char *call, const char *path, const char *second, long long offset, const struct iovec *parts,
            int count, size_t length);

#pragma GCC visibility pop

#endif
