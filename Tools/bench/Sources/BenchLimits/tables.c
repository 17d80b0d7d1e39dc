#include "BenchLimits.h"

#include <sqlite3.h>
#include <stddef.h>

// Only sizes are asked for. The vault is closed while this looks, so the file alone is the whole database.
static const char *const tables[] = {
    "record", "record_place", "entry", "statement", "statement_place",
};

long bench_table_bytes(int table) {
    if (table < 0 || (size_t)table >= sizeof tables / sizeof *tables) return -1;
    sqlite3 *database;
    sqlite3_stmt *sum = NULL;
    long bytes = -1;
    if (sqlite3_open_v2(
            "file:house.vault/vault.db?immutable=1", &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) == SQLITE_OK
        && sqlite3_prepare_v2(
               database, "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ?", -1, &sum, NULL) == SQLITE_OK) {
        sqlite3_bind_text(sum, 1, tables[table], -1, SQLITE_STATIC);
        if (sqlite3_step(sum) == SQLITE_ROW) bytes = (long)sqlite3_column_int64(sum, 0);
    }
    sqlite3_finalize(sum);
    sqlite3_close(database);
    return bytes;
}
