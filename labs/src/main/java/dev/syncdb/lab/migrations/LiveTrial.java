package dev.syncdb.lab.migrations;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.migration.SchemaVersion;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.server.ServerOptions;
import dev.syncdb.server.SyncServer;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One migration with a server that has rows and with live phones: one stays at the older version,
 * one is updated with work that was not sent, one has the newer version from the start. All of them
 * and the server's own code write in every table. In the end each shows just what its version shows
 * of what the server has. Used once.
 */
final class LiveTrial {

    private final Step step;
    private final SampleRows samples;
    private final int rows;
    private final Environment environment;
    private final SchemaVersions older;
    private final SchemaVersions both;
    private int writes;

    /** Fails with Incorrect if the draft is no script of a version. */
    LiveTrial(Step step, SampleRows samples, int rows, Environment environment) {
        this.step = step;
        this.samples = samples;
        this.rows = rows;
        this.environment = environment;
        SchemaVersion first = new SchemaVersion(1, "older", step.older().script(), null);
        this.older = SchemaVersions.of(List.of(first));
        this.both = SchemaVersions.of(
                List.of(first, new SchemaVersion(2, "newer", step.draft().script(), null)));
    }

    /** How many statements the phones ran. */
    int writes() {
        return writes;
    }

    /** Runs it; returns what is wrong, or null. */
    @Nullable
    String run() {
        FakeDisk updatedDisk = new FakeDisk().forgetForces();
        try (SyncServer server = SyncServer.open(
                ServerOptions.of(new FakeDisk().forgetForces(), environment, Runnable::run, "")
                        .withSchema(ServedSchema.versions(older)))) {
            server.space(LivePhone.SPACE).write(session -> fill(session, older.schema(1)));
            try (Replica stays =
                    LivePhone.open(new FakeDisk().forgetForces(), environment, older)) {
                LivePhone.sync(stays, server);
                try (Replica leaves = LivePhone.open(updatedDisk, environment, older)) {
                    LivePhone.sync(leaves, server);
                    write(leaves, older.schema(1), rows);
                }
                server.serve(ServedSchema.forced(both, 1));
                try (Replica updated = LivePhone.open(updatedDisk, environment, both);
                        Replica fresh =
                                LivePhone.open(new FakeDisk().forgetForces(), environment, both)) {
                    LivePhone.sync(fresh, server);
                    write(stays, older.schema(1), rows + 2);
                    write(updated, both.schema(2), rows + 4);
                    write(fresh, both.schema(2), rows + 6);
                    int ofPhones = writes;
                    server.space(LivePhone.SPACE)
                            .write(session -> edit(session, both.schema(2), rows + 8));
                    writes = ofPhones;
                    for (int round = 0; round < 2; round++) {
                        LivePhone.sync(stays, server);
                        LivePhone.sync(updated, server);
                        LivePhone.sync(fresh, server);
                    }
                    String wrong = difference(stays, 1, server);
                    wrong = wrong == null ? difference(updated, 2, server) : wrong;
                    return wrong == null ? difference(fresh, 2, server) : wrong;
                }
            }
        }
    }

    private int fill(Session session, Schema schema) {
        session.execute("PRAGMA foreign_keys = OFF");
        for (Table table : schema.tables()) {
            for (Row row : samples.rows(schema, table, rows)) {
                insert(session, table, row);
            }
        }
        return rows;
    }

    private void write(Replica replica, Schema schema, int from) {
        replica.database().write(session -> edit(session, schema, from));
    }

    /** Adds a row to each table, edits some column of all rows, and takes one row away. */
    private int edit(Session session, Schema schema, int from) {
        for (Table table : schema.tables()) {
            List<Row> more = samples.rows(schema, table, from + 1);
            attempt(() -> insert(session, table, more.get(from)));
            Column column = edited(table);
            if (column != null) {
                Value value = samples.rows(schema, table, from + 1)
                        .get(from)
                        .at(SampleRows.written(table).indexOf(column));
                attempt(() -> session.execute(
                        "UPDATE " + quoted(table.name()) + " SET " + quoted(column.name()) + " = ?",
                        value));
            }
            attempt(() -> session.execute("DELETE FROM " + quoted(table.name()) + " WHERE "
                    + key(table) + " IN (SELECT " + key(table) + " FROM " + quoted(table.name())
                    + " ORDER BY 1 LIMIT 1 OFFSET " + from % rows + ")"));
        }
        return from;
    }

    /** What a rule refuses is not written. */
    private void attempt(Runnable statement) {
        try {
            statement.run();
            writes++;
        } catch (Incorrect refused) {
            // A key of a row that is there, or a parent that is not.
            writes += 0;
        }
    }

    private static void insert(Session session, Table table, Row row) {
        List<String> columns = new ArrayList<>();
        SampleRows.written(table).forEach(column -> columns.add(quoted(column.name())));
        String sql = "INSERT INTO " + quoted(table.name()) + " (" + String.join(", ", columns)
                + ") VALUES (?" + ", ?".repeat(columns.size() - 1) + ")";
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(row.at(i));
        }
        session.execute(sql, values.toArray());
    }

    /** A column that tells no row apart; null if there is none. */
    private static @Nullable Column edited(Table table) {
        for (int i = table.columns().size() - 1; i >= 0; i--) {
            int position = i;
            Column column = table.columns().get(i);
            boolean free = SampleRows.written(table).contains(column)
                    && !table.primaryKey().columns().contains(i)
                    && table.foreignKeys().stream()
                            .noneMatch(key -> key.columns().contains(position))
                    && table.indexes().stream()
                            .noneMatch(index -> index.unique()
                                    && index.columns().stream()
                                            .anyMatch(each -> each.column() == position));
            if (free) {
                return column;
            }
        }
        return null;
    }

    private static String key(Table table) {
        return quoted(table.columns().get(table.primaryKey().columns().get(0)).name());
    }

    private @Nullable String difference(Replica phone, int version, SyncServer server) {
        View view = StoredVersions.of(both, 1, 2).view(version);
        Database stored = server.space(LivePhone.SPACE).database();
        for (Table table : view.schema().tables()) {
            ViewedTable viewed = view.find(table.name());
            if (viewed == null) {
                return step + ": no table " + table.name() + " is stored";
            }
            Table kept = stored.schema().table(viewed.stored());
            List<String> shown = new ArrayList<>();
            List<String> there = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                if (!table.columns().get(i).isGenerated()) {
                    shown.add(table.columns().get(i).name());
                    there.add(kept.columns().get(viewed.place(i)).name());
                }
            }
            List<String> phones = read(phone.database(), table.name(), shown);
            List<String> servers = read(stored, viewed.stored(), there);
            if (!phones.equals(servers)) {
                return step + ": version " + version + " shows other rows in " + table.name();
            }
        }
        return null;
    }

    private static List<String> read(Database database, String table, List<String> columns) {
        StringBuilder sql = new StringBuilder("SELECT ");
        columns.forEach(column -> sql.append(quoted(column)).append(", "));
        sql.setLength(sql.length() - 2);
        List<String> all = new ArrayList<>();
        try (Rows found = database.query(sql + " FROM " + quoted(table))) {
            found.toList().forEach(row -> all.add(row.toString()));
        }
        all.sort(null);
        return all;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
