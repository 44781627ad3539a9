package dev.syncdb.lab.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.schema.MergeRule;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The laws hold of all rules, and each of them notices what does not keep it. */
@Order(2)
class LawsTest {
    private static final int TRIES = 1_000;
    private static final long SEED = 20_261_130;

    @Test
    void allRulesKeepAllLawsThatTheyPromise() {
        List<String> failed = new ArrayList<>();
        for (Law law : Law.values()) {
            for (MergeRule rule : MergeRule.values()) {
                if (law.holdsOf(rule)) {
                    failed.add(Trial.of(law, rule, TRIES, SEED).failure());
                }
            }
        }
        failed.removeIf(String::isEmpty);
        assertEquals("", String.join("\n", failed));
    }

    @Test
    void rulesThatPromiseNoLawBreakIt() {
        breaks(Law.IDEMPOTENT, MergeRule.COUNTER);
        breaks(Law.IDEMPOTENT, MergeRule.LIST);
        breaks(Law.IDEMPOTENT, MergeRule.MERGED);
        breaks(Law.ORDER_INDEPENDENT, MergeRule.FIRST_WINS);
        breaks(Law.ORDER_INDEPENDENT, MergeRule.LWW_ARRIVAL);
        breaks(Law.BY_ARRIVAL, MergeRule.LWW);
        breaks(Law.BY_ARRIVAL, MergeRule.MAX);
        breaks(Law.FORESEEN, MergeRule.FIRST_WINS);
        breaks(Law.FORESEEN, MergeRule.MIN);
    }

    @Test
    void whatIsDecidedByChanceIsNoticed() {
        int[] calls = {0};
        noticed(Law.DETERMINISTIC, MergeRule.LWW, judge -> new Planted(judge) {
            @Override
            public Outcome push(Edit edit) {
                boolean other = calls[0]++ % 7 == 3;
                return super.push(other ? new Edit(edit.writer(), Value.NULL, 1) : edit);
            }
        });
    }

    @Test
    void aValueThatIsChangedWhenItIsWrittenAgainIsNoticed() {
        noticed(Law.SETTLED, MergeRule.COUNTER, judge -> new Planted(judge) {
            @Override
            public Outcome push(Edit edit) {
                boolean again = edit.after().equals(seen()) && !seen().isNull();
                Value more = again ? Value.of(edit.after().asLong() + 1) : edit.after();
                return super.push(new Edit(edit.writer(), more, edit.millis()));
            }
        });
    }

    @Test
    void aLostRecordIsNoticed() {
        for (MergeRule rule : List.of(
                MergeRule.LWW,
                MergeRule.FIRST_WINS,
                MergeRule.MAX,
                MergeRule.LIST,
                MergeRule.MAP,
                MergeRule.MERGED,
                MergeRule.RULE)) {
            noticed(Law.NOTHING_LOST, rule, judge -> new Planted(judge) {
                @Override
                public Outcome push(Edit edit) {
                    Outcome outcome = super.push(edit);
                    return new Outcome(outcome.value(), outcome.differing(), List.of());
                }
            });
        }
    }

    @Test
    void anIncrementOrElementThatIsLostIsNoticed() {
        for (MergeRule rule : List.of(MergeRule.COUNTER, MergeRule.ORSET, MergeRule.MERGED)) {
            noticed(Law.NOTHING_LOST, rule, judge -> new Planted(judge) {
                private Outcome last = new Outcome(Value.NULL, false, List.of());

                @Override
                public Outcome push(Edit edit) {
                    boolean third = edit.writer() == 3;
                    last = third ? last : super.push(edit);
                    return last;
                }
            });
        }
    }

    @Test
    void aPieceThatIsTornIsNoticed() {
        noticed(Law.CONTIGUOUS, MergeRule.LIST, judge -> new Planted(judge) {
            @Override
            public Outcome push(Edit edit) {
                Outcome outcome = super.push(edit);
                List<String> torn = new ArrayList<>(Lists.of(outcome.value()));
                if (torn.size() > 1) {
                    torn.add(0, torn.remove(torn.size() - 1));
                }
                Value value = Value.of("[" + String.join(",", torn) + "]");
                return new Outcome(value, true, outcome.records());
            }
        });
    }

    @Test
    void aWrongPredictionIsNoticed() {
        for (Law law : List.of(Law.PREDICTED, Law.FORESEEN)) {
            noticed(law, MergeRule.LWW, judge -> new Planted(judge) {
                @Override
                public Value predicted(Edit edit) {
                    return edit.writer() == 2 ? seen() : super.predicted(edit);
                }
            });
        }
    }

    @Test
    void aFailureNamesLawRuleSeedAndTryAndComesAgain() {
        String failure = Trial.of(Law.BY_ARRIVAL, MergeRule.LWW, TRIES, 5).failure();

        assertTrue(failure.startsWith("by-arrival of "), failure);
        assertTrue(failure.contains(" LWW, seed 5, try "), failure);
        assertEquals(failure, Trial.of(Law.BY_ARRIVAL, MergeRule.LWW, TRIES, 5).failure());
    }

    @Test
    void theCommandSaysWhatWasTried() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        assertEquals(0, LawsCommand.run(words("--tries 3 --seed 7 --json"), out, System.err));
        assertEquals(0, LawsCommand.run(words("--tries 3"), out, System.err));

        String said = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(
                said.startsWith("{\"seed\":7,\"laws\":[{\"law\":\"deterministic\",\"rule\":"
                        + "\"LWW\",\"tries\":3,\"seconds\":"),
                said);
        assertTrue(said.contains("],\"failed\":[]}"), said);
        assertTrue(said.contains("\nby-arrival "), said);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String mistake : List.of("--tries 0", "--tries x", "--seed x", "--seed", "--fly 1")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> LawsCommand.run(words(mistake), System.out, System.err),
                    mistake);
        }
    }

    /** Passes everything on; what a test plants is in its subclasses. */
    private static class Planted implements Judge {
        private final Judge real;

        Planted(Judge real) {
            this.real = real;
        }

        @Override
        public void begin(Value value) {
            real.begin(value);
        }

        @Override
        public void everybodySees() {
            real.everybodySees();
        }

        @Override
        public Value seen() {
            return real.seen();
        }

        @Override
        public Outcome push(Edit edit) {
            return real.push(edit);
        }

        @Override
        public Value predicted(Edit edit) {
            return real.predicted(edit);
        }
    }

    private static void breaks(Law law, MergeRule rule) {
        assertFalse(law.holdsOf(rule), law + " of " + rule);
        Trial trial = Trial.of(law, rule, TRIES, SEED);
        assertFalse(trial.holds(), law + " of " + rule + " is not noticed to be broken");
    }

    private static void noticed(Law law, MergeRule rule, UnaryOperator<Judge> plant) {
        Subject subject = Subject.of(rule);
        String type = subject.kind().types().get(0);
        Judge judge = plant.apply(subject.judge(type));
        SeededRandom random = new SeededRandom(SEED);
        assertThrows(
                AssertionError.class,
                () -> {
                    for (int i = 0; i < TRIES; i++) {
                        Script script = subject.script(random.split(), type, false);
                        law.check(judge, subject.kind(), script);
                    }
                },
                law + " of " + rule + " does not notice what is planted");
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }
}
