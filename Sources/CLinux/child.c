#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { most_texts = 64, held_at = 3 };

// Texts that follow one another, each with its zero byte.
static int split(const char *texts, size_t size, char *list[]) {
    int count = 0;
    for (const char *at = texts; at < texts + size; at += strlen(at) + 1) {
        if (count == most_texts) return -1;
        list[count++] = (char *)at;
    }
    list[count] = NULL;
    return count;
}

// Descriptors that the shell opened may hold a passphrase or a code: the child gets its three, at 3 what it works on, and
// nothing else. A descriptor doubled onto itself loses the flag that would close it.
static int actions_of(posix_spawn_file_actions_t *actions, const char *terminal, int input, int held) {
    int code = held < 0 ? 0 : posix_spawn_file_actions_adddup2(actions, held, held_at);
    if (code == 0 && terminal != NULL) {
        code = posix_spawn_file_actions_addopen(actions, 0, terminal, O_RDWR, 0);
        if (code == 0) code = posix_spawn_file_actions_adddup2(actions, 0, 1);
        if (code == 0) code = posix_spawn_file_actions_adddup2(actions, 0, 2);
    } else if (code == 0 && input >= 0) {
        code = posix_spawn_file_actions_adddup2(actions, input, 0);
    }
    if (code == 0) code = posix_spawn_file_actions_addclosefrom_np(actions, held < 0 ? held_at : held_at + 1);
    return code;
}

// TSTP stays ignored when it is: an editor that suspends itself would leave us waiting for it.
// At a terminal of its own a program is its session's leader and gets that terminal, by opening it, as its controlling one.
static int attributes_of(posix_spawnattr_t *attributes, const char *terminal) {
    static const int defaults[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGQUIT, SIGPIPE, SIGXFSZ, SIGWINCH, SIGCONT,
                                   SIGCHLD};
    sigset_t set, none;
    sigemptyset(&set);
    sigemptyset(&none);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) sigaddset(&set, defaults[i]);
    int code = posix_spawnattr_setsigdefault(attributes, &set);
    if (code == 0) code = posix_spawnattr_setsigmask(attributes, &none);
    if (code == 0) code = posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (terminal != NULL ? POSIX_SPAWN_SETSID : 0));
    return code;
}

int casevault_start_child(const char *program, const char *arguments, size_t arguments_size, const char *environment,
                          size_t environment_size, const char *terminal, int input, int held, int *child) {
    char *argv[most_texts + 1], *envp[most_texts + 1];
    if (split(arguments, arguments_size, argv) < 1 || split(environment, environment_size, envp) < 0) {
        errno = E2BIG;
        return -1;
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code == 0) {
        code = posix_spawnattr_init(&attributes);
        if (code == 0) {
            pid_t id = 0;
            code = actions_of(&actions, terminal, input, held);
            if (code == 0) code = attributes_of(&attributes, terminal);
            if (code == 0) code = posix_spawn(&id, program, &actions, &attributes, argv, envp);
            *child = id;
            posix_spawnattr_destroy(&attributes);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    errno = code;
    return code == 0 ? 0 : -1;
}

int casevault_look_after_child(int child, int *status) {
    int found = 0;
    pid_t result = waitpid(child, &found, WNOHANG | WUNTRACED);
    if (result < 0) return errno == EINTR ? 0 : -1;
    if (result == 0) return 0;
    if (WIFSTOPPED(found)) {
        kill(child, SIGCONT);
        return 0;
    }
    *status = WIFEXITED(found) ? WEXITSTATUS(found) : 128 + WTERMSIG(found);
    return 1;
}
