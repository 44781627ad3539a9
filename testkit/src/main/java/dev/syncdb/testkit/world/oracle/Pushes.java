package dev.syncdb.testkit.world.oracle;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.encoding.OutcomeCodec;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.testkit.world.stage.Ledger;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which words are in which pushed transaction, by the value of the chain behind it, and so which
 * words the server has refused, whoever hears of it.
 */
public final class Pushes {
    private static final String OUTCOMES = "syncdb_outcomes";
    private static final int NUMBER = 1;
    private static final int CHAIN = 2;
    private static final int BODY = 3;

    private record Place(long number, int chain) {}

    private final Ledger ledger;
    private final Map<Place, List<Word>> words = new HashMap<>();

    public Pushes(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A phone sends this. */
    public void sent(Push push) {
        int chain = push.chainBefore();
        for (PushedTransaction transaction : push.transactions()) {
            chain = Chain.next(chain, transaction.nonce());
            words.computeIfAbsent(
                    new Place(transaction.number(), chain), any -> wordsOf(transaction));
        }
    }

    /** The server has published a change of one of its own tables. */
    void published(Change change) {
        if (change instanceof Change.Insert insert && insert.row().table().equals(OUTCOMES)) {
            Row row = insert.image().cells();
            Place place = new Place(row.longAt(NUMBER), (int) row.longAt(CHAIN));
            ByteSource body = new ByteSource(row.bytesAt(BODY), ErrorCode.CORRUPT_FILE);
            if (OutcomeCodec.read(body, place.number()).rejection() != null) {
                words.getOrDefault(place, List.of()).forEach(Word::refuse);
            }
        }
    }

    private List<Word> wordsOf(PushedTransaction transaction) {
        List<Word> found = new ArrayList<>();
        for (Change operation : transaction.operations()) {
            RowName row = operation.changed();
            boolean insert = operation instanceof Change.Insert;
            if (row != null && insert && row.table().equals(ProbeTables.WORDS)) {
                add(found, row.key().values().at(0));
            } else if (operation instanceof Change.Update update
                    && update.row().table().equals(ProbeTables.LEFTS)) {
                for (Cell cell : update.cells()) {
                    add(found, cell.after());
                }
            }
        }
        return found;
    }

    private void add(List<Word> found, Value text) {
        Word word = text.type() == ValueType.TEXT ? ledger.find(text.asText()) : null;
        if (word != null) {
            found.add(word);
        }
    }
}
