package dev.syncdb.store;

import dev.syncdb.store.tree.Tree;

/** The rows of every table in the order of its key and of its indexes, in one version. */
interface Orders {
    /** The number of the order of keys; index number n of a table has order n + 1. */
    int KEYS = 0;

    Tree<RowHead> tree(TableData table, int order);
}
