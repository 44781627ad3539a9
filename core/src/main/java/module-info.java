/** A relational database in memory. What it exports is its API. */
module dev.syncdb.core {
    requires static org.jspecify;

    exports dev.syncdb;
    exports dev.syncdb.error;
    exports dev.syncdb.value;
    exports dev.syncdb.clock;
    exports dev.syncdb.schema;
    exports dev.syncdb.change;
    exports dev.syncdb.merge;
    exports dev.syncdb.lens;
    exports dev.syncdb.migration;
    exports dev.syncdb.store;
    exports dev.syncdb.journal;

    // What the other modules are built from, and nobody else.
    exports dev.syncdb.codec to
            dev.syncdb.sync,
            dev.syncdb.client,
            dev.syncdb.server,
            dev.syncdb.testkit,
            dev.syncdb.cli,
            dev.syncdb.lab;
    exports dev.syncdb.delivery to
            dev.syncdb.client;
    exports dev.syncdb.delta to
            dev.syncdb.sync,
            dev.syncdb.client,
            dev.syncdb.server,
            dev.syncdb.lab;
    exports dev.syncdb.draft to
            dev.syncdb.cli,
            dev.syncdb.lab;
    exports dev.syncdb.sql.plan to
            dev.syncdb.client,
            dev.syncdb.server,
            dev.syncdb.lab;
    exports dev.syncdb.sql.syntax to
            dev.syncdb.cli,
            dev.syncdb.lab;
}
