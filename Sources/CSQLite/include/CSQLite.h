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

#define CASEVAULT_SQLITE_VFS "casevault"

/// Registers, once in a process and not as the default, the default VFS under the name above, in which no super-journal
/// opens. A journal that is played back names one at its end, and SQLite then deletes the file of that name
/// (sqlite.org/fileformat2.html, "The Rollback Journal"): a journal laid beside gate.db by whoever may write on the stick
/// would delete any file of whoever opens it. No transaction of ours has two files.
///
/// Returns SQLite's result code.
int casevault_sqlite_guard(void);

#endif
