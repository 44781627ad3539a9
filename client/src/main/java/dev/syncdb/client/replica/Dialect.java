package dev.syncdb.client.replica;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.client.outbox.RejectedTransaction;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.TableLens;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.apply.Intents;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.pull.Pull;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In the words of which schema version a replica speaks, and how it says what was written in those
 * of older ones. Where no versions are declared there is but one way to say things. Immutable.
 */
final class Dialect {
    /** A version of a schema, and what rows of the replica are in its words. */
    interface Older {
        Schema schema();

        /** The rows as the server told them, in these words. */
        Intents.Told told(Intents.Told present);
    }

    private final @Nullable SchemaVersions versions;
    private final Environment environment;
    private final RowsVersion rows;

    /** @param versions those that the app declares, of which the rows are; null if it does not */
    Dialect(@Nullable SchemaVersions versions, Environment environment, RowsVersion rows) {
        this.versions = versions;
        this.environment = environment;
        this.rows = rows;
    }

    /** The dialect of a replica that takes whatever tables the server has. */
    static Dialect undeclared(Environment environment) {
        return new Dialect(null, environment, RowsVersion.of(SchemaTag.UNDECLARED));
    }

    boolean isDeclared() {
        return versions != null;
    }

    /** The number of the version; {@link SchemaTag#UNDECLARED} if none is declared. */
    int version() {
        return rows.number();
    }

    /** See {@link RowsVersion#upgradedFrom}. */
    int upgradedFrom() {
        return rows.upgradedFrom();
    }

    /** True if rows lack what the server may know of columns that came with an upgrade. */
    boolean isBackfilling() {
        return rows.upgradedFrom() != Pull.WHOLE;
    }

    /** The declared version, or null. */
    @Nullable
    SchemaTag tag() {
        return versions == null ? null : new SchemaTag(version(), versions.hash(version()));
    }

    /** The same, where the rows lack what versions above {@code older} have. */
    Dialect upgradedFrom(int older) {
        return older == upgradedFrom()
                ? this
                : new Dialect(versions, environment, rows.upgradedFrom(older));
    }

    /** What is to be kept of it with the rows, for these transactions. */
    RowsVersion kept(List<PendingTransaction> pending, List<RejectedTransaction> rejected) {
        Set<Integer> nonces = new HashSet<>();
        pending.forEach(each -> nonces.add(each.nonce()));
        rejected.forEach(each -> nonces.add(each.transaction().nonce()));
        return rows.keeping(nonces);
    }

    /** What a transaction is in these words. */
    Form form(PendingTransaction written) {
        if (versions == null || isOwn(written)) {
            return Form.of(written.operations());
        }
        Form known = rows.forms().get(written.nonce());
        boolean fits = known != null
                && known.operations().size() == written.operations().size();
        if (known != null && fits) {
            return known.named(written.operations());
        }
        Lens lens = versions.between(written.version(), version());
        return new Carry(lens, environment).form(Form.of(written.operations()));
    }

    /** Transactions as they are shown here: in these words. */
    List<PendingTransaction> shown(List<PendingTransaction> written) {
        if (written.stream().allMatch(this::isOwn)) {
            return written;
        }
        List<PendingTransaction> shown = new ArrayList<>(written.size());
        written.forEach(each -> shown.add(shown(each)));
        return shown;
    }

    /** A transaction as it is shown here. */
    PendingTransaction shown(PendingTransaction written) {
        return isOwn(written) ? written : written.doing(form(written).present()).saidIn(version());
    }

    /** Rejected transactions as they are shown here. */
    List<RejectedTransaction> shownRejected(List<RejectedTransaction> written) {
        List<RejectedTransaction> shown = new ArrayList<>(written.size());
        for (RejectedTransaction each : written) {
            shown.add(new RejectedTransaction(
                    each.id(), shown(each.transaction()), each.rejection()));
        }
        return shown;
    }

    /** True if all that these transactions do can be shown. */
    boolean showsAll(List<PendingTransaction> written) {
        return written.stream().allMatch(each -> isOwn(each) || form(each).complete());
    }

    /** An older version; null for the present one, and where none is declared. */
    @Nullable
    Older older(int number) {
        SchemaVersions known = versions;
        if (known == null || number == version() || number == SchemaTag.UNDECLARED) {
            return null;
        }
        return new OlderVersion(
                known.schema(number), known.between(number, version()), environment);
    }

    private boolean isOwn(PendingTransaction written) {
        return versions == null
                || written.version() == version()
                || written.version() == SchemaTag.UNDECLARED;
    }

    private record OlderVersion(Schema schema, Lens lens, Environment environment)
            implements Older {
        @Override
        public Intents.Told told(Intents.Told present) {
            return row -> {
                TableLens table = lens.ofOlder(row.table());
                if (table == null) {
                    return Schema.isLedger(row.table()) ? present.row(row) : null;
                }
                RowName name = new RowName(table.newer().name(), row.key(), row.handle());
                Image image = present.row(name);
                return image == null
                        ? null
                        : new Image(table.older(image.cells(), environment), image.hidden());
            };
        }
    }
}
