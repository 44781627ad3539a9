package dev.syncdb.testkit.world.stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was promised, kept outside of the system: whose author was told that it is safe, what each
 * had seen, and how often the server took it in.
 */
public final class Ledger {
    private final List<Author> authors = new ArrayList<>();
    private final Map<String, Word> words = new HashMap<>();
    private final List<Word> lost = new ArrayList<>();

    /** Somebody who will write in a space. */
    public Author enter(String name, String space, boolean backend) {
        Author author = new Author(name, authors.size(), space, backend);
        authors.add(author);
        return author;
    }

    /** The next word of an author. */
    public Word next(Author author, long atMillis) {
        Word word = new Word(author, author.words().size() + 1, words.size(), atMillis);
        author.words().add(word);
        words.put(word.text(), word);
        return word;
    }

    /** The word of that text, or null. */
    public @Nullable Word find(String text) {
        return words.get(text);
    }

    public List<Author> authors() {
        return authors;
    }

    /** The server has taken in a word of the list. */
    public void published(Word word, long version) {
        List<Word> published = word.author().published();
        word.publish(version, published.size());
        published.add(word);
    }

    /** The server has taken in a word that is in no list. */
    public void publishedUnlisted(Word word, long version) {
        word.publish(version, 0);
    }

    /** How many words of each author the server has taken in, of those of a space. */
    public int[] published(String space) {
        int[] counts = new int[authors.size()];
        for (Author author : authors) {
            boolean here = author.space().equals(space);
            counts[author.index()] = here ? author.published().size() : 0;
        }
        return counts;
    }

    /**
     * The history of a space goes back; returns the words that it took in since that version, and
     * those of which only a record may tell, for that may be gone too.
     */
    public List<Word> rewind(String space, long version) {
        List<Word> lost = new ArrayList<>();
        for (Author author : authors) {
            if (author.space().equals(space)) {
                for (Word word : author.words()) {
                    if (word.version() > version) {
                        word.unpublish(version);
                        lost.add(word);
                    } else if (word.version() == 0 && !word.isListed()) {
                        lost.add(word);
                    }
                }
                author.published().removeIf(word -> word.timesPublished() == 0);
            }
        }
        int[] left = published(space);
        for (Word word : words.values()) {
            if (word.author().space().equals(space)) {
                word.setBasis(atMost(word.basis(), left));
            }
        }
        return lost;
    }

    private static int[] atMost(int[] counts, int[] limits) {
        int[] lower = counts.clone();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Math.min(lower[i], limits[i]);
        }
        return lower;
    }

    /** A word was promised and is nowhere. */
    public void lose(Word word) {
        lost.add(word);
    }

    /** How many transactions were attempted. */
    public int transactions() {
        return words.size();
    }

    public int lost() {
        return lost.size();
    }

    /** How many words took effect twice, or would have if a constraint had not been in the way. */
    public long twice() {
        return words.values().stream().filter(Ledger::tookEffectTwice).count();
    }

    private static boolean tookEffectTwice(Word word) {
        boolean refused = word.isRejected() && !word.isRefusalForgotten();
        return word.timesPublished() > (refused ? 0 : 1);
    }

    /** How many words their authors were told to be safe. */
    public long safe() {
        return words.values().stream().filter(Word::isSafe).count();
    }
}
