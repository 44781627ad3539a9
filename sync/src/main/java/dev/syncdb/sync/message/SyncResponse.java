package dev.syncdb.sync.message;

/** The server's half of the one message pair. */
public sealed interface SyncResponse permits Answer, News, Refusal, Rewound {}
