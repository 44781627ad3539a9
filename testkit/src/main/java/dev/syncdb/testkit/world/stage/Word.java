package dev.syncdb.testkit.world.stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One transaction as its author knows it. It carries a text that no other one has, so that its
 * traces can be found in every store. Kept outside of the system, and changed only by who watches.
 */
public final class Word {
    /** What its author was told. */
    public enum Told {
        /** Nothing yet, or that it failed in a way that leaves open what became of it. */
        NOTHING,
        /** That it was rolled back: it must never be seen. */
        UNDONE,
        /** That it is safe. */
        SAFE
    }

    /** The text in a register that nobody has written yet. */
    public static final String NONE = "-";

    private final Author author;
    private final int number;
    private final int serial;
    private final String text;
    private final long atMillis;
    private Told told = Told.NOTHING;
    private boolean listed;
    private int register;
    private String seen = NONE;
    private int[] basis = {};
    private Set<String> put = Set.of();
    private Set<String> took = Set.of();
    private final Set<String> deletedAt = new HashSet<>();
    private boolean refused;
    private boolean rejected;
    private boolean refusalForgotten;
    private @Nullable String waived;
    private @Nullable String onlyThere;
    private int timesPublished;
    private long version;
    private int place;
    private final List<Long> lostBehind = new ArrayList<>();

    Word(Author author, int number, int serial, long atMillis) {
        this.author = author;
        this.number = number;
        this.serial = serial;
        this.atMillis = atMillis;
        this.text = author.name() + "-" + number;
    }

    public Author author() {
        return author;
    }

    /** Its place among the words of its author, from 1. */
    public int number() {
        return number;
    }

    /** Its place among all words, from 0. */
    public int serial() {
        return serial;
    }

    public String text() {
        return text;
    }

    /** When it was written, in the world's own time. */
    public long atMillis() {
        return atMillis;
    }

    public Told told() {
        return told;
    }

    public void tell(Told what) {
        told = what;
    }

    public boolean isSafe() {
        return told == Told.SAFE;
    }

    /** True if the transaction puts its word into the list of words, which nothing ever leaves. */
    public boolean isListed() {
        return listed;
    }

    public void list() {
        listed = true;
    }

    /** The register that the transaction writes; 0 for none. */
    public int register() {
        return register;
    }

    /** What stood in that register when its author looked, just before writing. */
    public String seen() {
        return seen;
    }

    public void overwrites(int which, String what) {
        register = which;
        seen = what;
    }

    /** What the transaction put into tables with policies, text by text. */
    public Set<String> put() {
        return put;
    }

    /** What its author saw there, and does not see any more behind it. */
    public Set<String> took() {
        return took;
    }

    public void leaves(Set<String> putThere, Set<String> tookAway) {
        put = Set.copyOf(putThere);
        took = Set.copyOf(tookAway);
    }

    /** The rows with policies that the transaction deletes, be there a text in them or not. */
    public Set<String> deletedAt() {
        return Set.copyOf(deletedAt);
    }

    public void deletes(String row) {
        deletedAt.add(row);
    }

    /** How many published words of each author its own author had seen. */
    public int[] basis() {
        return basis;
    }

    public void setBasis(int[] counts) {
        basis = counts;
    }

    /** True once the server has refused it for good, whether or not its author knows. */
    public boolean isRefused() {
        return refused;
    }

    public void refuse() {
        refused = true;
    }

    /** True once its author has heard that the server refuses it for good. */
    public boolean isRejected() {
        return rejected;
    }

    public void reject() {
        refused = true;
        rejected = true;
    }

    /** Its author may not know any more that it was refused. */
    public void forgetRefusal() {
        refusalForgotten = rejected;
    }

    /** True if its author knew that it was refused, and may not know it any more. */
    public boolean isRefusalForgotten() {
        return refusalForgotten;
    }

    /** Why it may be lost for all its author was told; null if it may not. */
    public @Nullable String waived() {
        return waived;
    }

    public void waive(String reason) {
        waived = reason;
    }

    /** Why nobody but the server may have it any more; null if its phone should have it. */
    public @Nullable String onlyThere() {
        return onlyThere;
    }

    /** Its phone may have lost it; the server should have it, for now. */
    public void leaveToServer(String reason) {
        onlyThere = reason;
    }

    /** How often the server has taken it in, in the history that it has now. */
    public int timesPublished() {
        return timesPublished;
    }

    /** The version at which the server took it in; 0 if it did not. */
    public long version() {
        return version;
    }

    /** Its place among the published words of its author, from 0, if it is a listed one. */
    public int place() {
        return place;
    }

    void publish(long atVersion, int atPlace) {
        timesPublished++;
        version = atVersion;
        place = atPlace;
    }

    /** The history that took it in never was, behind {@code at}. */
    void unpublish(long at) {
        timesPublished = 0;
        version = 0;
        lostBehind.add(at);
    }

    /** The versions behind which a history with this in it was given up. */
    public List<Long> lostBehind() {
        return lostBehind;
    }

    @Override
    public String toString() {
        return text;
    }
}
