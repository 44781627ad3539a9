package dev.syncdb.server.space;

/** The schema that a server serves now. May be asked and changed by anybody. */
public final class CurrentSchema {
    private volatile ServedSchema schema;

    /** @param first the schema that is served until another one is */
    public CurrentSchema(ServedSchema first) {
        this.schema = first;
    }

    /** The schema. */
    public ServedSchema get() {
        return schema;
    }

    /** Serves another one from now on. */
    public void set(ServedSchema other) {
        schema = other;
    }
}
