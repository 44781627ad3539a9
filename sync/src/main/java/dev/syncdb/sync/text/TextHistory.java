package dev.syncdb.sync.text;

import dev.syncdb.change.RowName;

import java.util.List;

/**
 * What became of texts lately. A port: a server keeps as much of it as it likes, since whoever
 * misses something gets the whole text. Lives as long as the transaction or snapshot that it reads.
 */
public interface TextHistory {
    /** Nothing is remembered. */
    TextHistory NONE = (row, column, version) -> List.of();

    /**
     * The newest entries of a text behind a version, in order. That they are all there is to be
     * seen by them: each says which one was before it.
     *
     * @param row with its handle
     */
    List<TextEntry> since(RowName row, int column, long version);
}
