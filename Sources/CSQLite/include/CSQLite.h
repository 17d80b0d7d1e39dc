#ifndef CASEVAULT_CSQLITE_H
#define CASEVAULT_CSQLITE_H

struct sqlite3;

/// Sets what only the variadic `sqlite3_db_config` can set, which Swift cannot call, and reads each
/// value back: DEFENSIVE on (no `writable_schema`, no journal switched off), triggers and views off
/// (the schema has none, so one in a file is somebody else's), and with `keeps_log` no checkpoint
/// when the connection closes, so that closing writes nothing.
///
/// Returns SQLite's result code; SQLITE_ERROR when a value did not take.
int casevault_sqlite_harden(struct sqlite3 *connection, int keeps_log);

#endif
