package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AccountCheckProperties {

    private final AccountNumberCheck iban = AccountNumberCheck.iban();
    private final AccountNumberCheck aba = AccountNumberCheck.aba();

    @Property
    void anIbanMadeByTheStandardIsValidAndAnyOtherDigitIsNot(
            @ForAll("ibans") String good,
            @ForAll @IntRange(min = 4, max = 100) int at,
            @ForAll @IntRange(min = 1, max = 9) int step) {
        assertThat(iban.check(AccountNumber.iban(good)).isValid()).isTrue();
        int place = 4 + at % (good.length() - 4);
        char digit = good.charAt(place);
        if (Character.isDigit(digit)) {
            char other = (char) ('0' + (digit - '0' + step) % 10);
            String bad = good.substring(0, place) + other + good.substring(place + 1);
            assertThat(iban.check(AccountNumber.iban(bad)).error()).contains(AccountNumberCheck.Fault.BAD_CHECK_DIGITS);
        }
    }

    @Provide
    Arbitrary<String> ibans() {
        return Combinators.combine(
                        Arbitraries.of(IbanCheck.lengths().keySet()),
                        Arbitraries.strings()
                                .withCharRange('0', '9')
                                .withCharRange('A', 'Z')
                                .ofLength(40))
                .as((country, text) -> {
                    String body = text.substring(0, IbanCheck.lengths().get(country) - 4);
                    int rest = plain(body + country + "00")
                            .mod(BigInteger.valueOf(97))
                            .intValue();
                    return country + String.format(java.util.Locale.ROOT, "%02d", 98 - rest) + body;
                });
    }

    /** The slow way: one big number. */
    private static BigInteger plain(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString());
    }

    @Property
    void exactlyOneLastDigitMakesARoutingNumber(
            @ForAll @IntRange(min = 0, max = 12) int prefix, @ForAll @IntRange(max = 999_999) int middle) {
        String first = String.format(java.util.Locale.ROOT, "%02d%06d", prefix, middle);
        long valid = 0;
        for (int last = 0; last < 10; last++) {
            valid += aba.check(AccountNumber.us(first + last, "")).isValid() ? 1 : 0;
        }
        assertThat(valid).isEqualTo(1);
    }

    @Property
    void noTextBreaksAParser(@ForAll String text) {
        assertThat(Instrument.MicrLine.parse(text).diagnostics()).hasSizeBetween(0, 1);
        AccountNumberCheck all = AccountNumberCheck.standard(ModulusWeightTable.none());
        assertThat(all.check(AccountNumber.iban(text)).isValid()).isFalse();
        assertThat(all.check(AccountNumber.uk(text, text)).isValid()).isFalse();
        assertThat(all.check(AccountNumber.us(text, text))).isNotNull();
        assertThat(all.check(AccountNumber.canada(text, text))).isNotNull();
    }
}
