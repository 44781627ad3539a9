package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Reader;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.scope.Backfill;
import dev.syncdb.sync.view.Heard;
import dev.syncdb.sync.view.Interpreter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * In the words of which schema version a client speaks, and what these are to the space. A client
 * that has declared none has the tables that it was given: those of the newest version then, and
 * those that the server's own code has made beside it. Lives for one request.
 */
final class Wording {
    /** A deployment takes minutes; until then the phone works offline. */
    private static final long BEHIND_RETRY_MILLIS = 60_000;

    private final SpaceState state;
    private final SyncRequest request;
    private final @Nullable StoredVersions stored;
    private final int oldest;
    private final int version;
    private final int pushed;
    private @Nullable Refusal refusal;

    private Wording(
            SpaceState state,
            SyncRequest request,
            @Nullable StoredVersions stored,
            int oldest,
            int version) {
        this.state = state;
        this.request = request;
        this.stored = stored;
        this.oldest = oldest;
        this.version = version;
        int push = request.push().version();
        this.pushed = push == Push.PRESENT ? version : push;
    }

    /** The words of a request, once the space has the tables that are served. */
    static Wording of(SpaceState state, ServedSchema served, SyncRequest request, Reader rows) {
        SchemaVersions versions = served.versions();
        SchemaTag tag = request.schema();
        if (versions == null) {
            Wording plain = new Wording(state, request, null, 0, SchemaTag.UNDECLARED);
            boolean other = tag.version() != SchemaTag.UNDECLARED
                    && tag.hash() != state.hashOf(rows.schema());
            plain.refusal = other ? different(tag) : null;
            return plain;
        }
        StoredVersions stored = state.versions().stored(rows, versions);
        int newest = stored == null ? 0 : stored.newest();
        boolean declared = tag.version() != SchemaTag.UNDECLARED;
        Integer known = declared ? Integer.valueOf(tag.version()) : versions.numberOf(tag.hash());
        int version = known == null || (!declared && known < served.oldest()) ? newest : known;
        Wording wording = new Wording(state, request, stored, served.oldest(), version);
        wording.refusal = wording.problem(tag, versions);
        return wording;
    }

    /** Why nothing that the client says can be understood, or null. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** Why the client is told nothing, though what it pushes is taken; or null. */
    @Nullable
    Refusal tooOld() {
        return version >= oldest ? null : old(version);
    }

    /** The request as the space understands it. */
    Hearing hear(Reader rows) {
        Interpreter interpreter = interpreter(rows);
        Heard heard =
                interpreter == null ? new Heard(request, Map.of()) : interpreter.heard(request);
        Carrying carrying = stored == null
                ? new Carrying(null, version, state.environment())
                : new Carrying(stored.succession(), pushed, state.environment());
        return new Hearing(heard, carrying);
    }

    /** The answer as the client understands it. */
    Answer tell(Answer answer, Reader rows) {
        Interpreter interpreter = interpreter(rows);
        return interpreter == null ? answer : interpreter.told(answer, request);
    }

    /** What the client lacks in the rows that it has. */
    Backfill backfill() {
        int from = request.pull().upgradedFrom();
        StoredVersions known = stored;
        if (known == null || from == Pull.WHOLE || from >= version) {
            return Backfill.NONE;
        }
        View older = known.succession().view(from);
        return new LackingCells(
                older,
                known.view(version),
                older == null ? null : known.between(from, version),
                state.environment());
    }

    /** The tables that the client is to have. */
    Schema shown(Schema present) {
        return stored == null ? present : view(stored, version, present).schema();
    }

    /** True if the client brings its tables itself. */
    boolean isDeclared() {
        return request.schema().version() != SchemaTag.UNDECLARED;
    }

    private @Nullable Interpreter interpreter(Reader rows) {
        if (stored == null) {
            return null;
        }
        Schema present = rows.schema();
        View view = view(stored, version, present);
        View ofPush = pushed == version ? view : stored.view(pushed);
        boolean plain = view == ofPush
                && version == stored.newest()
                && view.isWhole()
                && showsAll(view, present);
        Interpreter.Records records = key -> {
            Image record = rows.get(ConflictTable.NAME, key);
            return record == null ? null : record.cells();
        };
        return plain ? null : new Interpreter(view, ofPush, present, records);
    }

    /** What the client is shown: who has declared nothing also sees what is of no version. */
    private View view(StoredVersions stored, int number, Schema present) {
        View view = stored.view(number);
        if (isDeclared() || number != stored.newest()) {
            return view;
        }
        Schema schema = view.schema();
        List<ViewedTable> tables = new ArrayList<>();
        for (Table table : schema.tables()) {
            ViewedTable viewed = view.find(table.name());
            if (viewed != null) {
                tables.add(viewed);
            }
        }
        int declared = tables.size();
        for (Table table : present.tables()) {
            boolean own = stored.schema().find(table.name()) != null;
            if (!own && Schema.isShared(table.name()) && !Schema.isLedger(table.name())) {
                schema = schema.with(table);
                tables.add(ViewedTable.whole(table));
            }
        }
        return tables.size() == declared ? view : new View(number, schema, tables);
    }

    private static boolean showsAll(View view, Schema present) {
        for (Table table : present.tables()) {
            boolean shared = Schema.isShared(table.name()) && !Schema.isLedger(table.name());
            if (shared && view.findStored(table.name()) == null) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Refusal problem(SchemaTag tag, SchemaVersions versions) {
        StoredVersions present = stored;
        if (present == null || version > present.newest()) {
            String message =
                    "the server does not have version " + tag.version() + " of the schema yet";
            return new Refusal(ErrorCode.SERVER_BEHIND, message, 0, BEHIND_RETRY_MILLIS);
        }
        if (Math.min(version, pushed) < present.oldest() || pushed > present.newest()) {
            return old(Math.min(version, pushed));
        }
        boolean same = !isDeclared() || tag.hash() == versions.hash(version);
        return same ? null : different(tag);
    }

    private Refusal old(int number) {
        String message = "version " + number + " of the schema is too old: from version " + oldest
                + " on they are served";
        return new Refusal(ErrorCode.SCHEMA, message, 0, 0);
    }

    private static Refusal different(SchemaTag tag) {
        String message = "version " + tag.version()
                + " of the schema has other tables on the server than on the phone";
        return new Refusal(ErrorCode.SCHEMA, message, 0, 0);
    }
}
