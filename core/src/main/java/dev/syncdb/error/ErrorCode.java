package dev.syncdb.error;

/**
 * Every failure that SyncDB reports, documented once. The names are stable: they travel on the wire
 * and stand in {@code syncdb_rejected}; the order carries no meaning.
 */
public enum ErrorCode {
    /** A statement or script is not in the SQL dialect; the message names line and column. */
    SYNTAX,
    /** The statement is valid in SQLite but not yet understood here. */
    UNSUPPORTED,
    /** No table of that name. */
    UNKNOWN_TABLE,
    /** No index of that name. */
    UNKNOWN_INDEX,
    /** No column of that name. */
    UNKNOWN_COLUMN,
    /** No function of that name, or none with that number of arguments. */
    UNKNOWN_FUNCTION,
    /** A column name that several tables of the statement have. */
    AMBIGUOUS_COLUMN,
    /** A parameter of a statement was not given a value, or one that is not there was. */
    PARAMETER,
    /** A table or index of that name exists already. */
    ALREADY_EXISTS,
    /** A schema that contradicts itself: two primary keys, a key over an unknown column. */
    SCHEMA,
    /** The value is of a type that the column does not take. */
    WRONG_TYPE,
    /** The text or blob is longer than the column allows. */
    TOO_LONG,
    /** A number left the range of 64-bit integers, or another documented limit was passed. */
    OUT_OF_RANGE,
    /** NULL in a column that forbids it. */
    NOT_NULL,
    /** A second row with the same primary key. */
    PRIMARY_KEY,
    /** A second row with the same values in the columns of a UNIQUE constraint or index. */
    UNIQUE,
    /** A CHECK expression was false. */
    CHECK,
    /**
     * A row refers to a parent that is not there, or a parent was removed from under its children.
     */
    FOREIGN_KEY,
    /** The transaction is over, read-only, nested, or used from two threads. */
    TRANSACTION,
    /** A named limit of size or count was passed; the message names it. */
    LIMIT,
    /** The memory that the options allow is used up; what was deleted and forgotten makes room. */
    MEMORY_BUDGET,
    /** The database or client is closed. */
    CLOSED,
    /** Another process, or another object of this one, has the data folder open. */
    STORE_IN_USE,
    /** Another process listens on the port. */
    PORT_IN_USE,
    /** A configuration that would be unsafe or cannot work. */
    CONFIGURATION,
    /** The disk refused a read, write or force. */
    IO,
    /**
     * The disk refused to make a commit durable, and then to take it back. The commit is undone,
     * but the database may bring it back when it is opened again.
     */
    OUTCOME_UNKNOWN,
    /** Bytes of a log or snapshot file are not what was written. */
    CORRUPT_FILE,
    /** A file was written by a version that this one does not read. */
    FILE_VERSION,
    /** A file is encrypted, and no keys were given. */
    ENCRYPTED,
    /** Keys were given, but a file is not encrypted. It may be a forgery. */
    NOT_ENCRYPTED,
    /** A file names a key that the key provider does not have. */
    UNKNOWN_KEY,
    /** The key of the id that a file names is not the one that the file was written with. */
    WRONG_KEY,
    /** Bytes received are no message of this protocol. */
    MALFORMED_MESSAGE,
    /** A message of a protocol version that this one does not speak. */
    PROTOCOL_VERSION,
    /** The row is not there (any more). */
    ROW_ABSENT,
    /** What was read has changed meanwhile. */
    CHANGED,
    /** No pending transaction of that number, or no rejected one of that id. */
    UNKNOWN_TRANSACTION,
    /** The transaction was sent, and only the server can end it now. */
    ALREADY_SENT,
    /** No record of a conflict of that id. */
    UNKNOWN_CONFLICT,
    /** Somebody has ended that conflict already. */
    ALREADY_RESOLVED,
    /** A conflict cannot be resolved in that way. */
    RESOLUTION,
    /** Pushed transaction refused because it builds on one that was refused. */
    CHAIN,
    /** Pushed transaction refused by a merge function of the application. */
    RULE,
    /**
     * Pushed transaction refused because a row that it expects is gone, or a cell of it is not as
     * its author saw it.
     */
    EXPECTATION_FAILED,
    /** No token, or one that nobody issued. */
    UNAUTHENTICATED,
    /** The token is valid but does not cover this. */
    FORBIDDEN,
    /** No such space, or it cannot be told to this caller. */
    UNKNOWN_SPACE,
    /** The server does not have the client's schema version yet. */
    SERVER_BEHIND,
    /** The server is overloaded or a sync of this client is in progress. */
    BUSY,
    /** The other side could not be reached, or the answer never came. */
    UNREACHABLE,
    /** The two histories of one client have parted: it was cloned or restored from a backup. */
    FORKED,
    /** What is waited for is not part of the server's history, which lost it. */
    REWOUND,
    /** What a token names is no part of the server's history: it was restored without that. */
    HISTORY_LOST,
    /** The time that the caller or the options allow was over. */
    DEADLINE,
    /** Work that the server has not judged would be lost. */
    UNSYNCED,
    /** A text is no token, or one of another kind. */
    TOKEN,
    /** The server does not remember what a brief request stands for: it is to be said in full. */
    NOT_REMEMBERED,
    /** Something that cannot happen. */
    INTERNAL
}
