#include "CSQLite.h"

#include <sqlite3.h>

static int set(struct sqlite3 *connection, int option, int wanted) {
    int found = -1;
    int rc = sqlite3_db_config(connection, option, wanted, &found);
    if (rc != SQLITE_OK) return rc;
    return found == wanted ? SQLITE_OK : SQLITE_ERROR;
}

int casevault_sqlite_harden(struct sqlite3 *connection, int keeps_log) {
    int rc = set(connection, SQLITE_DBCONFIG_DEFENSIVE, 1);
    if (rc == SQLITE_OK) rc = set(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
    if (rc == SQLITE_OK) rc = set(connection, SQLITE_DBCONFIG_ENABLE_VIEW, 0);
    if (rc == SQLITE_OK) rc = set(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keeps_log ? 1 : 0);
    return rc;
}
