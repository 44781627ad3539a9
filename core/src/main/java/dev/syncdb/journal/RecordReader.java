package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;

/** Takes the records of a log, in order of number. */
public interface RecordReader {
    /**
     * One whole record. {@code body} is the reader's to keep; its addresses are those of the file,
     * unless the file is encrypted.
     */
    void record(long number, ByteSource body);
}
