package dev.syncdb.server.space;

import dev.syncdb.store.Transaction;
import dev.syncdb.sync.ledger.ConflictTable;

/** SyncDB's own tables in a space: all that it must remember besides the rows of its users. */
final class InternalTables {
    static final String CLIENTS = "syncdb_clients";
    static final String CLIENTS_BY_SECRET = "syncdb_clients_by_secret";
    static final String OUTCOMES = "syncdb_outcomes";
    static final String CHAINS = "syncdb_chains";
    static final String OPEN = "syncdb_open";
    static final String LINES = "syncdb_lines";
    static final String HANDLES = "syncdb_handles";
    static final String VERSIONS = "syncdb_versions";
    static final String RULES = "syncdb_rules";
    static final String DELETED = "syncdb_deleted";
    static final String DELETED_BY_AGE = "syncdb_deleted_by_age";
    static final String TEXTS = "syncdb_texts";
    static final String TEXTS_BY_VERSION = "syncdb_texts_by_version";

    private static final String[] SCRIPT = {
        """
        CREATE TABLE syncdb_clients (
          client INTEGER PRIMARY KEY,
          secret_hash BLOB NOT NULL,
          subject TEXT NOT NULL,
          last_tx INTEGER NOT NULL,
          chain INTEGER NOT NULL,
          last_effective_millis INTEGER NOT NULL,
          acknowledged_tx INTEGER NOT NULL,
          created_millis INTEGER NOT NULL,
          schema_version INTEGER NOT NULL)""",
        "CREATE INDEX syncdb_clients_by_secret ON syncdb_clients (secret_hash, subject)",
        """
        CREATE TABLE syncdb_outcomes (
          client INTEGER NOT NULL,
          number INTEGER NOT NULL,
          chain INTEGER NOT NULL,
          body BLOB NOT NULL,
          PRIMARY KEY (client, number))""",
        """
        CREATE TABLE syncdb_chains (
          client INTEGER NOT NULL,
          run INTEGER NOT NULL,
          chains BLOB NOT NULL,
          PRIMARY KEY (client, run))""",
        ConflictTable.DEFINITION,
        """
        CREATE TABLE syncdb_open (
          table_name TEXT NOT NULL,
          row_key TEXT NOT NULL,
          id INTEGER NOT NULL,
          PRIMARY KEY (table_name, row_key, id))""",
        "CREATE TABLE syncdb_lines (first_version INTEGER PRIMARY KEY, line INTEGER NOT NULL)",
        "CREATE TABLE syncdb_handles (table_name TEXT PRIMARY KEY, last INTEGER NOT NULL)",
        """
        CREATE TABLE syncdb_versions (
          version INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          hash INTEGER NOT NULL,
          created_millis INTEGER NOT NULL)""",
        """
        CREATE TABLE syncdb_rules (
          name TEXT PRIMARY KEY,
          reason TEXT NOT NULL,
          off_millis INTEGER NOT NULL)""",
        """
        CREATE TABLE syncdb_deleted (
          table_name TEXT NOT NULL,
          row_key BLOB NOT NULL,
          handle INTEGER NOT NULL,
          cells BLOB NOT NULL,
          hidden BLOB NOT NULL,
          deleted_version INTEGER NOT NULL,
          deleted_by INTEGER NOT NULL,
          deleted_millis INTEGER NOT NULL,
          created_millis INTEGER NOT NULL,
          PRIMARY KEY (table_name, row_key, handle))""",
        "CREATE INDEX syncdb_deleted_by_age ON syncdb_deleted (created_millis)",
        """
        CREATE TABLE syncdb_texts (
          table_name TEXT NOT NULL,
          handle INTEGER NOT NULL,
          column_place INTEGER NOT NULL,
          version INTEGER NOT NULL,
          version_before INTEGER NOT NULL,
          writer INTEGER NOT NULL,
          number INTEGER NOT NULL,
          edit BLOB NOT NULL,
          back BLOB NOT NULL,
          text_bytes INTEGER NOT NULL,
          all_bytes INTEGER NOT NULL,
          PRIMARY KEY (table_name, handle, column_place, version))""",
        "CREATE INDEX syncdb_texts_by_version ON syncdb_texts (version, all_bytes)"
    };

    private InternalTables() {}

    /** Makes them, in a new space. */
    static void define(Transaction transaction) {
        for (String statement : SCRIPT) {
            transaction.define(statement);
        }
    }
}
