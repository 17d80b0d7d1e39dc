#include "BenchLimits.h"
#include "record.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static int fill(sqlite3 *database, int rows) {
    unsigned char stored[NONCE_BYTES + SEALED_BYTES] = {0};
    sqlite3_stmt *insert;
    if (record_seal(stored + NONCE_BYTES) != 0
        || sqlite3_prepare_v2(database, "INSERT INTO record VALUES (?, ?)", -1, &insert, NULL) != SQLITE_OK)
        return -1;
    int status = sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
    for (int row = 0; row < rows && status == 0; row++) {
        sqlite3_bind_int(insert, 1, row);
        sqlite3_bind_blob(insert, 2, stored, sizeof stored, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) status = -1;
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return status == 0 && sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

static double page_bytes(sqlite3 *database) {
    sqlite3_stmt *sum = NULL;
    double bytes = -1;
    static const char text[] = "SELECT sum(pgsize) FROM dbstat WHERE name = 'record'";
    if (sqlite3_prepare_v2(database, text, -1, &sum, NULL) == SQLITE_OK && sqlite3_step(sum) == SQLITE_ROW)
        bytes = (double)sqlite3_column_int64(sum, 0);
    sqlite3_finalize(sum);
    return bytes;
}

double bench_plain_bytes(int rows) {
    sqlite3 *database;
    if (sqlite3_open("plain.db", &database) != SQLITE_OK) return -1;
    int status = sqlite3_exec(
        database,
        "PRAGMA page_size=8192; CREATE TABLE record (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT", NULL, NULL,
        NULL);
    double bytes = status == SQLITE_OK && fill(database, rows) == 0 ? page_bytes(database) : -1;
    sqlite3_close(database);
    unlink("plain.db");
    return bytes < 0 ? -1 : bytes / rows;
}
