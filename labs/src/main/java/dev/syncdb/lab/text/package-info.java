/**
 * Texts that people really wrote, typed again on phones of a real server, and what that costs.
 *
 * <p>This package knows recorded editing traces, in which order their edits were made, and phones
 * whose requests it carries itself. It never imports a network.
 */
@NullMarked
package dev.syncdb.lab.text;

import org.jspecify.annotations.NullMarked;
