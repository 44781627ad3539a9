package dev.syncdb.delta;

/** A value in an object: another object, or anything else. */
sealed interface JsonNode permits JsonNode.Leaf, JsonMap {
    /** The value in JSON, without blanks. */
    String text();

    /** A value that has no members of its own, an array among them. */
    record Leaf(String text) implements JsonNode {}
}
