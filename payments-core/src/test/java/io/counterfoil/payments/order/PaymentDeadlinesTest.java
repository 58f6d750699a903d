package io.counterfoil.payments.order;

import static io.counterfoil.payments.order.Desk.BANK;
import static io.counterfoil.payments.order.Desk.BEN;
import static io.counterfoil.payments.order.Desk.MARIA;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.trace.Whereabouts;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The last day in time and the first day too late of every guard with a clock; days counted by hand on a calendar of weekdays, 1 March 2027 is a Monday.
 */
class PaymentDeadlinesTest {

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2027, month, day);
    }

    private static Whereabouts.Expectation next(Desk desk) {
        return desk.payments
                .whereabouts(
                        desk.payment(),
                        desk.ledger,
                        AsOf.at(desk.now, desk.payments.rules().zone()))
                .expectedNext()
                .orElseThrow();
    }

    private static PaymentCommand asked(Kind kind, Fact.Builder fact, Desk desk) {
        return PaymentCommand.exactly(kind, fact.build(), MARIA, desk.key());
    }

    private static PaymentCommand exactly(Kind kind, Fact.Builder fact, Desk desk) {
        return PaymentCommand.exactly(kind, fact.build(), BANK, desk.key());
    }

    private static Desk settled(Desk desk) {
        desk.submit(DEBIT);
        if (desk.payments.rules().rail() != io.counterfoil.payments.rail.Rail.SEPA) {
            desk.take(PaymentCommand.accepted(BANK, desk.key()));
        }
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        return desk;
    }

    @Test
    @DisplayName(
            "PAY-36 PAY-66 an indemnity claim is challenged until the day before its debit date, and debited from that day on")
    void indemnity() {
        Desk desk = Desk.bacs();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 3).take(PaymentCommand.settled(day(3, 3), BANK, desk.key()));
        // Advice on Friday 5 March; the fourteenth working day after it is Thursday 25 March.
        desk.on(3, 5)
                .take(exactly(
                        Kind.INDEMNITY_CLAIM, Fact.builder().report("DDICA").on(day(3, 5)), desk));
        assertThat(next(desk))
                .isEqualTo(Whereabouts.Expectation.by(
                        Whereabouts.Turn.US, "challenge the claim or let it be debited", day(3, 24)));
        assertThat(desk.payments
                        .whereabouts(desk.payment(), desk.ledger, AsOf.at(desk.now, Desk.TORONTO))
                        .sentence())
                .endsWith("claimed back under the indemnity 5 Mar; debited from 25 Mar.");
        PaymentCommand challenge = PaymentCommand.challenge("4", day(3, 24), MARIA, desk.key());
        assertThat(desk.payments
                        .decide(desk.payment(), challenge, desk.on(3, 24).now)
                        .refusal())
                .isEmpty();
        assertThat(desk.on(3, 25).why(challenge)).endsWith("challenged 2027-03-25, expected before 2027-03-25");
        assertThat(desk.why(PaymentCommand.indemnityDebited(day(3, 24), BANK, desk.key())))
                .endsWith("debited 2027-03-24 for an advice of 2027-03-05, expected not before 2027-03-25");
        assertThat(desk.take(PaymentCommand.indemnityDebited(day(3, 25), BANK, desk.key()))
                        .status())
                .isEqualTo(PaymentStatus.INDEMNIFIED);
    }

    @Test
    @DisplayName("PAY-17 a claim or an unpaid Bacs debit comes in its own report only")
    void reports() {
        Desk desk = Desk.bacs();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 3).take(PaymentCommand.settled(day(3, 3), BANK, desk.key()));
        assertThat(desk.why(exactly(Kind.INDEMNITY_CLAIM, Fact.builder().report("ARUDD"), desk)))
                .endsWith("report 'ARUDD', expected DDICA");
        assertThat(desk.why(exactly(Kind.UNPAID, Fact.builder().report("ADDACS").code("0"), desk)))
                .endsWith("report 'ADDACS', expected ARUDD");
        assertThat(desk.take(exactly(Kind.UNPAID, Fact.builder().code("0").on(day(3, 4)), desk))
                        .status())
                .isEqualTo(PaymentStatus.UNPAID);
    }

    @Test
    @DisplayName(
            "PAY-14 PAY-17 PAY-66 an approved cheque is held from the day on which it is paid in, not from its approval")
    void approvedCheque() {
        Desk desk = Desk.cheque().rules(rules -> rules.approvals(ApprovalPolicy.of(1)));
        desk.submit(DEBIT);
        desk.on(3, 2).take(PaymentCommand.approve(BEN, desk.key()));
        desk.on(3, 4);
        PaymentOrder moved =
                desk.payment().order().toBuilder().requestedOn(day(3, 4)).build();
        desk.take(PaymentCommand.edit(moved, MARIA, desk.key()));
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        assertThat(desk.on(3, 5).why(PaymentCommand.release(MARIA, desk.key())))
                .as("wanted yesterday, and the rules take no day back")
                .contains("wanted on 2027-03-04, expected 2027-03-05 to 2027-03-05");
        desk.on(3, 4);
        assertThat(desk.take(PaymentCommand.release(MARIA, desk.key())).status())
                .isEqualTo(PaymentStatus.DEPOSITED);
        // Five business days after Thursday 4 March: Thursday 11 March.
        assertThat(next(desk).by()).contains(day(3, 11));
        assertThat(desk.on(3, 10).clock().status()).isEqualTo(PaymentStatus.DEPOSITED);
        assertThat(desk.why(PaymentCommand.clock(Kind.CLEAR, desk.key())))
                .endsWith("today is 2027-03-10, held until 2027-03-11");
        assertThat(desk.on(3, 11).clock().status()).isEqualTo(PaymentStatus.CLEARED);
        assertThat(desk.why(PaymentCommand.returned("", day(3, 12), BANK, desk.key())))
                .endsWith("no code, expected why the cheque came back");
    }

    @Test
    @DisplayName("PAY-18 PAY-66 a single answer is awaited until its time is over, however late the money is wanted")
    void answer() {
        Desk ach = Desk.ach();
        ach.take(PaymentCommand.submit(ach.order(DEBIT).requestedOn(day(3, 10)).build(), MARIA, ach.key()));
        assertThat(next(ach)).isEqualTo(Whereabouts.Expectation.by(Whereabouts.Turn.RAIL, "answer", day(3, 2)));
        ach.now = ach.now.plusSeconds(24 * 3_600 - 1);
        assertThat(ach.payments.due(ach.payment(), ach.now)).isEmpty();
        assertThat(ach.why(PaymentCommand.clock(Kind.TIMEOUT, ach.key())))
                .endsWith("it is 2027-03-02T16:59:59Z, an answer is awaited until 2027-03-02T17:00:00Z");
        ach.now = ach.now.plusSeconds(1);
        assertThat(ach.clock().status()).isEqualTo(PaymentStatus.UNKNOWN);
        Desk sepa = Desk.sepa();
        sepa.take(
                PaymentCommand.submit(sepa.order(DEBIT).requestedOn(day(3, 10)).build(), MARIA, sepa.key()));
        assertThat(next(sepa))
                .as("a collection is answered by its settlement or a report")
                .isEqualTo(Whereabouts.Expectation.by(Whereabouts.Turn.RAIL, "answer", day(3, 10)));
    }

    @Test
    @DisplayName("PAY-17 an EFT is due on its day, a personal claim comes on the ninetieth day and not after it")
    void eft() {
        Desk desk = Desk.eft();
        desk.take(PaymentCommand.submit(desk.order(DEBIT).requestedOn(day(3, 3)).build(), MARIA, desk.key()));
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        assertThat(desk.on(3, 2).why(PaymentCommand.clock(Kind.DUE, desk.key())))
                .endsWith("today is 2027-03-02, due 2027-03-03");
        desk.on(3, 3).clock();
        assertThat(desk.on(3, 10).why(PaymentCommand.clock(Kind.PRESUME_SETTLED, desk.key())))
                .endsWith("today is 2027-03-10, expected after 2027-03-10");
        desk.on(3, 11).clock();
        // 3 March and 90 days: 28 in March, 30 in April, 31 in May are 89, so 1 June.
        assertThat(desk.on(6, 1)
                        .why(exactly(Kind.CLAIM, Fact.builder().code("917").on(day(6, 2)), desk)))
                .endsWith("code '917' came on 2027-06-02, expected by 2027-06-01");
        assertThat(desk.why(exactly(Kind.CLAIM, Fact.builder().code("901").on(day(6, 1)), desk)))
                .endsWith("code '901', expected 915 to 921");
        assertThat(desk.why(exactly(Kind.RETURN, Fact.builder().code("998").on(day(6, 1)), desk)))
                .endsWith("code '998', expected 901 to 922 or 990");
        assertThat(desk.take(exactly(Kind.CLAIM, Fact.builder().code("917").on(day(6, 1)), desk))
                        .status())
                .isEqualTo(PaymentStatus.CLAIMED);
    }

    @Test
    @DisplayName("PAY-17 a claim whose window hangs on the category of a debit has none for a credit")
    void noWindow() {
        Desk desk = Desk.eft().funded("100.00");
        desk.submit(CREDIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).clock();
        desk.on(3, 10).take(desk.payments.due(desk.payment(), desk.now).get(0));
        assertThat(desk.status()).isEqualTo(PaymentStatus.PRESUMED_SETTLED);
        assertThat(desk.why(exactly(Kind.CLAIM, Fact.builder().code("915").on(day(3, 10)), desk)))
                .endsWith("code '915' has no window for a credit");
    }

    @Test
    @DisplayName("PAY-17 ACH: reversed within five banking days, dishonoured within five, contested within two")
    void ach() {
        // Settled on Tuesday 2 March: the fifth banking day after it is Tuesday 9 March.
        Desk reversed = settled(Desk.ach());
        assertThat(reversed.on(3, 10).why(PaymentCommand.reverse(day(3, 10), MARIA, reversed.key())))
                .endsWith("reversed 2027-03-10, expected by 2027-03-09");
        assertThat(reversed.on(3, 9)
                        .take(PaymentCommand.reverse(day(3, 9), MARIA, reversed.key()))
                        .status())
                .isEqualTo(PaymentStatus.REVERSED);

        Desk desk = settled(Desk.ach());
        desk.on(3, 3).take(PaymentCommand.returned("R01", day(3, 3), BANK, desk.key()));
        assertThat(desk.on(3, 10)
                        .take(PaymentCommand.dishonour("R68", day(3, 10), MARIA, desk.key()))
                        .status())
                .as("five banking days after 3 March")
                .isEqualTo(PaymentStatus.DISHONOURED);
        assertThat(next(desk).by()).contains(day(3, 12));
        assertThat(desk.why(PaymentCommand.contested("R01", day(3, 12), BANK, desk.key())))
                .endsWith("code 'R01', expected R71 to R77");
        assertThat(desk.why(PaymentCommand.returned("R68", day(3, 12), BANK, desk.key())))
                .contains("not allowed");
        assertThat(desk.on(3, 12).why(PaymentCommand.clock(Kind.SETTLE_DISHONOUR, desk.key())))
                .endsWith("today is 2027-03-12, it may be contested until 2027-03-12");
    }

    @Test
    @DisplayName("PAY-29 an answer to a return is no return")
    void answersAreNoReturns() {
        Desk desk = settled(Desk.ach());
        assertThat(desk.why(PaymentCommand.returned("R68", day(3, 3), BANK, desk.key())))
                .contains("answers a return, it is none");
        assertThat(desk.why(PaymentCommand.returned("R73", day(3, 3), BANK, desk.key())))
                .contains("answers a return, it is none");
    }

    @Test
    @DisplayName("PAY-17 SEPA: a Core debit returns until D+5, a B2B debit until D+3, a refund until eight weeks")
    void sepaDebit() {
        Desk core = settled(Desk.sepa());
        assertThat(core.on(3, 10)
                        .why(PaymentCommand.returned("AM04", day(3, 10), BANK, core.key())
                                .report("RETURN")))
                .endsWith("AM04 came on 2027-03-10, expected by 2027-03-09");
        assertThat(core.why(exactly(
                        Kind.RETURN,
                        Fact.builder().code("AM04").report("REFUND").on(day(3, 9)),
                        core)))
                .endsWith("message REFUND, expected RETURN");
        assertThat(core.why(exactly(
                        Kind.REFUND,
                        Fact.builder().code("MD06").report("RETURN").on(day(3, 9)),
                        core)))
                .endsWith("message RETURN, expected REFUND");
        assertThat(core.why(exactly(
                        Kind.REFUND,
                        Fact.builder().code("AM04").report("REFUND").on(day(3, 9)),
                        core)))
                .endsWith("code 'AM04', expected MD06 or MD01");
        assertThat(core.take(exactly(Kind.RETURN, Fact.builder().code("AM04").on(day(3, 9)), core))
                        .status())
                .isEqualTo(PaymentStatus.RETURNED);
        Desk refunded = settled(Desk.sepa());
        assertThat(refunded.take(PaymentCommand.returned("MD06", day(4, 27), BANK, refunded.key())
                                .report("REFUND"))
                        .status())
                .as("56 days after 2 March")
                .isEqualTo(PaymentStatus.REFUNDED);

        Desk business = Desk.sepa();
        business.take(PaymentCommand.submit(
                business.order(DEBIT)
                        .terms(RailTerms.sepa(RailTerms.SepaScheme.SDD_B2B))
                        .build(),
                MARIA,
                business.key()));
        business.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, business.key()));
        assertThat(business.why(PaymentCommand.returned("AM04", day(3, 8), BANK, business.key())
                        .report("RETURN")))
                .endsWith("expected by 2027-03-05");
        assertThat(business.take(PaymentCommand.returned("AM04", day(3, 5), BANK, business.key())
                                .report("RETURN"))
                        .status())
                .isEqualTo(PaymentStatus.RETURNED);
    }

    @Test
    @DisplayName(
            "PAY-17 SEPA: a transfer is recalled as a duplicate on the tenth banking day, for fraud within thirteen months")
    void sepaTransfer() {
        Desk desk = Desk.sepa().funded("100.00");
        desk.submit(CREDIT);
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        assertThat(desk.why(PaymentCommand.recall("MD01", day(3, 2), MARIA, desk.key())))
                .endsWith("code 'MD01', expected DUPL, TECH, FRAD or an originator's request CUST, AC03, AM09");
        // Ten banking days after Tuesday 2 March: Tuesday 16 March; thirteen months: 2 April 2028.
        desk.on(3, 16);
        assertThat(desk.payments
                        .decide(desk.payment(), PaymentCommand.recall("DUPL", day(3, 16), MARIA, desk.key()), desk.now)
                        .refusal())
                .isEmpty();
        desk.on(LocalDate.of(2028, 4, 3));
        assertThat(desk.why(PaymentCommand.recall("FRAD", LocalDate.of(2028, 4, 3), MARIA, desk.key())))
                .endsWith("FRAD asked 2028-04-03, expected by 2028-04-02");
        desk.on(3, 16).take(PaymentCommand.recall("DUPL", day(3, 16), MARIA, desk.key()));
        // Fifteen banking days after 16 March: Tuesday 6 April.
        assertThat(next(desk))
                .isEqualTo(Whereabouts.Expectation.by(Whereabouts.Turn.RAIL, "answer the recall", day(4, 6)));
        assertThat(desk.on(4, 6).why(PaymentCommand.clock(Kind.ANSWER_OVERDUE, desk.key())))
                .endsWith("today is 2027-04-06, expected after 2027-04-06");
    }

    @Test
    @DisplayName("PAY-17 an EFT credit is recalled for a wrong account, or with an error file")
    void eftRecall() {
        for (String segment : new String[] {"E", "F"}) {
            Desk desk = Desk.eft().funded("100.00");
            desk.submit(CREDIT);
            desk.take(PaymentCommand.accepted(BANK, desk.key()));
            desk.on(3, 2).clock();
            assertThat(desk.why(asked(
                            Kind.RECALL, Fact.builder().code("901").report("D").on(day(3, 2)), desk)))
                    .contains("code '901' in segment 'D', expected 903, or an error file E or F");
            assertThat(desk.take(asked(
                                    Kind.RECALL,
                                    Fact.builder().code("901").report(segment).on(day(3, 2)),
                                    desk))
                            .status())
                    .isEqualTo(PaymentStatus.RETURNED);
        }
    }

    @Test
    @DisplayName("PAY-17 what is wanted for a day that the rail no longer takes is not planned")
    void window() {
        Desk desk = Desk.eft().rules(rules -> rules.approvals(ApprovalPolicy.of(1)));
        desk.take(PaymentCommand.submit(desk.order(DEBIT).build(), MARIA, desk.key()));
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        assertThat(desk.on(4, 1).why(PaymentCommand.release(MARIA, desk.key())))
                .as("thirty days back from 1 April is 2 March")
                .contains("wanted on 2027-03-01, expected 2027-03-02 to 2027-09-21");
        assertThat(desk.on(3, 31)
                        .take(PaymentCommand.release(MARIA, desk.key()))
                        .status())
                .isEqualTo(PaymentStatus.FILED);
    }

    @Test
    @DisplayName("PAY-18 a settled payment never becomes unknown")
    void settledIsKnown() {
        Desk desk = settled(Desk.ach());
        assertThat(desk.refused(PaymentCommand.clock(Kind.TIMEOUT, desk.key())))
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
    }

    @Test
    @DisplayName("PAY-13 days and shares of the rules are counts")
    void rules() {
        RailRules eft = RailRules.canadaEft(Desk.WEEKDAYS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eft.toBuilder().holdDays(-1).build())
                .withMessage("rules cad-eft have holdDays of -1, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eft.toBuilder().captureToleranceBps(-5).build())
                .withMessage("rules cad-eft have captureToleranceBps of -5, expected 0 or more");
        assertThat(eft.toBuilder().daysBack(0).daysAhead(0).build().daysAhead()).isZero();
    }
}
