#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int casevault_pseudo_terminal(char *path, size_t size) {
    int near = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (near < 0) return -1;
    if (grantpt(near) == 0 && unlockpt(near) == 0) {
        int code = ptsname_r(near, path, size);
        if (code == 0) return near;
        errno = code;
    }
    int reason = errno;
    close(near);
    errno = reason;
    return -1;
}

int casevault_take_terminal(const char *path) {
    if (setsid() < 0) return -1;
    int terminal = open(path, O_RDWR | O_CLOEXEC);
    if (terminal < 0) return -1;
    if (ioctl(terminal, TIOCSCTTY, 0) != 0) {
        int reason = errno;
        close(terminal);
        errno = reason;
        return -1;
    }
    return terminal;
}

int casevault_set_window_size(int terminal, int rows, int columns) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(terminal, TIOCSWINSZ, &size);
}

int casevault_window_size(int terminal, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) return -1;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return 0;
}
