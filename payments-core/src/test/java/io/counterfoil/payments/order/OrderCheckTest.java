package io.counterfoil.payments.order;

import static io.counterfoil.payments.order.Desk.MARIA;
import static io.counterfoil.payments.order.Desk.MAR_1;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.mandate.Mandates;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentOrder.Fault;
import io.counterfoil.payments.order.Payments.MandateCheck;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OrderCheckTest {

    private final Desk eft = Desk.eft();

    private static List<Code> faults(Desk desk, PaymentOrder order) {
        return desk.payments.check(order, desk.payments.asOf(desk.now)).diagnostics().stream()
                .map(Diagnostic::code)
                .toList();
    }

    private static String message(Desk desk, PaymentOrder order) {
        return desk.payments
                .check(order, desk.payments.asOf(desk.now))
                .diagnostics()
                .get(0)
                .message();
    }

    @Test
    @DisplayName("PAY-13 an order on each rail passes its check")
    void clean() {
        for (Desk desk : List.of(Desk.eft(), Desk.ach(), Desk.bacs(), Desk.sepa(), Desk.card(), Desk.cheque())) {
            assertThat(faults(desk, desk.order(DEBIT).build())).isEmpty();
        }
        for (Desk desk : List.of(Desk.eft(), Desk.ach(), Desk.bacs(), Desk.sepa(), Desk.wire(), Desk.book())) {
            assertThat(faults(desk, desk.order(CREDIT).build())).isEmpty();
        }
        Payments bills = Payments.of(
                RailRules.billPayment(Desk.WEEKDAYS, Desk.TORONTO).toBuilder()
                        .addCurrencies("CAD")
                        .build(),
                Desk.accounts("CAD"));
        PaymentOrder bill = eft.order(CREDIT)
                .instrument(Instrument.biller("HYDRO", "00112233"))
                .build();
        assertThat(bills.check(bill, eft.payments.asOf(eft.now)).isClean()).isTrue();
        assertThat(bill.instrument()).hasToString("HYDRO ****2233");
    }

    @Test
    @DisplayName("PAY-13 every fault of an order is named at once, and the first refuses it")
    void everyFault() {
        Desk limited = eft.rules(rules -> rules.addLimits(Amounts.in("USD").of("99.99")));
        PaymentOrder bad = limited.order(DEBIT)
                .amount(Amounts.in("USD").of("100.00"))
                .instrument(Instrument.cheque("1", Desk.account()))
                .requestedOn(LocalDate.of(2027, 1, 29))
                .remittance(PaymentOrder.Remittance.of("café"))
                .transactionCode("4500")
                .mandate(Optional.empty())
                .terms(RailTerms.of(Rail.ACH))
                .build();
        assertThat(faults(limited, bad))
                .containsExactly(
                        Fault.OVER_LIMIT,
                        Fault.TOO_EARLY,
                        Fault.INSTRUMENT,
                        Fault.CHARACTERS,
                        Fault.TOO_LONG,
                        Fault.MANDATE_MISSING,
                        Fault.TERMS,
                        Fault.ACCOUNT_MISSING,
                        Fault.ACCOUNT_MISSING,
                        Fault.ACCOUNT_MISSING,
                        Fault.ACCOUNT_MISSING,
                        Fault.ACCOUNT_MISSING);
        assertThat(limited.refused(PaymentCommand.submit(bad, MARIA, "k"))).isEqualTo(Fault.OVER_LIMIT);
        assertThat(limited.store.load(limited.id)).isEmpty();
    }

    @Test
    @DisplayName("PAY-13 messages say what is wrong with its value and what was expected")
    void messages() {
        assertThat(message(
                        eft,
                        eft.order(DEBIT)
                                .remittance(PaymentOrder.Remittance.of("café"))
                                .build()))
                .isEqualTo("remittance has the character 'é', expected [\\x20-\\x7e]");
        assertThat(message(
                        eft,
                        eft.order(DEBIT).amount(Amounts.in("GBP").of("1.00")).build()))
                .isEqualTo("amount in GBP, expected CAD or USD");
        assertThat(message(
                        eft,
                        eft.order(DEBIT).requestedOn(LocalDate.of(2027, 8, 22)).build()))
                .isEqualTo("wanted on 2027-08-22, expected not after 2027-08-21");
        assertThat(message(
                        eft,
                        eft.order(DEBIT).requestedOn(LocalDate.of(2027, 1, 29)).build()))
                .isEqualTo("wanted on 2027-01-29, expected not before 2027-01-30");
        Desk bacs = Desk.bacs();
        assertThat(message(
                        bacs,
                        bacs.order(DEBIT)
                                .remittance(PaymentOrder.Remittance.reference("INVOICE NUMBER 0047"))
                                .build()))
                .isEqualTo("reference has 19 characters, expected at most 18");
    }

    @Test
    @DisplayName("PAY-13 the days at the edges of the window are inside, a weekend day settles later with a warning")
    void days() {
        assertThat(faults(
                        eft,
                        eft.order(DEBIT).requestedOn(LocalDate.of(2027, 8, 20)).build()))
                .isEmpty();
        assertThat(faults(
                        eft,
                        eft.order(DEBIT).requestedOn(LocalDate.of(2027, 2, 1)).build()))
                .isEmpty();
        Checked<PaymentOrder> sunday = eft.payments.check(
                eft.order(DEBIT).requestedOn(LocalDate.of(2027, 3, 7)).build(), eft.payments.asOf(eft.now));
        assertThat(sunday.isClean()).isTrue();
        assertThat(sunday.diagnostics()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(Fault.NOT_A_BUSINESS_DAY);
            assertThat(warning.message()).endsWith("expected it to settle on 2027-03-08");
        });
    }

    @Test
    @DisplayName("PAY-13 a rail without the direction, an expired card, a missing UETR are refused")
    void railFaults() {
        Desk card = Desk.card();
        assertThat(faults(card, card.order(CREDIT).build())).contains(Fault.DIRECTION);
        assertThat(faults(
                        card,
                        card.order(DEBIT)
                                .instrument(
                                        Instrument.card("tok", "visa", "4242").expiring(YearMonth.of(2027, 2)))
                                .build()))
                .containsExactly(Fault.CARD_EXPIRED);
        assertThat(faults(
                        card,
                        card.order(DEBIT)
                                .instrument(
                                        Instrument.card("tok", "visa", "4242").expiring(YearMonth.of(2027, 3)))
                                .build()))
                .isEmpty();
        Desk wire = Desk.wire();
        assertThat(faults(wire, wire.order(CREDIT).uetr("").build())).containsExactly(Fault.UETR);
        assertThat(faults(
                        wire,
                        wire.order(CREDIT)
                                .uetr("7a562c67-ca16-18ba-b074-65581be6f011")
                                .build()))
                .containsExactly(Fault.UETR);
        assertThat(wire.refused(PaymentCommand.release(MARIA, "k"))).isEqualTo(Fault.NO_ORDER);
    }

    @Test
    @DisplayName("PAY-23 a debit is judged by its mandate when it is ordered and again when it is handed over")
    void mandates() {
        PaymentOrder order = eft.order(DEBIT).build();
        Payments unknown =
                eft.payments.with(MandateCheck.under(id -> Optional.empty(), Mandates.canadaPad(Desk.TORONTO)));
        assertThat(code(unknown, order)).isEqualTo(Fault.MANDATE_MISSING);

        Desk bacs = Desk.bacs();
        Refusal ended = Refusal.of(Code.of("MANDATE.ENDED"), "mandate m-7 ended on 2027-03-02");
        Payments ending = bacs.payments.with((wanted, asOf) ->
                asOf.effective().isAfter(LocalDate.of(2027, 3, 2)) ? Optional.of(ended) : Optional.empty());
        var scheduled = ending.decide(
                ending.initial(), PaymentCommand.schedule(bacs.order(DEBIT).build(), MARIA, "s"), bacs.now);
        PaymentCommand release = PaymentCommand.release(MARIA, "r");
        assertThat(ending.decide(scheduled.state(), release, bacs.now).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(ending.decide(scheduled.state(), release, bacs.on(3, 3).now)
                        .refusal()
                        .orElseThrow()
                        .sentence())
                .endsWith("instruction ACTIVE; mandate m-7 ended on 2027-03-02");
    }

    private Code code(Payments payments, PaymentOrder order) {
        return payments.check(order, payments.asOf(eft.now))
                .diagnostics()
                .get(0)
                .code();
    }

    @Test
    @DisplayName(
            "PAY-08 PAY-09 card numbers leave texts and are refused in references; an order without money cannot be built")
    void redaction() {
        assertThat(PaymentOrder.Remittance.of("card 4242 4242 4242 4242").text())
                .isEqualTo("card [PAN ****4242]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentOrder.Remittance.reference("4242424242424242"))
                .withMessageContaining("redacted");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> eft.order(DEBIT).endToEndId("4242424242424242").build())
                .withMessageContaining("card number")
                .withMessageNotContaining("4242424242424242");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eft.order(DEBIT).amount(eft.money.of("0.00")).build())
                .withMessage("order p-1 of 0.00 CAD, expected above 0");
        assertThat(PaymentCommand.cancel("cvv 123", MARIA, "k").fact().text()).isEqualTo("cvv [CVV]");
    }

    @Test
    @DisplayName("PAY-13 a fact of another currency or of nothing is refused")
    void amountsOfFacts() {
        eft.submit(DEBIT);
        PaymentCommand accepted = PaymentCommand.accepted(Desk.BANK, "a");
        assertThat(eft.refused(accepted.fee(Amounts.in("USD").of("1.00")))).isEqualTo(Fault.CURRENCY);
        assertThat(eft.refused(accepted.amount(eft.money.of("0.00")))).isEqualTo(Fault.AMOUNT);
    }

    @Test
    @DisplayName("PAY-13 rules without a table, of two rails, or of wires without a second person cannot be built")
    void rules() {
        RailRules wire = RailRules.wire(Desk.WEEKDAYS, Desk.TORONTO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.toBuilder().approvals(Optional.empty()).build())
                .withMessageContaining("without a second person");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.toBuilder().credits(Optional.empty()).build())
                .withMessageContaining("no table");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wire.toBuilder().rail(Rail.ACH).build())
                .withMessageContaining("expected one rail");
    }

    @Test
    @DisplayName("PAY-13 an account of the rail or the client is taken before the one for all")
    void accounts() {
        var cad = Amounts.in("CAD").currency();
        AccountMap map = Desk.accounts("CAD").toBuilder()
                .account(AccountMap.Role.Core.INFLIGHT.of("cad-eft"), "inflight:cad-eft", cad)
                .account(AccountMap.Role.Core.CLIENT.of("client-42"), "client:42", cad)
                .build();
        Payments payments = Payments.canadaEft(Desk.WEEKDAYS, map);
        var submitted = payments.decide(
                payments.initial(),
                PaymentCommand.submit(eft.order(DEBIT).requestedOn(MAR_1).build(), MARIA, "k"),
                eft.now);
        assertThat(payments.journals(submitted).get(0).legs())
                .extracting(leg -> leg.account().value())
                .containsExactly("inflight:cad-eft", "client:42");
    }
}
