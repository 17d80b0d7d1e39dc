#include "CSQLite.h"

#include <pthread.h>
#include <sqlite3.h>

static sqlite3_vfs guarded;
static int (*open_below)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static int status = SQLITE_ERROR;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int guarded_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *found) {
    if (flags & SQLITE_OPEN_SUPER_JOURNAL) {
        file->pMethods = NULL;
        return SQLITE_CANTOPEN;
    }
    return open_below(vfs, name, file, flags, found);
}

static void make(void) {
    sqlite3_vfs *below = sqlite3_vfs_find(NULL);
    if (below == NULL) return;
    guarded = *below;
    guarded.pNext = NULL;
    guarded.zName = CASEVAULT_SQLITE_VFS;
    open_below = below->xOpen;
    guarded.xOpen = guarded_open;
    status = sqlite3_vfs_register(&guarded, 0);
}

int casevault_sqlite_guard(void) {
    pthread_once(&once, make);
    return status;
}
