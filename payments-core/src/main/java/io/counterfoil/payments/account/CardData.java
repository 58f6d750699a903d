package io.counterfoil.payments.account;

import io.counterfoil.payments.redaction.PanRedactor;
import java.util.regex.Pattern;

/** Refuses card numbers where a token or a name is expected. */
final class CardData {

    private static final Pattern DIGEST = Pattern.compile("(?=.*[a-f])[0-9a-f]{32}");

    private CardData() {}

    static void refuse(String what, String value) {
        // 32 hex digits are a digest of ours: a run of digits inside is chance, not a number
        if (!DIGEST.matcher(value).matches() && PanRedactor.holdsCardData(value)) {
            throw new IllegalArgumentException(what + " holds a card number or security code (" + value.length()
                    + " characters), expected none\nMaybe give the vault's token instead");
        }
    }
}
