// The log: durable commits of its rows, and audited reads, whose entries are durable before anything is opened.
#include "BenchLimits.h"
#include "clock.h"
#include "database.h"
#include "hash.h"

#include <sodium.h>
#include <string.h>

// What an entry costs besides its row: a signature, the hash of the line and one node of the tree.
static int sign_line(unsigned char *line, int row_bytes) {
    static unsigned char public[32], secret[64], node[65] = {1};
    static int is_ready = 0;
    if (!is_ready && crypto_sign_ed25519_keypair(public, secret) != 0) return -1;
    is_ready = 1;
    if (crypto_sign_ed25519_detached(line + 64, NULL, line, (unsigned long long)row_bytes - 128, secret) != 0)
        return -1;
    sha256(node + 1, line, (size_t)row_bytes);
    sha256(node + 33, node, sizeof node);
    memcpy(line, node + 33, 32);
    return 0;
}

static int append_rows(sqlite3_stmt *insert, int rows, unsigned char *line, int row_bytes, int is_read) {
    for (int row = 0; row < rows; row++) {
        if (is_read && sign_line(line, row_bytes) != 0) return -1;
        sqlite3_bind_blob(insert, 1, line, row_bytes, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) return -1;
        sqlite3_reset(insert);
    }
    return 0;
}

static int open_records(int rows) {
    for (int row = 0; row < rows; row++)
        if (limits_open_one() != 0) return -1;
    return 0;
}

static double commit_rows(int commits, int rows, int row_bytes, int is_read) {
    static unsigned char line[4096];
    sqlite3_stmt *insert, *begin, *commit;
    if (limits_database == NULL || row_bytes > (int)sizeof line
        || sqlite3_prepare_v2(limits_database, "INSERT INTO entry (line) VALUES (?)", -1, &insert, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(limits_database, "BEGIN IMMEDIATE", -1, &begin, NULL) != SQLITE_OK
        || sqlite3_prepare_v2(limits_database, "COMMIT", -1, &commit, NULL) != SQLITE_OK)
        return -1;
    int status = 0;
    double start = nanoseconds();
    for (int number = 0; number < commits && status == 0; number++) {
        if (sqlite3_step(begin) != SQLITE_DONE || append_rows(insert, rows, line, row_bytes, is_read) != 0
            || sqlite3_step(commit) != SQLITE_DONE)
            status = -1;
        sqlite3_reset(begin);
        sqlite3_reset(commit);
        if (is_read && status == 0) status = open_records(rows);
    }
    double each = (nanoseconds() - start) / commits;
    sqlite3_finalize(insert);
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    // The next round begins with an empty log again, as a vault does after an idle moment.
    if (limits_run("PRAGMA wal_checkpoint(PASSIVE)") != 0) status = -1;
    return status == 0 ? each : -1;
}

double bench_commit(int commits, int rows, int row_bytes) { return commit_rows(commits, rows, row_bytes, 0); }

double bench_reads(int commits, int rows, int row_bytes) {
    double commit = row_bytes < 256 ? -1 : commit_rows(commits, rows, row_bytes, 1);
    return commit < 0 ? -1 : commit / rows;
}
