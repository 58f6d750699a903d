package io.counterfoil.payments.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.ledger.AccountId;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InstrumentTest {

    private static final String CARD = "4111111111111111";
    private static final BankAccountRef ACCOUNT = BankAccountRef.of("CA", "000300002", "7654321");

    @Test
    @DisplayName("PAY-08 every instrument says what it is and shows four characters at most")
    void shown() {
        Instrument card = Instrument.card("tok_1", "visa", "1111").expiring(YearMonth.of(2029, 5));
        Instrument account = Instrument.account(ACCOUNT);
        Instrument biller = Instrument.biller("HYDRO", "99887766");
        Instrument books = Instrument.ledger(AccountId.of("client:7"));
        Instrument cheque = Instrument.cheque("000123", ACCOUNT);
        assertThat(List.of(card, account, cheque, biller, books))
                .extracting(Instrument::kind)
                .containsExactly(Instrument.Kind.values());
        assertThat(card.masked()).isEqualTo("visa ****1111");
        assertThat(Instrument.card("tok_1", "", "").masked()).isEqualTo("card");
        assertThat(account.masked()).isEqualTo("CA 00002-003 ****321");
        assertThat(biller.masked()).isEqualTo("HYDRO ****7766");
        assertThat(Instrument.biller("HYDRO", "123").masked()).isEqualTo("HYDRO ****3");
        assertThat(books.masked()).isEqualTo("account client:7");
        assertThat(cheque.masked()).isEqualTo("cheque 000123 on CA 00002-003 ****321");
        for (Instrument one : List.of(card, account, biller, books, cheque)) {
            assertThat(one).hasToString(one.masked());
        }
        assertThat(Instrument.card("tok_1", "visa", "1111")
                        .expiring(YearMonth.of(2029, 5))
                        .validThrough())
                .contains(YearMonth.of(2029, 5));
        assertThat(Instrument.card("tok_1", "visa", "1111").validThrough()).isEmpty();
        assertThat(Instrument.biller("HYDRO", "1234")).isNotEqualTo(Instrument.biller("GAS", "1234"));
    }

    @Test
    @DisplayName("PAY-08 no instrument is built from a card number, a blank name or too much of a number")
    void refused() {
        List<ThrowingCallable> attempts = List.of(
                () -> Instrument.card(CARD, "visa", "1111"),
                () -> Instrument.card("tok", CARD, "1111"),
                () -> Instrument.card(" ", "visa", "1111"),
                () -> Instrument.card("tok", "visa", "111"),
                () -> Instrument.biller(CARD, "1"),
                () -> Instrument.biller(" ", "1"),
                () -> new Instrument.BillerAccount("HYDRO", "12345", ACCOUNT.token()),
                () -> Instrument.cheque("12a", ACCOUNT),
                () -> Instrument.cheque("1234567890123", ACCOUNT),
                () -> new BankAccountRef.Token(CARD),
                () -> new BankAccountRef.Token(" "),
                () -> new BankAccountRef("CA", CARD, "1111", ACCOUNT.token()));
        for (ThrowingCallable attempt : attempts) {
            assertThatIllegalArgumentException()
                    .isThrownBy(attempt)
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain(CARD));
        }
        assertThat(new Instrument.BillerAccount("HYDRO", "1234", ACCOUNT.token()).lastFour())
                .isEqualTo("1234");
    }

    @Test
    @DisplayName("PAY-08 an account is the same where country, routing in any writing and token are")
    void sameAccount() {
        assertThat(ACCOUNT.isSameAccountAs(BankAccountRef.of("CA", "00002-003", "765-4321")))
                .isTrue();
        assertThat(ACCOUNT.isSameAccountAs(BankAccountRef.of("US", "000300002", "7654321")))
                .isFalse();
        assertThat(ACCOUNT.isSameAccountAs(BankAccountRef.of("CA", "000400002", "7654321")))
                .isFalse();
        assertThat(ACCOUNT.isSameAccountAs(BankAccountRef.of("CA", "000300002", "7654322")))
                .isFalse();
        assertThat(ACCOUNT.token()).hasToString("token");
        assertThat(BankAccountRef.of("CA", "000300002", "765 43").lastFour())
                .as("never more than half of a short number")
                .isEqualTo("43");
        AccountNumber number = AccountNumber.us("021000021", "123456");
        assertThat(number)
                .isEqualTo(AccountNumber.us("021000021", "123456"))
                .hasSameHashCodeAs(AccountNumber.us("021000021", "123456"))
                .isNotEqualTo(AccountNumber.us("021000021", "123457"))
                .isNotEqualTo(AccountNumber.us("121042882", "123456"))
                .isNotEqualTo(AccountNumber.canada("021000021", "123456"))
                .isNotEqualTo("ABA");
        assertThat(number.hashCode())
                .isNotEqualTo(AccountNumber.us("021000021", "123457").hashCode());
        assertThat(number).hasToString("ABA 021000021 ****456");
    }

    @Test
    @DisplayName("PAY-10 a routing number begins with 00 to 12, 21 to 32, 61 to 72 or 80")
    void prefixes() {
        String given = "00 01 02 03 04 05 06 07 08 09 10 11 12 21 22 23 24 25 26 27 28 29 30 31 32 "
                + "61 62 63 64 65 66 67 68 69 70 71 72 80";
        for (int prefix = 0; prefix < 100; prefix++) {
            // The other digits are 0, so the last one makes 3 a + 7 b a multiple of 10.
            int check = (10 - (3 * (prefix / 10) + 7 * (prefix % 10)) % 10) % 10;
            String text = String.format(Locale.ROOT, "%02d", prefix);
            AccountNumberCheck.Result result =
                    AccountNumberCheck.aba().check(AccountNumber.us(text + "000000" + check, ""));
            assertThat(result)
                    .as(text)
                    .isEqualTo(
                            List.of(given.split(" ")).contains(text)
                                    ? new AccountNumberCheck.Result.Valid()
                                    : new AccountNumberCheck.Result.Invalid(AccountNumberCheck.Fault.BAD_PREFIX));
        }
        assertThat(AccountNumberCheck.Fault.BAD_PREFIX.id()).isEqualTo("ACCOUNT.BAD_PREFIX");
        Instrument.MicrLine line =
                Instrument.MicrLine.parse("12345-003 123456789012").orThrow();
        assertThat(line.transit()).isEqualTo("12345");
        assertThat(line.institution()).isEqualTo("003");
    }
}
