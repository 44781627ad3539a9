/** The syncdb command. It knows client, server and servlet, and never imports lab or testkit. */
@NullMarked
package dev.syncdb.cli;

import org.jspecify.annotations.NullMarked;
