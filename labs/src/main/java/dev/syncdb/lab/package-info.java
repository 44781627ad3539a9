/** The lab command. It knows everything up to testkit, and never imports cli or servlet. */
@NullMarked
package dev.syncdb.lab;

import org.jspecify.annotations.NullMarked;
