#include "CSQLite.h"

#include <sqlite3.h>

int casevault_sqlite_set_defensive(void *connection) {
    int on = 0;
    int rc = sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    if (rc != SQLITE_OK) return rc;
    return on == 1 ? SQLITE_OK : SQLITE_ERROR;
}
