package dev.syncdb.schema;

import java.util.List;

/**
 * Which table a table was before a statement altered it, and where its columns come from. The rows
 * stay; their cells are where {@code sources} says.
 *
 * @param before the table's name before
 * @param after its name now
 * @param sources for each column as it is now the position that it had, or {@link #NEW}
 * @param asked false if the rows there are need not keep the rules of new columns: whoever altered
 *     the table gives them what they lack
 */
public record Alteration(String before, String after, List<Integer> sources, boolean asked) {
    /** The column was not there: every row has its default value in it. */
    public static final int NEW = -1;

    public Alteration {
        sources = List.copyOf(sources);
    }

    /** An alteration whose new columns suit all rows, or it fails. */
    public Alteration(String before, String after, List<Integer> sources) {
        this(before, after, sources, true);
    }

    /**
     * True if all columns there were are where they were, in front of those that are new: then no
     * row needs to be touched.
     *
     * @param columns how many columns there were
     */
    public boolean keepsPlaces(int columns) {
        if (sources.size() < columns) {
            return false;
        }
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i) != (i < columns ? i : NEW)) {
                return false;
            }
        }
        return true;
    }
}
