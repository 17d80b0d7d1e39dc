#include "CLinux.h"

// Glibc hands every constructor what it hands `main`. The Swift runtime looks for the words below `environ` on the stack
// instead, and finds none when a library that was loaded before us has set a variable: the environment has moved then.
// A timer's backup would print the short help, do nothing and exit with 0.
static char **words;

__attribute__((constructor)) static void remember(int count, char **given) {
    if (count > 0) words = given;
}

const char *casevault_word(int place) {
    for (int i = 0; words && i < place; i++)
        if (!words[i]) return NULL;
    return words ? words[place] : NULL;
}
