/** The face of the database. It knows every package of core, and never imports anything of sync. */
@NullMarked
package dev.syncdb;

import org.jspecify.annotations.NullMarked;
