package io.counterfoil.payments.ledger.internal;

import org.jspecify.annotations.Nullable;

/**
 * From texts to numbers, by open addressing with linear probing; texts are never taken out. Not thread-safe.
 */
public final class TextIndex {

    private static final int GOLDEN = 0x9E3779B9;

    private @Nullable String[] texts;
    private int[] numbers;
    private int size;

    /** An empty index. */
    public TextIndex() {
        this(new @Nullable String[32], new int[32], 0);
    }

    private TextIndex(@Nullable String[] texts, int[] numbers, int size) {
        this.texts = texts;
        this.numbers = numbers;
        this.size = size;
    }

    /** The number of the text, or -1 where it has none. */
    public int find(String text) {
        int slot = slot(texts, text);
        return texts[slot] == null ? -1 : numbers[slot];
    }

    /**
     * Gives the text a number.
     *
     * @throws IllegalStateException where it has one
     */
    public void add(String text, int number) {
        if (size >= texts.length - (texts.length >> 2)) {
            grow();
        }
        int slot = slot(texts, text);
        if (texts[slot] != null) {
            throw new IllegalStateException("'" + text + "' has number " + numbers[slot] + ", cannot have " + number);
        }
        texts[slot] = text;
        numbers[slot] = number;
        size++;
    }

    /** How many texts. */
    public int size() {
        return size;
    }

    /** The same content in an index of its own. */
    public TextIndex copy() {
        return new TextIndex(texts.clone(), numbers.clone(), size);
    }

    private void grow() {
        @Nullable String[] oldTexts = texts;
        int[] oldNumbers = numbers;
        texts = new @Nullable String[Math.multiplyExact(oldTexts.length, 2)];
        numbers = new int[texts.length];
        for (int i = 0; i < oldTexts.length; i++) {
            String text = oldTexts[i];
            if (text != null) {
                int slot = slot(texts, text);
                texts[slot] = text;
                numbers[slot] = oldNumbers[i];
            }
        }
    }

    /** Where the text stands or would stand. */
    private static int slot(@Nullable String[] table, String text) {
        int hash = text.hashCode() * GOLDEN;
        int mask = table.length - 1;
        int slot = (hash ^ hash >>> 15) & mask;
        while (true) {
            String there = table[slot];
            if (there == null || there.equals(text)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }
}
