package io.counterfoil.reconciliation.reference;

import io.counterfoil.reconciliation.reference.PatternProgram.CharacterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Reads a pattern: characters, {@code . \d \D \w \W \s \S}, classes, groups, alternatives and the quantifiers {@code ? * + {n} {n,} {n,m}}. Each part becomes
 * a function from the state that follows it to the state that begins it. Not thread-safe: confine to one pattern.
 */
final class PatternParser {

    private static final int MOST_REPEATS = 70;
    private static final int DEEPEST = 50;
    private static final CharacterSet DIGITS = CharacterSet.of('0', '9');
    private static final CharacterSet WORD =
            DIGITS.or(CharacterSet.of('A', 'Z')).or(CharacterSet.of('a', 'z')).or(CharacterSet.of('_', '_'));
    private static final CharacterSet BLANKS = CharacterSet.of(' ', ' ').or(CharacterSet.of('\t', '\r'));

    private final String expression;
    private final PatternProgram program = new PatternProgram();
    private int at;
    private int depth;

    PatternParser(String expression) {
        this.expression = expression;
    }

    PatternProgram parse() {
        for (int i = 0; i < expression.length(); i++) {
            if (expression.charAt(i) >= 128) {
                at = i;
                throw wrong("a character outside ASCII", "ASCII; . or a negated class takes other characters");
            }
        }
        IntUnaryOperator whole = alternatives();
        if (at < expression.length()) {
            throw wrong("')' without '('", "balanced groups");
        }
        return program.enterAt(whole.applyAsInt(PatternProgram.END));
    }

    private IntUnaryOperator alternatives() {
        IntUnaryOperator first = sequence();
        if (!eats('|')) {
            return first;
        }
        IntUnaryOperator others = alternatives();
        return next -> program.fork(first.applyAsInt(next), others.applyAsInt(next));
    }

    private IntUnaryOperator sequence() {
        List<IntUnaryOperator> parts = new ArrayList<>();
        while (at < expression.length() && peek() != '|' && peek() != ')') {
            parts.add(quantified(atom()));
        }
        return next -> {
            int state = next;
            for (int i = parts.size() - 1; i >= 0; i--) {
                state = parts.get(i).applyAsInt(state);
            }
            return state;
        };
    }

    private IntUnaryOperator quantified(IntUnaryOperator part) {
        if (eats('?')) {
            return repeated(part, 0, 1);
        } else if (eats('*')) {
            return repeated(part, 0, -1);
        } else if (eats('+')) {
            return repeated(part, 1, -1);
        } else if (!eats('{')) {
            return part;
        }
        int least = number();
        int most = least;
        if (eats(',')) {
            most = at < expression.length() && peek() == '}' ? -1 : number();
        }
        if (!eats('}') || (most >= 0 && most < least)) {
            throw wrong("a repetition that does not close or counts down", "{n}, {n,} or {n,m}");
        }
        return repeated(part, least, most);
    }

    private IntUnaryOperator repeated(IntUnaryOperator part, int least, int most) {
        if (at < expression.length() && "?*+{".indexOf(peek()) >= 0) {
            throw wrong("a second quantifier", "one quantifier a part");
        }
        return next -> {
            int state = next;
            if (most < 0) {
                state = program.fork(next, next);
                program.turn(state, part.applyAsInt(state), next);
            }
            for (int i = least; i < most; i++) {
                state = program.fork(part.applyAsInt(state), next);
            }
            for (int i = 0; i < least; i++) {
                state = part.applyAsInt(state);
            }
            return state;
        };
    }

    private int number() {
        int start = at;
        int number = 0;
        while (at < expression.length() && CheckDigits.isDigit(peek()) && number <= MOST_REPEATS) {
            number = number * 10 + expression.charAt(at++) - '0';
        }
        if (at == start || number > MOST_REPEATS) {
            throw wrong("a repetition", "a count from 0 to " + MOST_REPEATS);
        }
        return number;
    }

    private IntUnaryOperator atom() {
        char c = expression.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> taking(characterClass());
            case '.' -> taking(CharacterSet.ANY);
            case '\\' -> taking(escaped());
            case '?', '*', '+', '{', '^', '$' -> {
                at--;
                throw wrong(
                        "'" + c + "'",
                        "a part to repeat; for the character itself \\" + c
                                + "; references are found anywhere, at the edges of words");
            }
            default -> taking(CharacterSet.of(c, c));
        };
    }

    private IntUnaryOperator taking(CharacterSet set) {
        return next -> program.take(set, next);
    }

    private IntUnaryOperator group() {
        if (expression.startsWith("?:", at)) {
            at += 2;
        } else if (at < expression.length() && peek() == '?') {
            throw wrong("'(?'", "plain groups: options, looking ahead and behind are not known here");
        }
        if (++depth > DEEPEST) {
            throw wrong("groups in groups", "at most " + DEEPEST);
        }
        IntUnaryOperator inside = alternatives();
        if (!eats(')')) {
            throw wrong("'(' without ')'", "balanced groups");
        }
        depth--;
        return inside;
    }

    private CharacterSet escaped() {
        if (at == expression.length()) {
            throw wrong("a backslash at the end", "a character after it");
        }
        char c = expression.charAt(at++);
        return switch (c) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.inverted();
            case 'w' -> WORD;
            case 'W' -> WORD.inverted();
            case 's' -> BLANKS;
            case 'S' -> BLANKS.inverted();
            default -> {
                if (WORD.holds(c)) {
                    at--;
                    throw wrong("'\\" + c + "'", "\\d \\D \\w \\W \\s \\S or an escaped sign");
                }
                yield CharacterSet.of(c, c);
            }
        };
    }

    private CharacterSet characterClass() {
        boolean inverted = eats('^');
        CharacterSet set = CharacterSet.NONE;
        boolean first = true;
        while (at < expression.length() && (first || peek() != ']')) {
            first = false;
            char from = expression.charAt(at++);
            if (from == '\\') {
                set = set.or(escaped());
                continue;
            }
            char to = from;
            if (at + 1 < expression.length() && peek() == '-' && expression.charAt(at + 1) != ']') {
                to = expression.charAt(at + 1);
                at += 2;
                if (to < from || to == '\\') {
                    throw wrong("a range that runs backwards", "such as A-Z");
                }
            }
            set = set.or(CharacterSet.of(from, to));
        }
        if (!eats(']')) {
            throw wrong("'[' without ']'", "a closed class");
        }
        return inverted ? set.inverted() : set;
    }

    private char peek() {
        return expression.charAt(at);
    }

    private boolean eats(char c) {
        boolean there = at < expression.length() && expression.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private IllegalArgumentException wrong(String what, String expected) {
        return new IllegalArgumentException(
                "pattern " + expression + " has " + what + " at " + (at + 1) + ", expected " + expected);
    }
}
