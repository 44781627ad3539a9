package dev.syncdb.merge;

import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * A merge rule of an application's own, for columns that name it: {@code status TEXT RULE
 * workflow}. The server calls it once for each pair of edits that did not know of each other; a
 * phone calls it, too, to show what the server will probably say, if the function is registered
 * there.
 *
 * <p>It is to be a pure function of its arguments, and quick. It is trusted code: a time limit
 * finds out that it hangs, and switches it off, but does not isolate anybody from it.
 */
@FunctionalInterface
public interface MergeFunction {
    /**
     * What becomes of the two values.
     *
     * @param base what the author of {@code mine} saw there; null where nobody can say it any more
     * @param mine the value that arrives
     * @param theirs the value that is there, another one
     */
    MergeResult merge(@Nullable Value base, Value mine, Value theirs, MergeContext context);
}
