package dev.syncdb.store;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows by number, in many short arrays: a collector has to be told of each reference that is put
 * into an array so large that it is old from the beginning. Confined to its owner.
 */
final class HeadList extends AbstractList<RowHead> {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_SIZE = 1 << PAGE_SHIFT;

    private final List<RowHead[]> pages = new ArrayList<>();
    private int size;

    @Override
    public RowHead get(int number) {
        return pages.get(number >> PAGE_SHIFT)[number & (PAGE_SIZE - 1)];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean add(RowHead head) {
        int place = size & (PAGE_SIZE - 1);
        if (place == 0) {
            pages.add(new RowHead[PAGE_SIZE]);
        }
        pages.get(size >> PAGE_SHIFT)[place] = head;
        size++;
        return true;
    }

    @Override
    public RowHead[] toArray() {
        RowHead[] all = new RowHead[size];
        for (int from = 0; from < size; from += PAGE_SIZE) {
            int count = Math.min(PAGE_SIZE, size - from);
            System.arraycopy(pages.get(from >> PAGE_SHIFT), 0, all, from, count);
        }
        return all;
    }
}
