#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// What a handler may touch: lock-free atomics and a pipe. The pipe wakes poll(2), the flags say why.

static const int caught[] = {SIGINT, SIGUSR1, SIGTERM, SIGHUP};
enum { caught_count = sizeof caught / sizeof *caught };

static atomic_int asked[caught_count];
static struct sigaction before[caught_count];
static struct sigaction stop_before;
static int is_catching;
static atomic_int is_holding;
static int bell[2] = {-1, -1};

static void on_interruption(int number) {
    int reason = errno;
    for (int i = 0; i < caught_count; i++) {
        if (caught[i] != number) continue;
        int is_again = atomic_exchange(&asked[i], 1);
        // Whoever asks twice does not want to wait for the next step. A window that closes may send its signal twice.
        int is_asking = number == SIGINT || number == SIGTERM;
        if (is_again && is_asking && !atomic_load(&is_holding)) {
            signal(number, SIG_DFL);
            raise(number);
        }
    }
    ssize_t ignored = write(bell[1], "", 1);
    (void)ignored;
    errno = reason;
}

static void catch(int number) {
    struct sigaction action = {0};
    sigemptyset(&action.sa_mask);
    // No SA_RESTART: a read that waits comes back and looks.
    action.sa_handler = on_interruption;
    sigaction(number, &action, NULL);
}

int casevault_interruptions_catch(void) {
    if (is_catching) return 0;
    if (bell[0] < 0 && pipe2(bell, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    is_catching = 1;
    for (int i = 0; i < caught_count; i++) {
        atomic_store(&asked[i], 0);
        sigaction(caught[i], NULL, &before[i]);
        // What was ignored (nohup) stays ignored.
        if (before[i].sa_handler != SIG_IGN) catch(caught[i]);
    }
    return 0;
}

int casevault_interruptions_hold(void) {
    if (casevault_interruptions_catch() != 0) return -1;
    if (atomic_exchange(&is_holding, 1)) return 0;
    for (int i = 0; i < caught_count; i++) catch(caught[i]);
    // A stopped process would keep its keys and look at no clock.
    struct sigaction action = {0};
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_IGN;
    sigaction(SIGTSTP, &action, &stop_before);
    return 0;
}

void casevault_interruptions_let_go(void) {
    if (atomic_exchange(&is_holding, 0)) sigaction(SIGTSTP, &stop_before, NULL);
}

void casevault_die_of(int number) {
    casevault_terminal_end();
    signal(number, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    kill(getpid(), number);
    // Another thread may be the one that takes it.
    for (int i = 0; i < 100; i++) usleep(10000);
    _exit(128 + number);
}

int casevault_interruptions_descriptor(void) { return is_catching ? bell[0] : -1; }

int casevault_interruption_asked(int number) {
    for (int i = 0; i < caught_count; i++) {
        if (caught[i] == number) return atomic_load(&asked[i]);
    }
    return 0;
}

void casevault_interruption_answered(int number) {
    char bytes[64];
    while (read(bell[0], bytes, sizeof bytes) > 0) {
    }
    for (int i = 0; i < caught_count; i++) {
        if (caught[i] == number) atomic_store(&asked[i], 0);
        // What is still asked rings again.
        if (atomic_load(&asked[i])) {
            ssize_t ignored = write(bell[1], "", 1);
            (void)ignored;
        }
    }
}

void casevault_interruptions_hush(void) {
    char bytes[64];
    while (read(bell[0], bytes, sizeof bytes) > 0) {
    }
    for (int i = 0; i < caught_count; i++) {
        // What is asked by now rings again.
        if (!atomic_load(&asked[i])) continue;
        ssize_t ignored = write(bell[1], "", 1);
        (void)ignored;
    }
}

int casevault_process_start(int process, unsigned long long *ticks) {
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) {
        errno = ESRCH;
        return -1;
    }
    text[count] = 0;
    // The name in parentheses may hold anything; the fields after the last one are numbers. The 22nd is the start.
    char *at = strrchr(text, ')');
    for (int field = 2; at != NULL && field < 22; field++) at = strchr(at + 1, ' ');
    if (at == NULL) {
        errno = EINVAL;
        return -1;
    }
    *ticks = strtoull(at + 1, NULL, 10);
    return 0;
}

int casevault_signal_process(int process, unsigned long long start, int number) {
    int handle = (int)syscall(SYS_pidfd_open, process, 0U);
    if (handle < 0) return -1;
    // The handle holds the process: what is asked now is asked of the one that gets the signal.
    unsigned long long found = 0;
    int result = casevault_process_start(process, &found);
    if (result == 0 && found != start) {
        errno = ESRCH;
        result = -1;
    }
    if (result == 0) result = (int)syscall(SYS_pidfd_send_signal, handle, number, NULL, 0U);
    int reason = errno;
    close(handle);
    errno = reason;
    return result;
}
