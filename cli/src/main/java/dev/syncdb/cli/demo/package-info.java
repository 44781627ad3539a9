/**
 * The demo: some phones here, the server in a process of its own, a socket between them, and a
 * story that ends in the question whether all of them hold the same rows.
 *
 * <p>This package knows the client, the schema of any dump, and the words of the server's console,
 * and never imports the server itself.
 */
@NullMarked
package dev.syncdb.cli.demo;

import org.jspecify.annotations.NullMarked;
