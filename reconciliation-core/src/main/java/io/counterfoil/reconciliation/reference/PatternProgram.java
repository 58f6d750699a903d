package io.counterfoil.reconciliation.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States of a pattern and the arrows between them. Complete when parsed; read-only from then on. */
final class PatternProgram {

    /** The state that ends a reading. */
    static final int END = 0;

    private static final int MOST_STATES = 2_000;

    private final List<State> states = new ArrayList<>();
    private int entry = END;

    PatternProgram() {
        states.add(new State(null, END, END));
    }

    /** A state that takes one character of the set. */
    int take(CharacterSet set, int next) {
        return add(new State(set, next, next));
    }

    /** A state that goes both ways without taking a character. */
    int fork(int one, int other) {
        return add(new State(null, one, other));
    }

    /** Turns a fork made earlier, which closes a loop. */
    void turn(int fork, int one, int other) {
        states.set(fork, new State(null, one, other));
    }

    private int add(State state) {
        if (states.size() == MOST_STATES) {
            throw new IllegalArgumentException("pattern of more than " + MOST_STATES
                    + " states, expected a shorter one\nMaybe a repetition counts too far");
        }
        states.add(state);
        return states.size() - 1;
    }

    PatternProgram enterAt(int state) {
        entry = state;
        return this;
    }

    /** The end of the longest stretch from the start that the pattern takes, -1 for none. */
    int longestAt(char[] text, int start, int longest) {
        Front front = new Front(states.size());
        Front next = new Front(states.size());
        reach(entry, front);
        int end = front.holds(END) ? start : -1;
        for (int at = start; at < text.length && at - start < longest && front.size > 0; at++) {
            next.clear();
            for (int i = 0; i < front.size; i++) {
                State state = states.get(front.list[i]);
                if (state.set() != null && state.set().holds(text[at])) {
                    reach(state.one(), next);
                }
            }
            Front last = front;
            front = next;
            next = last;
            boolean whole = at + 1 == text.length || !ReferencePattern.sameKind(text[at], text[at + 1]);
            if (whole && front.holds(END)) {
                end = at + 1;
            }
        }
        return end;
    }

    /** Adds the state and all that is reached from it without a character. */
    private void reach(int from, Front front) {
        int[] stack = front.stack;
        int depth = 0;
        stack[depth++] = from;
        while (depth > 0) {
            int index = stack[--depth];
            if (!front.add(index)) {
                continue;
            }
            State state = states.get(index);
            if (index != END && state.set() == null) {
                stack[depth++] = state.one();
                stack[depth++] = state.other();
            }
        }
    }

    /** One state: takes a character of the set and goes on to {@code one}, or without a set goes on to both. */
    private record State(@Nullable CharacterSet set, int one, int other) {}

    /** The states that are alive after a character. */
    private static final class Front {
        private final int[] list;
        private final boolean[] in;
        private final int[] stack;
        private int size;

        Front(int states) {
            list = new int[states];
            in = new boolean[states];
            stack = new int[2 * states + 2];
        }

        boolean add(int state) {
            if (in[state]) {
                return false;
            }
            in[state] = true;
            list[size++] = state;
            return true;
        }

        boolean holds(int state) {
            return in[state];
        }

        void clear() {
            for (int i = 0; i < size; i++) {
                in[list[i]] = false;
            }
            size = 0;
        }
    }

    /** Characters: ASCII ones by a bit each, all others alike. Immutable. */
    record CharacterSet(long low, long high, boolean others) {

        static final CharacterSet NONE = new CharacterSet(0, 0, false);
        static final CharacterSet ANY = NONE.inverted();

        static CharacterSet of(char from, char to) {
            CharacterSet set = NONE;
            for (char c = from; c <= to; c++) {
                set = c < 64
                        ? new CharacterSet(set.low | 1L << c, set.high, false)
                        : new CharacterSet(set.low, set.high | 1L << (c - 64), false);
            }
            return set;
        }

        CharacterSet or(CharacterSet added) {
            return new CharacterSet(low | added.low, high | added.high, others || added.others);
        }

        CharacterSet inverted() {
            return new CharacterSet(~low, ~high, !others);
        }

        /** Never true for a masked character. */
        boolean holds(char c) {
            if (c == RemittanceText.MASK) {
                return false;
            }
            return c < 64 ? (low >>> c & 1) == 1 : c < 128 ? (high >>> (c - 64) & 1) == 1 : others;
        }
    }
}
