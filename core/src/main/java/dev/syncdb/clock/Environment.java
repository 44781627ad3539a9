package dev.syncdb.clock;

/** What the functions of SQL may ask of the outside world: the time and a random number. */
public record Environment(Clock clock, RandomSource random) {}
