#include "BenchLimits.h"
#include "clock.h"
#include "database.h"
#include "record.h"

#include <sodium.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

sqlite3 *limits_database;
static sqlite3_stmt *point, *insert;
// A row's sealed bytes: a sealed record, and zeros up to the length of the vault's.
static unsigned char *sealed;
static int sealed_count, row_count;

int limits_run(const char *sql) {
    return sqlite3_exec(limits_database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

// Ids are spread over the index like the vault's hashed ones.
static void make_id(int number, unsigned char id[16]) {
    uint64_t mixed = ((uint64_t)number + 1) * UINT64_C(0x9E3779B97F4A7C15);
    memcpy(id, &mixed, 8);
    mixed *= UINT64_C(0xBF58476D1CE4E5B9);
    memcpy(id + 8, &mixed, 8);
}

// The cache is the one that a vault which stays has from its thousandth commit on: FileFormat.largeCacheSize of
// VaultStore.
static int open_empty(void) {
    bench_rows_close();
    if (sqlite3_open("limits.db", &limits_database) != SQLITE_OK) return -1;
    return limits_run(
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-24576; PRAGMA mmap_size=0;"
        "CREATE TABLE record (id BLOB NOT NULL, revision INTEGER NOT NULL, gen BLOB NOT NULL, hash BLOB NOT NULL,"
        " sealed BLOB NOT NULL) STRICT;"
        "CREATE UNIQUE INDEX record_place ON record (id, revision, hash);"
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY, line BLOB NOT NULL) STRICT;");
}

static int prepare(sqlite3_stmt **statement, const char *sql) {
    return sqlite3_prepare_v2(limits_database, sql, -1, statement, NULL) == SQLITE_OK ? 0 : -1;
}

static int insert_row(const unsigned char hash[32]) {
    static const unsigned char gen[16];
    unsigned char id[16];
    make_id(row_count, id);
    sqlite3_bind_blob(insert, 1, id, 16, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 2, gen, 16, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 3, hash, 32, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 4, sealed, sealed_count, SQLITE_STATIC);
    int status = sqlite3_step(insert) == SQLITE_DONE ? 0 : -1;
    sqlite3_reset(insert);
    row_count++;
    return status;
}

static int fill(int rows) {
    unsigned char hash[32];
    if (record_make(sealed, hash, 0) != 0 || limits_run("BEGIN") != 0) return -1;
    for (int row = 0; row < rows; row++)
        if (insert_row(hash) != 0) return -1;
    return limits_run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
}

int bench_rows_make(int rows, int sealed_bytes) {
    if (sealed_bytes < SEALED_BYTES || open_empty() != 0) return -1;
    sealed = calloc(1, (size_t)sealed_bytes);
    sealed_count = sealed_bytes;
    if (sealed == NULL || prepare(&insert, "INSERT INTO record VALUES (?, 1, ?, ?, ?)") != 0 || fill(rows) != 0)
        return -1;
    return prepare(
        &point, "SELECT id, revision, hash, sealed, gen FROM record WHERE id = ? ORDER BY revision DESC LIMIT 1");
}

// The sealed bytes stay in SQLite's memory while they are used: C copies nothing.
int limits_open_one(void) {
    unsigned char id[16];
    make_id((int)randombytes_uniform((uint32_t)row_count), id);
    sqlite3_bind_blob(point, 1, id, 16, SQLITE_STATIC);
    const unsigned char *found = sqlite3_step(point) == SQLITE_ROW ? sqlite3_column_blob(point, 3) : NULL;
    int status = found == NULL ? -1 : record_open(found);
    sqlite3_reset(point);
    return status;
}

double bench_rows_open(int reads) {
    if (limits_database == NULL) return -1;
    double start = nanoseconds();
    for (int read = 0; read < reads; read++)
        if (limits_open_one() != 0) return -1;
    return (nanoseconds() - start) / reads;
}

double bench_rows_append(int rows) {
    unsigned char hash[32];
    if (limits_database == NULL) return -1;
    double start = nanoseconds();
    int status = limits_run("BEGIN");
    for (int row = 0; row < rows && status == 0; row++)
        status = record_make(sealed, hash, 1) != 0 ? -1 : insert_row(hash);
    if (status == 0) status = limits_run("COMMIT");
    double each = (nanoseconds() - start) / rows;
    return status == 0 && limits_run("PRAGMA wal_checkpoint(PASSIVE)") == 0 ? each : -1;
}

void bench_rows_close(void) {
    sqlite3_finalize(point);
    sqlite3_finalize(insert);
    sqlite3_close(limits_database);
    free(sealed);
    point = insert = NULL;
    limits_database = NULL;
    sealed = NULL;
    row_count = 0;
    unlink("limits.db");
    unlink("limits.db-wal");
}
