package dev.syncdb.server.auth;

import java.util.Set;

/**
 * Somebody whom a token names.
 *
 * @param subject who it is; clients are bound to it
 * @param spaces the spaces that it may use; {@link #EVERY_SPACE} stands for all
 */
public record Principal(String subject, Set<String> spaces) {
    /** In the place of a space's id: all of them. No space has this id. */
    public static final String EVERY_SPACE = "*";

    public Principal {
        spaces = Set.copyOf(spaces);
    }

    public boolean may(String space) {
        return spaces.contains(space) || spaces.contains(EVERY_SPACE);
    }
}
