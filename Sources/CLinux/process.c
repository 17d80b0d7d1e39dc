#define _GNU_SOURCE
#include "CLinux.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>

void casevault_reset_signals(void) {
    // And SIGCHLD: whoever ignored it would never hear how a child of ours ended (wait(2)).
    static const int defaults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGQUIT, SIGCHLD};
    static const int ignored[] = {SIGPIPE, SIGXFSZ};
    struct sigaction action = {0};
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_DFL;
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) sigaction(defaults[i], &action, NULL);
    action.sa_handler = SIG_IGN;
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) sigaction(ignored[i], &action, NULL);
}

int casevault_close_process(void) {
    if (prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L) != 0) return -1;
    return prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) == 0 ? 0 : -1;
}

int casevault_memory_file(const char *name) {
    return memfd_create(name, MFD_CLOEXEC);
}
