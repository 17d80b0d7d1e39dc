#include "BenchLimits.h"
#include "clock.h"
#include "record.h"

#include <sodium.h>
#include <sqlite3.h>
#include <unistd.h>

static int run(sqlite3 *database, const char *sql) {
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

// The cache is the one that the vault's store has while it imports: FileFormat.cacheSize of VaultStore.
static sqlite3 *open_bulk(void) {
    sqlite3 *database;
    if (sodium_init() < 0 || sqlite3_open("bulk.db", &database) != SQLITE_OK) return NULL;
    int status = run(
        database,
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA locking_mode=EXCLUSIVE;"
        "PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-8192;"
        "CREATE TABLE record (id BLOB NOT NULL, revision INTEGER NOT NULL, hash BLOB NOT NULL, sealed BLOB NOT NULL)"
        " STRICT; CREATE UNIQUE INDEX record_place ON record (id, revision, hash);");
    return status == 0 ? database : NULL;
}

static int insert_all(sqlite3 *database, int rows, int each_commit, int signatures) {
    sqlite3_stmt *insert;
    unsigned char id[16], hash[32], sealed[SEALED_BYTES];
    if (sqlite3_prepare_v2(database, "INSERT INTO record VALUES (?, 1, ?, ?)", -1, &insert, NULL) != SQLITE_OK)
        return -1;
    int status = run(database, "BEGIN");
    for (int row = 0; row < rows && status == 0; row++) {
        if (row > 0 && row % each_commit == 0) status = run(database, "COMMIT; BEGIN");
        if (status != 0 || record_make(sealed, hash, signatures) != 0) { status = -1; break; }
        randombytes_buf(id, sizeof id);
        sqlite3_bind_blob(insert, 1, id, sizeof id, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 2, hash, sizeof hash, SQLITE_STATIC);
        sqlite3_bind_blob(insert, 3, sealed, sizeof sealed, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) status = -1;
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    return status == 0 ? run(database, "COMMIT") : -1;
}

double bench_bulk(int rows, int each_commit, int signatures) {
    sqlite3 *database = open_bulk();
    if (database == NULL) return -1;
    double start = nanoseconds();
    int status = insert_all(database, rows, each_commit, signatures);
    double each = (nanoseconds() - start) / rows;
    sqlite3_close(database);
    unlink("bulk.db");
    unlink("bulk.db-wal");
    return status == 0 ? each : -1;
}
