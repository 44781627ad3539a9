/**
 * The laws of merging, tried with random edits of one cell: real rows of a real store, judged as
 * the server judges them and predicted as a phone predicts.
 *
 * <p>This package knows the rules of columns, how edits are judged and what is promised of that. It
 * never imports phones, servers or the network.
 */
@NullMarked
package dev.syncdb.lab.laws;

import org.jspecify.annotations.NullMarked;
