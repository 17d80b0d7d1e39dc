#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// The state is static because a signal handler can reach nothing else, and because a process has one terminal.
// Whoever changes it holds `busy` with the guarded signals blocked on its own thread. So a handler that finds `busy`
// taken runs on another thread than the holder, and may spin until the holder is done.

static const int guarded[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGILL, SIGTRAP,
                              SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGCONT, SIGWINCH};
enum { guarded_count = sizeof guarded / sizeof *guarded };

static atomic_flag busy = ATOMIC_FLAG_INIT;
static struct sigaction previous[guarded_count];
static int is_guarded[guarded_count];
static int terminal = -1;
static int has_screen;
static int keeps_lines;  // Ctrl-C throws away nothing that was typed
static int is_wanted;   // between begin and end
static int is_applied;  // the terminal is in our mode now
static struct termios original, changed;
static int wake[2] = {-1, -1};

static void on_signal(int number);

static void write_all(const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t n = write(terminal, text, left);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        text += n;
        left -= (size_t)n;
    }
}

// Entering clears what an earlier visitor of the alternate screen left there; leaving clears what we leave.
static const char enter_screen[] = "\033[?1049h\033[2J\033[H";
static const char leave_screen[] = "\033[0m\033[?7h\033[?25h\033[2J\033[H\033[?1049l";

// TCSAFLUSH: half a passphrase typed ahead must not become the next command line of a shell.
static int set_modes(const struct termios *modes) {
    int result;
    do {
        result = tcsetattr(terminal, TCSAFLUSH, modes);
    } while (result != 0 && errno == EINTR);
    return result;
}

static int apply(void) {
    if (set_modes(&changed) != 0) return -1;
    if (has_screen && !is_applied) write_all(enter_screen);
    is_applied = 1;
    return 0;
}

static void take_back(void) {
    if (!is_applied) return;
    if (has_screen) write_all(leave_screen);
    set_modes(&original);
    is_applied = 0;
}

// A process that was continued in the background leaves the terminal to whoever has it. A terminal that is not the
// controlling one (-1) belongs to nobody else.
static int is_foreground(void) {
    pid_t group = tcgetpgrp(terminal);
    return group == -1 || group == getpgrp();
}

static void lock(void) {
    while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire)) {
    }
}

static void unlock(void) { atomic_flag_clear_explicit(&busy, memory_order_release); }

static void block_guarded(sigset_t *before) {
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < guarded_count; i++) sigaddset(&set, guarded[i]);
    pthread_sigmask(SIG_BLOCK, &set, before);
}

static void install(int i) {
    struct sigaction action = {0};
    action.sa_handler = on_signal;
    sigfillset(&action.sa_mask);
    sigaction(guarded[i], &action, NULL);
}

static void wake_reader(void) {
    ssize_t ignored = write(wake[1], "", 1);
    (void)ignored;
}

// Lets the action that stood before ours happen: death, a stop, or a handler that returns.
static void pass_on(int i) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, guarded[i]);
    sigaction(guarded[i], &previous[i], NULL);
    raise(guarded[i]);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

// The default of both signals is to do nothing more, so only a handler needs to be told.
static void redraw(int i) {
    if (guarded[i] == SIGCONT) {
        lock();
        if (is_wanted && is_foreground()) apply();
        unlock();
    }
    wake_reader();
    int has_handler = previous[i].sa_handler != SIG_DFL && previous[i].sa_handler != SIG_IGN;
    if (has_handler && !(previous[i].sa_flags & SA_SIGINFO)) previous[i].sa_handler(guarded[i]);
}

static void on_signal(int number) {
    int reason = errno;
    int i = 0;
    while (guarded[i] != number) i++;
    if (number == SIGCONT || number == SIGWINCH) {
        redraw(i);
        errno = reason;
        return;
    }
    int is_caught = previous[i].sa_handler != SIG_DFL && previous[i].sa_handler != SIG_IGN;
    if (keeps_lines && is_caught && !(previous[i].sa_flags & SA_SIGINFO)) {
        // The process goes on: putting the terminal back and again into its mode would throw lines away.
        previous[i].sa_handler(number);
        wake_reader();
        errno = reason;
        return;
    }
    lock();
    take_back();
    // A deadly signal keeps the lock: no other thread changes the terminal once it has been put back.
    if (previous[i].sa_handler != SIG_DFL || number == SIGTSTP) unlock();
    pass_on(i);
    lock();
    if (is_wanted) {
        install(i);
        if (is_foreground()) apply();
    }
    unlock();
    wake_reader();
    errno = reason;
}

static int choose(int mode) {
    if (tcgetattr(terminal, &original) != 0) return -1;
    changed = original;
    // In raw mode too a signal that is caught changes nothing: whoever caught it puts the terminal back.
    keeps_lines = mode == CASEVAULT_SCREEN || mode == CASEVAULT_LINES || mode == CASEVAULT_RAW;
    has_screen = mode != CASEVAULT_HIDDEN_INPUT && mode != CASEVAULT_LINES;
    if (mode == CASEVAULT_HIDDEN_INPUT) {
        changed.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
        changed.c_lflag |= ICANON | ISIG | ECHONL;
    } else if (mode == CASEVAULT_SCREEN_KEYS) {
        changed.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL);
        changed.c_cc[VMIN] = 1;
        changed.c_cc[VTIME] = 0;
    } else if (mode == CASEVAULT_RAW) {
        cfmakeraw(&changed);
    } else if (keeps_lines) {
        changed.c_lflag |= NOFLSH;
    } else {
        errno = EINVAL;
        return -1;
    }
    return 0;
}

static void guard_all(void) {
    for (int i = 0; i < guarded_count; i++) {
        sigaction(guarded[i], NULL, &previous[i]);
        int is_redraw = guarded[i] == SIGCONT || guarded[i] == SIGWINCH;
        // What was ignored (nohup) stays ignored.
        is_guarded[i] = is_redraw || previous[i].sa_handler != SIG_IGN;
        if (is_guarded[i]) install(i);
    }
}

static void release_all(void) {
    for (int i = 0; i < guarded_count; i++) {
        if (is_guarded[i]) sigaction(guarded[i], &previous[i], NULL);
        is_guarded[i] = 0;
    }
}

static int begin_locked(int descriptor, int mode) {
    static int is_registered;
    if (is_wanted) {
        errno = EBUSY;
        return -1;
    }
    if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    if (!is_registered) {
        if (atexit(casevault_terminal_end) != 0) return -1;
        is_registered = 1;
    }
    terminal = descriptor;
    if (choose(mode) != 0) return -1;
    is_wanted = 1;
    guard_all();
    if (apply() == 0) return 0;
    int reason = errno;
    is_wanted = 0;
    release_all();
    errno = reason;
    return -1;
}

int casevault_terminal_begin(int descriptor, int mode) {
    sigset_t before;
    block_guarded(&before);
    lock();
    int result = begin_locked(descriptor, mode);
    int reason = errno;
    unlock();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return result;
}

void casevault_terminal_end(void) {
    sigset_t before;
    block_guarded(&before);
    lock();
    if (is_wanted) {
        take_back();
        is_wanted = 0;
        release_all();
    }
    unlock();
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

int casevault_terminal_wake_descriptor(void) { return wake[0]; }
