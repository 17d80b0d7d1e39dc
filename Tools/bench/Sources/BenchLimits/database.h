#ifndef CASEVAULT_BENCH_DATABASE_H
#define CASEVAULT_BENCH_DATABASE_H

#include <sqlite3.h>

// limits.db, open between bench_rows_make and bench_rows_close.

extern sqlite3 *limits_database;

int limits_run(const char *sql);
/// Finds a row anywhere by its id and opens what is sealed in it.
int limits_open_one(void);

#endif
