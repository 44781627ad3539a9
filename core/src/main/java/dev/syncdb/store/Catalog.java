package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A schema together with the data of its tables. Immutable: a change of structure makes a new one.
 */
final class Catalog {
    private final Schema schema;
    private final long seed;
    private final Map<String, TableData> tables;
    private final Map<TableIdentity, TableData> byIdentity = new HashMap<>();

    /** How many tables there have ever been. */
    private final long created;

    private Catalog(Schema schema, long seed, Map<String, TableData> tables, long created) {
        this.schema = schema;
        this.seed = seed;
        this.tables = tables;
        this.created = created;
        tables.values().forEach(table -> byIdentity.put(table.heap().identity(), table));
    }

    /** @param seed secret, for the hash of keys */
    static Catalog empty(long seed) {
        return new Catalog(Schema.EMPTY, seed, Map.of(), 0);
    }

    Schema schema() {
        return schema;
    }

    Collection<TableData> tables() {
        return tables.values();
    }

    /** The table of that name. Fails with UNKNOWN_TABLE. */
    TableData table(String name) {
        TableData found = find(name);
        if (found == null) {
            throw Incorrect.at(ErrorCode.UNKNOWN_TABLE, "no table " + name, name, null);
        }
        return found;
    }

    /** The table of that name, or null. */
    @Nullable
    TableData find(String name) {
        TableData found = tables.get(name);
        return found == null ? tables.get(Names.fold(name)) : found;
    }

    /**
     * The very table to which a row belongs, or null if it was dropped, if its rows were moved, or
     * if it is not yet there.
     */
    @Nullable
    TableData find(TableIdentity identity) {
        return byIdentity.get(identity);
    }

    /** The table to which all rows of a table were moved that is no more as it was, or null. */
    @Nullable
    TableData movedTo(TableIdentity identity) {
        for (TableData table : tables.values()) {
            TableIdentity each = table.heap().identity();
            if (each.number() == identity.number() && each != identity) {
                return table;
            }
        }
        return null;
    }

    /** The foreign key of that very table as it is now, or null if the table is gone. */
    @Nullable
    Reference reference(TableIdentity child, ForeignKey key) {
        TableData table = find(child);
        if (table != null) {
            for (Reference each : table.references()) {
                if (each.key().equals(key)) {
                    return each;
                }
            }
        }
        return null;
    }

    /**
     * The catalog of the schema that a statement made of this one's. A table whose rows have to be
     * moved has none yet, see {@link MovedRows}.
     *
     * @param version of the commit that runs the statement
     */
    Catalog with(SchemaChange change, long version, Environment environment) {
        Schema next = change.schema();
        Map<String, List<Reference>> references = new HashMap<>();
        Map<String, List<Reference>> referrers = new HashMap<>();
        for (Table child : next.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                Reference reference = new Reference(child, key, next);
                add(references, child.name(), reference);
                add(referrers, key.parentTable(), reference);
            }
        }
        TableHeaps heaps = new TableHeaps(this, change.alteration(), environment);
        Map<String, TableData> data = new LinkedHashMap<>();
        long number = created;
        for (Table table : next.tables()) {
            String name = Names.fold(table.name());
            TableData present = heaps.before(table);
            List<Reference> own = references.getOrDefault(name, List.of());
            List<Reference> others = referrers.getOrDefault(name, List.of());
            boolean alone = own.isEmpty() && others.isEmpty();
            if (present == null) {
                KeyColumns keys = KeyColumns.of(table, seed);
                Heap heap = Heap.empty(table, new TableIdentity(number++, version, keys));
                data.put(name, new TableData(table, heap, data.size(), own, others));
            } else if (alone && present.isAloneAs(table, data.size())) {
                data.put(name, present);
            } else {
                Heap heap = heaps.after(present, table, seed);
                data.put(name, new TableData(table, heap, data.size(), own, others));
            }
        }
        requireOrder(data.values());
        return new Catalog(next, seed, data, number);
    }

    /** The change log goes by the numbers of tables, and what is made of it by their places. */
    private static void requireOrder(Collection<TableData> tables) {
        long last = -1;
        for (TableData table : tables) {
            long number = table.heap().identity().number();
            if (number <= last) {
                String message = "table " + table.structure().name() + " has lost its place";
                throw new Fault(ErrorCode.INTERNAL, message);
            }
            last = number;
        }
    }

    private static void add(Map<String, List<Reference>> map, String table, Reference reference) {
        map.computeIfAbsent(Names.fold(table), name -> new ArrayList<>()).add(reference);
    }
}
