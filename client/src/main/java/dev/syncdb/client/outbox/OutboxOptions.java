package dev.syncdb.client.outbox;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Durability;

/**
 * Where and how an outbox is kept.
 *
 * @param disk the folder of its files
 * @param durability of each local commit
 * @param owner whose transactions these are: space and user; they are never shown or pushed to
 *     anybody else
 * @param squashMillisMax how long after a transaction another one may be joined to it; 0 joins none
 */
public record OutboxOptions(Disk disk, Durability durability, String owner, long squashMillisMax) {}
