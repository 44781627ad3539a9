package dev.syncdb.sync.push;

import dev.syncdb.error.ErrorCode;

/**
 * Why a transaction was refused for good.
 *
 * @param table the table to blame, "" where none is
 * @param column the column to blame, "" where none is
 * @param dependsOn the rejected transaction whose row it needs, if the code is CHAIN;
 *     {@link #NOTHING} otherwise
 */
public record Rejection(
        ErrorCode code, String message, String table, String column, long dependsOn) {
    /** It depends on no other transaction: numbers begin at 1. */
    public static final long NOTHING = 0;

    /** A rejection for a transaction's own sake. */
    public Rejection(ErrorCode code, String message, String table, String column) {
        this(code, message, table, column, NOTHING);
    }
}
