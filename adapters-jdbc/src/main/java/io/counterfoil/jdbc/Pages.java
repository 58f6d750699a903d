package io.counterfoil.jdbc;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is only added to, read a page at a time in the order of its numbers: no cursor stays open between pages, and memory holds one page. */
final class Pages {

    private Pages() {}

    /**
     * A stream over pages.
     *
     * @param after the page after a number, 0 for the first; an empty one ends the stream
     * @param number of an element
     */
    static <T> Stream<T> of(LongFunction<List<T>> after, ToLongFunction<T> number) {
        return of(0, after, number);
    }

    static <T> Stream<T> of(long from, LongFunction<List<T>> after, ToLongFunction<T> number) {
        Iterator<T> elements = new Iterator<>() {
            private final ArrayDeque<T> page = new ArrayDeque<>();
            private long last = from;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (page.isEmpty() && !ended) {
                    page.addAll(after.apply(last));
                    ended = page.isEmpty();
                }
                return !page.isEmpty();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no element after number " + last);
                }
                T next = page.remove();
                last = number.applyAsLong(next);
                return next;
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }
}
