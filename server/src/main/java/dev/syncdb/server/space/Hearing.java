package dev.syncdb.server.space;

import dev.syncdb.sync.view.Heard;

/**
 * A request as the space understands it.
 *
 * @param heard the request, in the words of what is stored
 * @param carrying carries what it pushes to the cells that only other versions have
 */
record Hearing(Heard heard, Carrying carrying) {}
