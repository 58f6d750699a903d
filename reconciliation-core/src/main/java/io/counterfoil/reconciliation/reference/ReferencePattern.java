package io.counterfoil.reconciliation.reference;

/**
 * A creditor's form of references, as a small regular expression that is matched in time linear in the text: all readings are followed at once, none is gone
 * back to. Capitals and classes mean what they say. Immutable.
 */
final class ReferencePattern {

    /** A reference is no longer than this. */
    private static final int LONGEST = 70;

    private final String name;
    private final PatternProgram program;

    private ReferencePattern(String name, PatternProgram program) {
        this.name = name;
        this.program = program;
    }

    static ReferencePattern of(String name, String expression) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("pattern without a name, expected the name that found references show");
        }
        PatternProgram program = new PatternParser(expression).parse();
        if (program.longestAt(new char[0], 0, LONGEST) == 0) {
            throw new IllegalArgumentException("pattern '" + name + "' = " + expression
                    + " also takes an empty text, expected one character or more\nMaybe + is meant instead of *");
        }
        return new ReferencePattern(name, program);
    }

    String name() {
        return name;
    }

    /** The end of the longest reference that starts here, -1 where none does; it begins and ends where a word or a number does. */
    int endAt(char[] text, int start) {
        if (start > 0 && sameKind(text[start - 1], text[start])) {
            return -1;
        }
        return program.longestAt(text, start, LONGEST);
    }

    /** Whether a reference cannot be cut between the two characters. */
    static boolean sameKind(char left, char right) {
        return (CheckDigits.isDigit(left) && CheckDigits.isDigit(right))
                || (Character.isLetter(left) && Character.isLetter(right));
    }
}
