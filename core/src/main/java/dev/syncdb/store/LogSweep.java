package dev.syncdb.store;

import java.util.List;

/** One pass over the blocks of a change log that lets go of dead entries. */
final class LogSweep {
    private int unswept;
    private int next;
    private int entry;
    private long gone;
    private boolean replaced;
    private LogBlock kept = LogBlock.empty();

    /** Keeps the compiler from leaving out what it adds up. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    /** @param blocks how many, from the first on, are to be swept */
    LogSweep(int blocks) {
        unswept = blocks;
    }

    boolean isOver() {
        return unswept == 0;
    }

    /** True if the last run has replaced a block. */
    boolean hasReplaced() {
        return replaced;
    }

    /**
     * Looks at so many entries more. A block that has been looked at wholly is replaced by what was
     * live in it, if that fits together with the block before it.
     *
     * @param state the newest, in which entries are live or dead
     * @return how many entries have left {@code blocks}
     */
    long run(List<LogBlock> blocks, View state, int entries) {
        long left = 0;
        replaced = false;
        fetch(blocks, entries);
        for (int i = 0; i < entries && unswept > 0; i++) {
            LogBlock block = blocks.get(next);
            if (entry == block.size()) {
                left += gone;
                replace(blocks);
            } else {
                take(block.version(entry), block.head(entry), state);
                entry++;
            }
        }
        return left;
    }

    // Rows lie anywhere in memory: they are fetched all at once, not one after the other.
    private void fetch(List<LogBlock> blocks, int entries) {
        if (unswept > 0) {
            LogBlock block = blocks.get(next);
            int end = (int) Math.min(block.size(), (long) entry + entries);
            for (int i = entry; i < end; i++) {
                RowVersion newest = block.head(i).newest();
                touched += newest == null ? 0 : newest.version();
            }
        }
    }

    private void take(long version, RowHead head, View state) {
        if (LogView.isLive(version, head, state)) {
            kept.add(version, head);
        } else {
            gone++;
        }
    }

    private void replace(List<LogBlock> blocks) {
        LogBlock before = next == 0 ? null : blocks.get(next - 1);
        if (kept.size() == 0) {
            blocks.remove(next);
        } else if (before != null && before.size() + kept.size() <= LogBlock.ENTRIES_MAX) {
            blocks.set(next - 1, before.with(kept));
            blocks.remove(next);
        } else {
            blocks.set(next, kept);
            next++;
        }
        replaced = true;
        kept = LogBlock.empty();
        entry = 0;
        gone = 0;
        unswept--;
    }
}
