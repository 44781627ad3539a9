package dev.syncdb.server.space;

import dev.syncdb.store.Inconsistency;

import java.util.List;

/** A check of a whole space, in the loop because nobody may write meanwhile. */
final class SpaceCheck extends Work<List<Inconsistency>> {
    SpaceCheck(String space) {
        super(space);
    }

    @Override
    void judge(SpaceState state) {}

    @Override
    List<Inconsistency> answer(SpaceState state) {
        return state.store().check();
    }
}
