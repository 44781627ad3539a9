package dev.syncdb.schema;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tables of a database, in order of creation. Immutable; a change of structure makes a new
 * schema.
 */
public final class Schema {
    /** No tables. */
    public static final Schema EMPTY = new Schema(new LinkedHashMap<>());

    /**
     * Tables whose names begin so belong to SyncDB: applications may read but not write or create
     * them.
     */
    public static final String INTERNAL_PREFIX = "syncdb_";

    /**
     * The one table of SyncDB's own that phones have as well, and that takes UPDATE: the ledger of
     * edits that gave way.
     */
    public static final String LEDGER = "syncdb_conflicts";

    private static final String SQLITE_PREFIX = "sqlite_";

    private final Map<String, Table> tables;

    private Schema(Map<String, Table> tables) {
        this.tables = Collections.unmodifiableMap(tables);
    }

    public Collection<Table> tables() {
        return tables.values();
    }

    /** The table of that name, or null. */
    public @Nullable Table find(String name) {
        return tables.get(Names.fold(name));
    }

    /** The table of that name. Fails with UNKNOWN_TABLE. */
    public Table table(String name) {
        Table table = find(name);
        if (table == null) {
            throw Incorrect.at(ErrorCode.UNKNOWN_TABLE, "no table " + name, name, null);
        }
        return table;
    }

    /** The index of that name, or null. */
    public @Nullable Index findIndex(String name) {
        for (Table table : tables.values()) {
            for (Index index : table.indexes()) {
                if (Names.equal(index.name(), name)) {
                    return index;
                }
            }
        }
        return null;
    }

    /** This schema with {@code table} added, or put in the place of the one of the same name. */
    public Schema with(Table table) {
        Map<String, Table> more = new LinkedHashMap<>(tables);
        more.put(Names.fold(table.name()), table);
        return new Schema(more);
    }

    /** This schema with {@code table} in the place of the one that is called {@code name}. */
    public Schema replacing(String name, Table table) {
        Map<String, Table> replaced = new LinkedHashMap<>();
        tables.forEach((folded, each) -> {
            Table now = folded.equals(Names.fold(name)) ? table : each;
            replaced.put(Names.fold(now.name()), now);
        });
        return new Schema(replaced);
    }

    /** This schema without the table of that name. */
    public Schema without(String name) {
        Map<String, Table> fewer = new LinkedHashMap<>(tables);
        fewer.remove(Names.fold(name));
        return new Schema(fewer);
    }

    /** True if the table of that name is one of SyncDB's own. */
    public static boolean isInternal(String name) {
        String folded = Names.fold(name);
        return folded.startsWith(INTERNAL_PREFIX) || folded.startsWith(SQLITE_PREFIX);
    }

    /**
     * True if rows of the table of that name travel between phones and server: all but those of
     * SyncDB's own tables, and the ledger.
     */
    public static boolean isShared(String name) {
        return !isInternal(name) || isLedger(name);
    }

    /** True if that is the name of {@link #LEDGER}. */
    public static boolean isLedger(String name) {
        return Names.equal(name, LEDGER);
    }

    /**
     * The statements that make this schema, without SyncDB's own tables: each table, then its
     * created indexes.
     */
    public List<String> script() {
        List<String> statements = new ArrayList<>();
        for (Table table : tables.values()) {
            if (!isInternal(table.name())) {
                statements.add(table.sql());
                table.indexes().stream()
                        .map(Index::sql)
                        .filter(sql -> sql != null)
                        .forEach(statements::add);
            }
        }
        return statements;
    }

    /**
     * The first 64 bits of the SHA-256 of {@link #script()}; two databases with the same hash have
     * the same tables.
     */
    public long hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String statement : script()) {
                digest.update(statement.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            long hash = 0;
            byte[] bytes = digest.digest();
            for (int i = 0; i < Long.BYTES; i++) {
                hash = (hash << 8) | (bytes[i] & 255);
            }
            return hash;
        } catch (NoSuchAlgorithmException impossible) {
            throw new Fault(ErrorCode.INTERNAL, "every Java platform has SHA-256", impossible);
        }
    }
}
