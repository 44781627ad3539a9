package dev.syncdb.lab.text;

import java.util.Arrays;

/** A list of numbers, cheaper than one of objects. Confined to one thread. */
final class Ints {
    private static final int FIRST = 16;

    private int[] items = new int[FIRST];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return items[index];
    }

    int last() {
        return items[size - 1];
    }

    void set(int index, int item) {
        items[index] = item;
    }

    void clear() {
        size = 0;
    }

    void add(int item) {
        insert(size, item);
    }

    void insert(int index, int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        System.arraycopy(items, index, items, index + 1, size - index);
        items[index] = item;
        size++;
    }

    void remove(int index) {
        System.arraycopy(items, index + 1, items, index, size - index - 1);
        size--;
    }

    /** Where an item is for the first time, or -1. */
    int indexOf(int item) {
        for (int i = 0; i < size; i++) {
            if (items[i] == item) {
                return i;
            }
        }
        return -1;
    }

    /** All of them. */
    int[] toArray() {
        return Arrays.copyOf(items, size);
    }
}
