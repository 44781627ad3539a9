package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.SchemaCompiler;

/** What all transactions of a store go by. */
record StoreRules(SchemaCompiler compiler, Environment environment, StoreOptions options) {}
