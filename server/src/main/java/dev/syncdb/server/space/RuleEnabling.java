package dev.syncdb.server.space;

/** Lets a space call a merge function again. */
final class RuleEnabling extends Work<String> {
    private final String name;

    RuleEnabling(String space, String name) {
        super(space);
        this.name = name;
    }

    @Override
    void judge(SpaceState state) {
        state.commit(transaction -> state.functions().enable(transaction, name));
    }

    @Override
    String answer(SpaceState state) {
        return name;
    }
}
