package dev.syncdb.lab.engine.contender;

import java.sql.SQLException;

/** The engines there are, each empty and in memory when it is opened. */
public enum Engine {
    SYNCDB,
    SYNCDB_SQL,
    SQLITE,
    SQLITE_TRACKED,
    H2,
    HSQLDB;

    public Contender open() throws SQLException {
        return switch (this) {
            case SYNCDB -> SyncDbNative.inMemory();
            case SYNCDB_SQL -> SyncDbSql.inMemory();
            case SQLITE -> SqliteContender.plain();
            case SQLITE_TRACKED -> SqliteContender.tracked();
            case H2 -> StandardContender.h2();
            case HSQLDB -> StandardContender.hsqldb();
        };
    }
}
