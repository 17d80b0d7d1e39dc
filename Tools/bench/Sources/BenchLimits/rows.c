#include "BenchLimits.h"
#include "clock.h"
#include "record.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static sqlite3 *database;
static sqlite3_stmt *point;
static int row_count;

static int run(const char *sql) { return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : -1; }

// Ids are spread over the index like the vault's hashed ones.
static void make_id(int number, unsigned char id[16]) {
    uint64_t mixed = ((uint64_t)number + 1) * UINT64_C(0x9E3779B97F4A7C15);
    memcpy(id, &mixed, 8);
    mixed *= UINT64_C(0xBF58476D1CE4E5B9);
    memcpy(id + 8, &mixed, 8);
}

static int open_empty(void) {
    bench_rows_close();
    if (sqlite3_open("limits.db", &database) != SQLITE_OK) return -1;
    return run(
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-8192; PRAGMA mmap_size=0;"
        "CREATE TABLE record (id BLOB NOT NULL, revision INTEGER NOT NULL, gen BLOB NOT NULL, hash BLOB NOT NULL,"
        " sealed BLOB NOT NULL) STRICT;"
        "CREATE UNIQUE INDEX record_place ON record (id, revision, hash);"
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY, line BLOB NOT NULL) STRICT;");
}

static int insert_rows(int rows, unsigned char *sealed, int sealed_bytes) {
    sqlite3_stmt *insert;
    unsigned char id[16], gen[16] = {0}, hash[32] = {0};
    if (run("BEGIN") != 0
        || sqlite3_prepare_v2(database, "INSERT INTO record VALUES (?, 1, ?, ?, ?)", -1, &insert, NULL) != SQLITE_OK)
        return -1;
    for (int number = 0; number < rows; number++) {
        make_id(number, id);
        sqlite3_bind_blob(insert, 1, id, 16, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 2, gen, 16, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 3, hash, 32, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 4, sealed, sealed_bytes, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) return -1;
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
}

int bench_rows_make(int rows, int sealed_bytes) {
    if (sealed_bytes < SEALED_BYTES || open_empty() != 0) return -1;
    unsigned char *sealed = calloc(1, (size_t)sealed_bytes);
    if (sealed == NULL) return -1;
    int status = record_seal(sealed);
    if (status == 0) status = insert_rows(rows, sealed, sealed_bytes);
    free(sealed);
    row_count = rows;
    if (status != 0) return -1;
    return sqlite3_prepare_v2(
               database, "SELECT id, revision, hash, sealed, gen FROM record WHERE id = ? ORDER BY revision DESC LIMIT 1",
               -1, &point, NULL) == SQLITE_OK
        ? 0 : -1;
}

// The sealed bytes stay in SQLite's memory while they are used: C copies nothing.
double bench_rows_open(int reads) {
    unsigned char id[16];
    if (database == NULL) return -1;
    double start = nanoseconds();
    for (int read = 0; read < reads; read++) {
        make_id((int)randombytes_uniform((uint32_t)row_count), id);
        sqlite3_bind_blob(point, 1, id, 16, SQLITE_STATIC);
        if (sqlite3_step(point) != SQLITE_ROW) return -1;
        const unsigned char *sealed = sqlite3_column_blob(point, 3);
        if (sealed == NULL || record_open(sealed) != 0) return -1;
        sqlite3_reset(point);
    }
    return (nanoseconds() - start) / reads;
}

// What an entry costs besides its row: a signature, the hash of the line and one node of the tree.
static int sign_line(unsigned char *line, int row_bytes) {
    static unsigned char public[32], secret[64], node[65] = {1};
    static int is_ready = 0;
    if (!is_ready && crypto_sign_ed25519_keypair(public, secret) != 0) return -1;
    is_ready = 1;
    if (crypto_sign_ed25519_detached(line + 64, NULL, line, (unsigned long long)row_bytes - 128, secret) != 0) return -1;
    crypto_hash_sha256(node + 1, line, (unsigned long long)row_bytes);
    crypto_hash_sha256(node + 33, node, sizeof node);
    memcpy(line, node + 33, 32);
    return 0;
}

static int append_rows(sqlite3_stmt *insert, int rows, unsigned char *line, int row_bytes, int is_signed) {
    for (int row = 0; row < rows; row++) {
        if (is_signed && sign_line(line, row_bytes) != 0) return -1;
        sqlite3_bind_blob(insert, 1, line, row_bytes, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) return -1;
        sqlite3_reset(insert);
    }
    return 0;
}

static double commit_rows(int commits, int rows, int row_bytes, int is_signed) {
    static unsigned char line[4096];
    sqlite3_stmt *insert, *begin, *commit;
    if (database == NULL || row_bytes > (int)sizeof line
        || sqlite3_prepare_v2(database, "INSERT INTO entry (line) VALUES (?)", -1, &insert, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(database, "BEGIN IMMEDIATE", -1, &begin, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(database, "COMMIT", -1, &commit, NULL) != SQLITE_OK)
        return -1;
    int status = 0;
    double start = nanoseconds();
    for (int number = 0; number < commits && status == 0; number++) {
        if (sqlite3_step(begin) != SQLITE_DONE || append_rows(insert, rows, line, row_bytes, is_signed) != 0
            || sqlite3_step(commit) != SQLITE_DONE)
            status = -1;
        sqlite3_reset(begin);
        sqlite3_reset(commit);
    }
    double each = (nanoseconds() - start) / commits;
    sqlite3_finalize(insert);
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    // The next round begins with an empty log again, as a vault does after an idle moment.
    if (run("PRAGMA wal_checkpoint(PASSIVE)") != 0) status = -1;
    return status == 0 ? each : -1;
}

double bench_commit(int commits, int rows, int row_bytes) { return commit_rows(commits, rows, row_bytes, 0); }

double bench_entries(int commits, int rows, int row_bytes) {
    double commit = row_bytes < 256 ? -1 : commit_rows(commits, rows, row_bytes, 1);
    return commit < 0 ? -1 : commit / rows;
}

void bench_rows_close(void) {
    sqlite3_finalize(point);
    sqlite3_close(database);
    point = NULL;
    database = NULL;
    unlink("limits.db");
    unlink("limits.db-wal");
}
