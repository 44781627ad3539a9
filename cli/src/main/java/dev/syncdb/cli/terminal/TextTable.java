package dev.syncdb.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text under headings, in columns as wide as they need. Built up row by row by one thread.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();

    public TextTable(List<String> headings) {
        this.headings = List.copyOf(headings);
        headings.forEach(heading -> right.add(false));
    }

    /** Sets the columns from {@code first} on flush right, as numbers are. */
    public TextTable alignRightFrom(int first) {
        for (int i = first; i < right.size(); i++) {
            right.set(i, true);
        }
        return this;
    }

    /** Adds a row, which has a cell for each heading. */
    public void add(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException(
                    cells.size() + " cells under " + headings.size() + " headings");
        }
        rows.add(List.copyOf(cells));
    }

    /** The lines, the headings and a rule first. */
    public List<String> lines() {
        int[] widths = widths();
        List<String> lines = new ArrayList<>();
        lines.add(line(headings, widths));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        lines.add(line(rule, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(headings.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String pad = " ".repeat(widths[i] - width(cell));
            line.append(i == 0 ? "" : GAP).append(right.get(i) ? pad + cell : cell + pad);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
