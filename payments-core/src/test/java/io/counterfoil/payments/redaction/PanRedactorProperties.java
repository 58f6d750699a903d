package io.counterfoil.payments.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Payments specification 7.11: redaction is idempotent, and no group sequence that is a card number stays. */
class PanRedactorProperties {

    private static final Pattern RUN = Pattern.compile("[0-9]+(?:[ -][0-9]+)*");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(22);
        Arbitrary<String> card = Arbitraries.of(
                "4242424242424242", "4000 0566 5566 5556", "5555-5555-5555-4444", "378282246310005", "30569309025904");
        Arbitrary<String> word =
                Arbitraries.of("cvv", "CVC2:", "cid", "security code", "x", "é", "٤٢٤٢", "--", "\n", "[PAN ****4242]");
        Arbitrary<String> gap = Arbitraries.of("", " ", "-", "  ", ".");
        return Arbitraries.oneOf(digits, card, word, gap, gap)
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Property
    @Label("property 11: redacting twice is redacting once")
    void redactingTwiceIsRedactingOnce(@ForAll("texts") String text) {
        String once = PanRedactor.redact(text);
        assertThat(PanRedactor.redact(once)).isEqualTo(once);
        assertThat(PanRedactor.holdsCardData(once)).isFalse();
    }

    @Property
    @Label("property 11: no sequence of groups that is a card number stays")
    void noGroupSequenceThatIsACardNumberStays(@ForAll("texts") String text) {
        Matcher runs = RUN.matcher(PanRedactor.redact(text));
        while (runs.find()) {
            String[] groups = runs.group().split("[ -]", -1);
            for (int first = 0; first < groups.length; first++) {
                StringBuilder joined = new StringBuilder();
                for (int last = first; last < groups.length; last++) {
                    joined.append(groups[last]);
                    assertThat(isCard(joined.toString())).as(runs.group()).isFalse();
                }
            }
        }
    }

    @Property
    void textWithoutDigitsIsTheSameObject(@ForAll String text) {
        String plain = text.replaceAll("[0-9]", "");
        assertThat(PanRedactor.redact(plain)).isSameAs(plain);
    }

    private static boolean isCard(String digits) {
        if (digits.length() < 13 || digits.length() > 19 || digits.charAt(0) < '2' || digits.charAt(0) > '6') {
            return false;
        }
        int sum = 0;
        for (int place = 0; place < digits.length(); place++) {
            int digit = digits.charAt(digits.length() - 1 - place) - '0';
            sum += place % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }
}
