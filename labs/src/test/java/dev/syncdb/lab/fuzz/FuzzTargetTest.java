package dev.syncdb.lab.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What the fuzzer has found out is tried again, and some of it damaged. */
final class FuzzTargetTest {
    private static final int DAMAGED_PER_INPUT = 20;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void everyInputOfTheCorpusEndsInAValueOrARefusal(FuzzTarget target) {
        List<byte[]> inputs = Corpus.of(target);
        inputs.forEach(target::feed);
        target.feed(new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(value = FuzzTarget.class, names = "DATABASE_FILE", mode = EnumSource.Mode.EXCLUDE)
    void thereIsSomethingToBeginAt(FuzzTarget target) {
        assertFalse(Corpus.of(target).isEmpty(), target + " has no input that makes sense");
    }

    @ParameterizedTest
    @EnumSource(
            value = FuzzTarget.class,
            names = {"SEALED_REQUEST", "SEALED_RESPONSE", "CHANGES", "ROW", "KEY", "OUTCOME", "SQL"
            })
    void damagedInputsEndInAValueOrARefusal(FuzzTarget target) {
        long seed = 4;
        SplittableRandom random = new SplittableRandom(seed);
        for (byte[] input : Corpus.of(target)) {
            for (int i = 0; i < DAMAGED_PER_INPUT && input.length > 0; i++) {
                byte[] damaged = Arrays.copyOf(input, 1 + random.nextInt(input.length));
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                target.feed(damaged);
            }
        }
    }

    @Test
    void aBugIsNotTakenForARefusal() {
        Fault bug = new Fault(ErrorCode.INTERNAL, "a bug");
        assertTrue(
                assertThrows(Fault.class, () -> FuzzTarget.requireRefusal(bug)) == bug,
                "what says that it is our bug is one");
    }
}
