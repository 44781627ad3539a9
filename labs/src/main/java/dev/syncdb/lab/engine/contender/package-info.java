/**
 * The engines that are measured, each behind the same interface.
 *
 * <p>This package knows what each engine is asked, and how it is asked in its own words. It never
 * imports what measures it.
 */
@NullMarked
package dev.syncdb.lab.engine.contender;

import org.jspecify.annotations.NullMarked;
