/**
 * The laws that the merge functions and the schema versions of an application keep, as tests of any
 * number of random cases.
 *
 * <p>This package knows values, merge functions, lenses and what the server requires of them. It
 * never imports the simulated world, stores or the network: each is tried alone.
 */
@NullMarked
package dev.syncdb.testkit.law;

import org.jspecify.annotations.NullMarked;
