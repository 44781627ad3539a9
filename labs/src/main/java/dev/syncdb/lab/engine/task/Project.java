package dev.syncdb.lab.engine.task;

/** One row of the table {@code projects}, whose columns stand in this order. */
public record Project(String id, String name, String owner) {}
