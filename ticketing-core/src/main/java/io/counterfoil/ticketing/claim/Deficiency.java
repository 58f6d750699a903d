package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Code;

/** What is wrong with a claim's document (ticketing codes, {@code deficiencies}). */
public enum Deficiency implements Code {
    D01("required document missing", true),
    D02("document not legible", true),
    D03("page or side missing", true),
    D04("signature missing", true),
    D05("date missing or outside the promotion period", true),
    D06("invoice number missing", true),
    D07("seller or distributor not named or not eligible", true),
    D08("product not eligible", false),
    D09("quantity or amount does not agree with the document", true),
    D10("currency or tax not stated", true),
    D11("participant not identified", true),
    D12("participant not enrolled or suspended", false),
    D13("submitted after the deadline", false),
    D14("duplicate of an earlier claim", false),
    D15("document altered or suspicious", false),
    D16("limit of the programme reached", false),
    D17("form version out of date", true),
    D18("serial number missing or malformed", true);

    private final String label;
    private final boolean returnable;

    Deficiency(String label, boolean returnable) {
        this.label = label;
        this.returnable = returnable;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** Whether the participant can put it right; a claim with any other is rejected. */
    public boolean isReturnable() {
        return returnable;
    }

    @Override
    public String id() {
        return name();
    }
}
