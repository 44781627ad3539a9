/**
 * The laws that a merge function of an application keeps, as tests of any number of random cases.
 *
 * <p>This package knows values, merge functions and what the server requires of them. It never
 * imports the simulated world, stores or the network: a function is tried alone.
 */
@NullMarked
package dev.syncdb.testkit.law;

import org.jspecify.annotations.NullMarked;
