#ifndef CASEVAULT_CLINUX_H
#define CASEVAULT_CLINUX_H

#include <stddef.h>
#include <stdint.h>

// What Glibc hides from Swift (variadic or unexported calls), and the one signal handler of the program, which has to
// be async-signal-safe and is therefore C. Unless said otherwise a function returns 0, or -1 with errno set.

// MARK: process (process.c)

/// Sets ILL, TRAP, SEGV, BUS, ABRT, FPE, QUIT and CHLD to their default action and ignores PIPE and XFSZ.
void casevault_reset_signals(void);

/// PR_SET_DUMPABLE 0 and PR_SET_NO_NEW_PRIVS 1.
int casevault_close_process(void);

/// A file in memory (memfd_create) that does not survive exec; returns its descriptor.
int casevault_memory_file(const char *name);

// MARK: words of the command line (words.c)

/// A word that the process was started with, its own name first; NULL behind the last.
const char *casevault_word(int place);

// MARK: machine (machine.c)

/// The `f_type` of the file system that holds `path`.
int casevault_file_system_type(const char *path, uint64_t *type);

/// 1 if the kernel believes its clock to be synchronised, 0 if not, -1 if it does not say.
int casevault_clock_is_synchronised(void);

// MARK: large files (large_file.c)

/// Begins to write `count` bytes of a file from `offset` to its disk and does not wait for them.
int casevault_start_writing(int file, int64_t offset, int64_t count);

/// Sets room for `count` bytes aside without changing the file's size. EOPNOTSUPP where a file system cannot.
int casevault_reserve(int file, int64_t count);

/// Renames a file within a folder to a name that nothing bears; EEXIST, EINVAL where a file system cannot.
int casevault_rename_new(int folder, const char *old_name, const char *new_name);

// MARK: pseudo-terminals (pseudo_terminal.c)

/// Opens a pseudo-terminal, writes the path of its other end to `path`, and returns the near descriptor.
int casevault_pseudo_terminal(char *path, size_t size);

/// Starts a new session whose controlling terminal is the one at `path`; returns its descriptor.
int casevault_take_terminal(const char *path);

/// Sets the window size of a terminal.
int casevault_set_window_size(int terminal, int rows, int columns);

/// Reads the window size of a terminal.
int casevault_window_size(int terminal, int *rows, int *columns);

// MARK: terminal modes (terminal_mode.c)

/// What a terminal can be put into. One mode at a time in a process.
enum casevault_terminal_mode {
    /// Lines as usual, without echo; the line end is echoed.
    CASEVAULT_HIDDEN_INPUT = 1,
    /// The alternate screen, lines and echo as usual.
    CASEVAULT_SCREEN = 2,
    /// The alternate screen, single keys, no echo.
    CASEVAULT_SCREEN_KEYS = 3,
    /// Lines as usual where they are; Ctrl-C throws away nothing that was typed. So it is in CASEVAULT_SCREEN too.
    CASEVAULT_LINES = 4,
    /// The alternate screen, every byte as it is typed: for a program that is shown through us.
    CASEVAULT_RAW = 5,
};

/// Puts the terminal into a mode and guarantees that it is put back: by `casevault_terminal_end`, at `exit`, and on
/// INT, TERM, HUP, QUIT, TSTP and the crash signals. After CONT the mode is set again. EBUSY if a mode is set already.
int casevault_terminal_begin(int terminal, int mode);

/// Puts the terminal back and restores the signal actions; nothing happens if no mode is set.
void casevault_terminal_end(void);

/// The descriptor that becomes readable when the screen has to be drawn again (CONT, WINCH), or -1.
int casevault_terminal_wake_descriptor(void);

// MARK: interruptions (interruptions.c)

/// From now on INT, USR1, TERM and HUP are remembered instead of ending the process; the second INT or TERM ends it.
/// One that is ignored stays so.
int casevault_interruptions_catch(void);

/// The same, and the second ends nothing either, none stays ignored, and TSTP is.
int casevault_interruptions_hold(void);

/// Back to what `catch` does.
void casevault_interruptions_let_go(void);

/// Ends the process by this signal, with the terminal put back.
_Noreturn void casevault_die_of(int number);

/// The descriptor that is readable while something was asked and not answered; -1 while nothing is caught.
int casevault_interruptions_descriptor(void);

/// 1 if this signal came and was not answered.
int casevault_interruption_asked(int number);

/// Forgets that this signal came.
void casevault_interruption_answered(int number);

/// Forgets a ring of the descriptor for which nothing is asked any more: one that came behind its answer.
void casevault_interruptions_hush(void);

// MARK: children (child.c)

/// Starts a program with signals as usual. Arguments and environment are texts one behind the other, each with its zero
/// byte. With a terminal, which must be nobody's, its three descriptors are that and it leads a session there; otherwise `input`, if not negative, is its standard input. `held`, if
/// not negative, is its descriptor 3. It gets no other.
int casevault_start_child(const char *program, const char *arguments, size_t arguments_size, const char *environment,
                          size_t environment_size, const char *terminal, int input, int held, int *child);

/// 1 when the child has ended, with its exit code or 128 and the signal; 0 while it runs; one that stopped goes on.
int casevault_look_after_child(int child, int *status);

// MARK: other processes (interruptions.c)

/// When a process started, in clock ticks since the machine did: with its id it names the process for good.
int casevault_process_start(int process, unsigned long long *ticks);

/// Sends a signal to the process that has this id and started then, and to no other (ESRCH).
int casevault_signal_process(int process, unsigned long long start, int number);

#endif
