/** The server as a servlet. It knows server, and never imports client or a servlet container. */
@NullMarked
package dev.syncdb.servlet;

import org.jspecify.annotations.NullMarked;
