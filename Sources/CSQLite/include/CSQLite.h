#ifndef CASEVAULT_CSQLITE_H
#define CASEVAULT_CSQLITE_H

/// Sets SQLITE_DBCONFIG_DEFENSIVE on an open connection (`sqlite3 *`), which the variadic
/// `sqlite3_db_config` hides from Swift. Returns SQLite's result code.
int casevault_sqlite_set_defensive(void *connection);

#endif
