package io.counterfoil.payments.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.bill.BillPayments.Biller;
import io.counterfoil.payments.bill.BillPayments.Biller.Transport;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillValuesTest {

    private static final Instant NOW = Instant.parse("2027-03-02T15:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 4);
    private static final Actor MARIA = Actor.host("maria");
    private static final Actor NETWORK = Actor.rail("network");
    private static final PartyId ANA = PartyId.of("ana");
    private static final PartyId HYDRO = PartyId.of("hydro");

    private final Amounts cad = Amounts.in("CAD");
    private final BillPayments machine = BillPayments.of(AccountMap.builder().build(), ZoneId.of("America/Toronto"));

    private Biller.Builder biller(String... masks) {
        return Biller.builder()
                .id("hydro")
                .name("Hydro")
                .transport(Transport.NETWORK)
                .networkCode("12345678")
                .addMasks(masks);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 0, true",
        "9, 9, true",
        "9, /, false",
        "9, :, false",
        "9, a, false",
        "A, A, true",
        "A, Z, true",
        "A, a, true",
        "A, z, true",
        "A, @, false",
        "A, [, false",
        "A, `, false",
        "A, {, false",
        "A, 5, false",
        "X, 0, true",
        "X, q, true",
        "X, #, false",
        "#, #, true",
        "#, 1, false",
        "99, 1, false",
        "9, 11, false"
    })
    @DisplayName("PAY-21 a mask takes digits for 9, letters for A, either for X, and anything else as itself")
    void masks(String mask, String number, boolean fits) {
        assertThat(biller(mask).build().objection(number).isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"18, true", "26, true", "34, true", "0, true", "59, true", "19, false", "81, false", "X8, false"})
    @DisplayName(
            "PAY-21 a check digit holds where the doubled digits sum to a multiple of ten (ISO/IEC 7812-1, annex B)")
    void checkDigit(String number, boolean holds) {
        // 18: 8 + 2 = 10; 26: 6 + 4 = 10; 34: 4 + 6 = 10; 59: 9 + (10 - 9) = 10.
        assertThat(biller("XX", "X").checkDigit(true).build().objection(number).isEmpty())
                .isEqualTo(holds);
    }

    @Test
    @DisplayName("PAY-21 a biller must be reachable on its transport and say what its numbers look like")
    void billers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> biller().build())
                .withMessage("biller hydro has masks [], expected one or more, not blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> biller("9", " - ").build())
                .withMessage("biller hydro has masks [9,  - ], expected one or more, not blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> biller("9").networkCode("").build())
                .withMessage("biller hydro on the network has no code, expected the network's code of it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> biller("9").transport(Transport.EFT).build())
                .withMessage("biller hydro is paid by transfer and has no account, expected its bank account");
        assertThat(Transport.NETWORK.id()).isEqualTo("BILLER.NETWORK");
        assertThat(BillPayments.Refused.AMOUNT.id()).isEqualTo("BILL.AMOUNT");
        assertThat(BillStatus.MISAPPLIED.id()).isEqualTo("BILL.MISAPPLIED");
    }

    @Test
    @DisplayName("PAY-21 a bill has an id of its own, an account number and an amount above 0")
    void bills() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillPayment.Bill.of(" ", ANA, HYDRO, "1", cad.of("1.00")))
                .withMessage(
                        "bill payment ' ' to hydro correcting '', expected an id of its own and an account number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillPayment.Bill.of("b", ANA, HYDRO, " ", cad.of("1.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BillPayment.Bill("b", ANA, HYDRO, "1", cad.of("1.00"), "b"))
                .withMessageContaining("correcting 'b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillPayment.Bill.of("b", ANA, HYDRO, "1", cad.of("-0.01")))
                .withMessage("bill payment 'b' of -0.01 CAD, expected above 0");
        assertThat(BillPayment.Bill.of("b", ANA, HYDRO, "1", cad.of("0.01")).subject())
                .hasToString("bill-payment:b");
        assertThat(new BillPayment.NetworkLine("123", "99-8877", cad.of("1.00"), DAY, "b"))
                .hasToString("b 123 ****8877 1.00 CAD 2027-03-04");
        assertThat(Biller.shown("12")).isEqualTo("****12");
        assertThat(new BillEvent.Requested("99-8877", "typed wrong"))
                .hasToString("correction to ****8877: typed wrong");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BillEvent.Requested("4111 1111 1111 1111", ""))
                .withMessageContaining("expected the payer's number at the biller");
    }

    private BillPayment requested() {
        BillPayment.Bill bill = BillPayment.Bill.of("b-1", ANA, HYDRO, "1", cad.of("80.00"));
        BillPayment state = machine.initial();
        for (BillCommand command : List.of(
                BillCommand.receive(bill, MARIA, "r"),
                BillCommand.misapply("wrong", MARIA, "m"),
                BillCommand.requestCorrection("2", "typed wrong", MARIA, "q"))) {
            state = machine.decide(state, command, NOW).orThrow().state();
        }
        return state;
    }

    @Test
    @DisplayName(
            "PAY-21 what comes back is above 0 and at most what was sent; less of it is an alert, all of it is none")
    void reversals() {
        assertThat(machine.decide(requested(), BillCommand.reversed(cad.of("0.00"), DAY, NETWORK, "a"), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .isEqualTo("0.00 CAD came back of bill payment b-1, expected above 0 and at most 80.00 CAD");
        Decision<BillPayment, BillEvent> all =
                machine.decide(requested(), BillCommand.reversed(cad.of("80.00"), DAY, NETWORK, "a"), NOW);
        assertThat(machine.alert(all.orThrow(), NOW)).isEmpty();
        Decision<BillPayment, BillEvent> cent =
                machine.decide(requested(), BillCommand.reversed(cad.of("79.99"), DAY, NETWORK, "a"), NOW);
        assertThat(machine.alert(cent.orThrow(), NOW)).hasValueSatisfying(alert -> {
            assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.MEDIUM);
            assertThat(alert.key().value()).isEqualTo("SHORT_RETURN/bill-payment:b-1");
            assertThat(alert.amount().map(Amounts::text)).contains("0.01 CAD");
            assertThat(alert.evidence().sentence())
                    .isEqualTo("79.99 CAD came back of bill payment b-1 of 80.00 CAD by ana to hydro ****1");
        });
        assertThat(cent.evidence().sentence())
                .isEqualTo("bill payment b-1 of 80.00 CAD by ana to hydro ****1 is REVERSED");
    }

    @Test
    @DisplayName("PAY-25 a biller matched under the same key on another account is a conflict that names the account")
    void sameKeyOtherAccount() {
        BillPayment.Bill bill = BillPayment.Bill.of("b-1", ANA, HYDRO, "1", cad.of("80.00"));
        Biller.Builder transfer = biller("9").transport(Transport.EFT);
        Biller one = transfer.account(BankAccountRef.of("CA", "000300002", "1234567"))
                .build();
        Biller other = transfer.account(BankAccountRef.of("CA", "000300002", "9234567"))
                .build();
        BillPayment received = machine.decide(machine.initial(), BillCommand.receive(bill, MARIA, "r"), NOW)
                .orThrow()
                .state();
        BillPayment matched = machine.decide(received, BillCommand.match(one, MARIA, "m"), NOW)
                .orThrow()
                .state();
        assertThat(machine.decide(matched, BillCommand.match(other, MARIA, "m"), NOW)
                        .refusal())
                .hasValueSatisfying(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Lifecycle.Reason.CONFLICT);
                    assertThat(refusal.attributes()).containsEntry("differs", "account");
                });
    }

    @Test
    @DisplayName("PAY-21 a record that follows another shows the one that was sent")
    void following() {
        BillPayment.Bill linked = new BillPayment.Bill("b-2", ANA, HYDRO, "1", cad.of("80.00"), "b-1");
        assertThat(machine.decide(machine.initial(), BillCommand.receive(linked, MARIA, "r"), NOW)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .startsWith("record b-2 corrects bill payment b-1, which was not shown, expected POSTED");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillCommand.misappliedAfterwards("b-2", machine.initial(), MARIA, "x"))
                .withMessageStartingWith("the payment that record 'b-2' corrects was never received");
        assertThat(machine.dispatch(machine.initial())).isEmpty();
    }
}
