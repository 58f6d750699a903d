package io.counterfoil.payments.ledger;

/** The side of an account that a leg stands on. */
public enum EntrySide {
    /** Left: raises assets and expenses. */
    DEBIT("D"),
    /** Right: raises liabilities, income and equity. */
    CREDIT("C");

    private final String letter;

    EntrySide(String letter) {
        this.letter = letter;
    }

    /** {@code D} or {@code C}, as the hash chain writes it. */
    public String letter() {
        return letter;
    }

    /** The other side. */
    public EntrySide opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }

    /** The side with the letter. */
    public static EntrySide parse(String letter) {
        return switch (letter) {
            case "D" -> DEBIT;
            case "C" -> CREDIT;
            default -> throw new IllegalArgumentException("side '" + letter + "', expected D or C");
        };
    }
}
