package io.counterfoil.payments.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartyTest {

    private static final String CARD = "4111111111111111";
    private static final BankAccountRef ACCOUNT =
            AccountNumber.canada("12345-003", "7654321").ref();

    private static Party.Builder ana() {
        Party.Builder ana = Party.builder().id("ana");
        ana.name("Ana Lima");
        return ana;
    }

    @Test
    @DisplayName("PAY-08 a party has roles and instruments, in the order of the enum and of preference")
    void roles() {
        Instrument.CardToken card = Instrument.card("tok_1", "visa", "1111").expiring(YearMonth.of(2029, 5));
        Party ana = ana().role(Party.Role.SUPPLIER)
                .role(Party.Role.CLIENT)
                .instrument(card)
                .instrument(Instrument.account(ACCOUNT))
                .instrument(Instrument.cheque("000123", ACCOUNT))
                .build();
        assertThat(ana.roles()).containsExactly(Party.Role.CLIENT, Party.Role.SUPPLIER);
        assertThat(ana.is(Party.Role.CLIENT)).isTrue();
        assertThat(ana.is(Party.Role.DEBTOR)).isFalse();
        assertThat(ana.accounts()).containsExactly(ACCOUNT);
        assertThat(ana.country()).isEqualTo("XX");
        assertThat(card.validThrough()).contains(YearMonth.of(2029, 5));
        assertThat(ana.instruments())
                .extracting(Instrument::masked)
                .containsExactly("visa ****1111", "CA 12345-003 ****321", "cheque 000123 on CA 12345-003 ****321");
        assertThat(ana.instruments())
                .extracting(Instrument::kind)
                .containsExactly(Instrument.Kind.CARD_TOKEN, Instrument.Kind.BANK_ACCOUNT, Instrument.Kind.CHEQUE);
        assertThat(ana.toBuilder().role(Party.Role.PAYEE).build().roles()).hasSize(3);
        assertThat(ana.instruments().toString()).doesNotContain("tok_1").doesNotContain("7654321");
        assertThat(Instrument.card("tok_1", "", "")).hasToString("card");
    }

    @Test
    @DisplayName("PAY-08 the same account is known by its token in any writing of its branch, never by its number")
    void sameAccount() {
        Party ana = ana().role(Party.Role.PAYEE)
                .instrument(Instrument.account(ACCOUNT))
                .build();
        assertThat(ana.holds(AccountNumber.canada("000312345", "765 4321").ref()))
                .isTrue();
        assertThat(ana.holds(new BankAccountRef("CA", "12345 003", "", ACCOUNT.token())))
                .isTrue();
        assertThat(ana.holds(AccountNumber.canada("12345-004", "7654321").ref()))
                .isFalse();
        assertThat(ana.holds(AccountNumber.us("000312345", "7654321").ref())).isFalse();
        assertThat(ana.holds(AccountNumber.canada("12345-003", "7654322").ref()))
                .isFalse();
        assertThat(AccountNumber.uk("20-29-59", "63748472").ref())
                .isEqualTo(AccountNumber.uk("202959", "63748472").ref());
    }

    @Test
    @DisplayName("PAY-08 no value with a card number can be built, and the message does not repeat it")
    void noCardNumbers() {
        List<ThrowingCallable> attempts = List.of(
                () -> PartyId.of(CARD),
                () -> PartyId.of("client 4111-1111-1111-1111"),
                () -> ana().name("Ana " + CARD).role(Party.Role.PAYER).build(),
                () -> Instrument.card(CARD, "visa", "1111"),
                () -> Instrument.card("tok_" + CARD, "visa", "1111"),
                () -> Instrument.card("tok_1", CARD, "1111"),
                () -> Instrument.card("tok_1", "visa", CARD),
                () -> Instrument.cheque(CARD, ACCOUNT),
                () -> new BankAccountRef.Token(CARD),
                () -> new BankAccountRef.Token("cvv 123"),
                () -> new BankAccountRef("CA", CARD, "1111", ACCOUNT.token()));
        for (ThrowingCallable attempt : attempts) {
            assertThatThrownBy(attempt)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("41111111")
                    .hasMessageNotContaining("1111-1111");
        }
    }

    @Property
    @Label("PAY-08 a digest token is never mistaken for a card number")
    void digestsPass(@ForAll @LongRange(min = 1_000_000L, max = 999_999_999_999L) long number) {
        assertThat(BankAccountRef.Token.digestOf(Long.toString(number)).value()).hasSize(32);
    }

    @Test
    @DisplayName("PAY-08 a party needs a name and a role, and has each instrument once")
    void badValues() {
        assertThatThrownBy(() -> ana().build()).hasMessageContaining("0 roles");
        assertThatThrownBy(() -> ana().name(" ").role(Party.Role.PAYER).build()).hasMessageContaining("no name");
        assertThatThrownBy(() -> ana().country("can").role(Party.Role.PAYER).build())
                .hasMessageContaining("'can'");
        assertThatThrownBy(() -> ana().role(Party.Role.PAYER)
                        .instrument(Instrument.account(ACCOUNT))
                        .instrument(Instrument.account(ACCOUNT))
                        .build())
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> Instrument.card(" ", "visa", "1111")).hasMessageContaining("blank");
        assertThatThrownBy(() -> Instrument.card("tok", "visa", "111")).hasMessageContaining("4 digits");
        assertThatThrownBy(() -> Instrument.cheque("12x", ACCOUNT)).hasMessageContaining("1 to 12 digits");
        assertThatThrownBy(() -> PartyId.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
