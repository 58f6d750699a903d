package io.counterfoil.payments.account;

import io.counterfoil.payments.redaction.PanRedactor;

/** Refuses card numbers where a token or a name is expected. */
final class CardData {

    private CardData() {}

    static void refuse(String what, String value) {
        // 32 hex digits are a digest of ours: a run of digits inside is chance, not a number
        if (!value.matches("(?=.*[a-f])[0-9a-f]{32}") && PanRedactor.holdsCardData(value)) {
            throw new IllegalArgumentException(what + " holds a card number or security code (" + value.length()
                    + " characters), expected none\nMaybe give the vault's token instead");
        }
    }
}
