package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
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

    private Catalog(Schema schema, long seed, Map<String, TableData> tables) {
        this.schema = schema;
        this.seed = seed;
        this.tables = tables;
    }

    /** @param seed secret, for the hash of keys */
    static Catalog empty(long seed) {
        return new Catalog(Schema.EMPTY, seed, Map.of());
    }

    Schema schema() {
        return schema;
    }

    Collection<TableData> tables() {
        return tables.values();
    }

    /** The table of that name. Fails with UNKNOWN_TABLE. */
    TableData table(String name) {
        TableData found = tables.get(name);
        if (found == null) {
            found = tables.get(Names.fold(name));
        }
        if (found == null) {
            throw Incorrect.at(ErrorCode.UNKNOWN_TABLE, "no table " + name, name, null);
        }
        return found;
    }

    /** The very table to which a row belongs, or null if it was dropped or is not yet there. */
    @Nullable
    TableData find(TableIdentity identity) {
        TableData found = tables.get(identity.foldedName());
        return found != null && found.heap().identity() == identity ? found : null;
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

    /** The catalog of the schema that a CREATE or DROP made of this one's. */
    Catalog with(Schema next) {
        Map<String, List<Reference>> references = new HashMap<>();
        Map<String, List<Reference>> referrers = new HashMap<>();
        for (Table child : next.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                Reference reference = new Reference(child, key, next);
                add(references, child.name(), reference);
                add(referrers, key.parentTable(), reference);
            }
        }
        Map<String, TableData> data = new LinkedHashMap<>();
        for (Table table : next.tables()) {
            String name = Names.fold(table.name());
            TableData present = tables.get(name);
            List<Reference> own = references.getOrDefault(name, List.of());
            List<Reference> others = referrers.getOrDefault(name, List.of());
            boolean alone = own.isEmpty() && others.isEmpty();
            if (present == null) {
                Heap heap = new Heap(table, seed);
                data.put(name, new TableData(table, heap, data.size(), own, others));
            } else if (alone && present.isAloneAs(table, data.size())) {
                data.put(name, present);
            } else {
                Heap heap = kept(present, table);
                data.put(name, new TableData(table, heap, data.size(), own, others));
            }
        }
        return new Catalog(next, seed, data);
    }

    private static Heap kept(TableData present, Table next) {
        if (!present.structure().sql().equals(next.sql())) {
            String message = "the columns of table " + next.name() + " cannot be changed";
            throw Incorrect.at(ErrorCode.UNSUPPORTED, message, next.name(), null);
        }
        return present.heap();
    }

    private static void add(Map<String, List<Reference>> map, String table, Reference reference) {
        map.computeIfAbsent(Names.fold(table), name -> new ArrayList<>()).add(reference);
    }
}
