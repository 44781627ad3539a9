package dev.syncdb.sync.message;

import dev.syncdb.error.ErrorCode;

/**
 * Why a transaction was refused for good.
 *
 * @param table the table to blame, "" where none is
 * @param column the column to blame, "" where none is
 */
public record Rejection(ErrorCode code, String message, String table, String column) {}
