package io.counterfoil.payments.order;

import static io.counterfoil.payments.order.Desk.BANK;
import static io.counterfoil.payments.order.Desk.BEN;
import static io.counterfoil.payments.order.Desk.MARIA;
import static io.counterfoil.payments.order.Desk.MAR_1;
import static io.counterfoil.payments.rail.Rail.Direction.CREDIT;
import static io.counterfoil.payments.rail.Rail.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnCodes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentsTest {

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2027, month, day);
    }

    private static PaymentCommand returned(Desk desk, String code, LocalDate on) {
        return PaymentCommand.returned(code, on, BANK, desk.key());
    }

    // ── order ──

    @Test
    @DisplayName(
            "PAY-25 a command given again is answered with its first events and books nothing twice; another under its key is a conflict")
    void repeats() {
        Desk desk = Desk.eft();
        PaymentOrder order = desk.order(DEBIT).build();
        Decision<Payment, PaymentEvent> first = desk.tell(PaymentCommand.submit(order, MARIA, "cmd-1"));
        long records = desk.ledger.sequence();
        assertThat(first.events()).extracting(PaymentEvent::kind).containsExactly(Kind.ADMIT, Kind.FILE);
        desk.on(3, 2);
        Decision<Payment, PaymentEvent> again = desk.tell(PaymentCommand.submit(order, MARIA, "cmd-1"));
        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(desk.ledger.sequence()).isEqualTo(records);
        assertThat(desk.refused(PaymentCommand.submit(
                        order.toBuilder().amount(desk.money.of("100.01")).build(), MARIA, "cmd-1")))
                .isEqualTo(Lifecycle.Reason.CONFLICT);
        assertThat(desk.refused(PaymentCommand.submit(order, MARIA, "cmd-2")))
                .isEqualTo(PaymentOrder.Fault.ORDER_EXISTS);
    }

    @Test
    @DisplayName("PAY-14 a second person approves, two for more, none of them the maker; an edit drops the approvals")
    void makerChecker() {
        Desk desk = Desk.eft()
                .rules(rules -> rules.approvals(ApprovalPolicy.builder()
                        .upTo(io.counterfoil.payments.money.Amounts.in("CAD").of("99.99"), 1)
                        .above(2)
                        .limit(
                                "cy",
                                io.counterfoil.payments.money.Amounts.in("CAD").of("50.00"))
                        .build()));
        assertThat(desk.submit(DEBIT).status()).isEqualTo(PaymentStatus.AWAITING_APPROVAL);
        assertThat(desk.books()).isEmpty();
        assertThat(desk.why(PaymentCommand.approve(Actor.approver("maria"), desk.key())))
                .contains("'maria' made or edited it");
        assertThat(desk.why(PaymentCommand.approve(Actor.approver("cy"), desk.key())))
                .contains("50.00 CAD");
        assertThat(desk.refused(PaymentCommand.release(MARIA, desk.key())))
                .isEqualTo(Lifecycle.Reason.EVENT_NOT_ALLOWED);
        assertThat(desk.take(PaymentCommand.approve(BEN, desk.key())).status())
                .isEqualTo(PaymentStatus.AWAITING_APPROVAL);
        assertThat(desk.why(PaymentCommand.approve(BEN, desk.key()))).contains("approved it already");
        PaymentOrder less = desk.order(DEBIT).amount(desk.money.of("90.00")).build();
        Payment edited = desk.take(PaymentCommand.edit(less, Actor.host("dora"), desk.key()));
        assertThat(edited.approvals().count()).isZero();
        assertThat(desk.why(PaymentCommand.approve(Actor.approver("dora"), desk.key())))
                .contains("'dora'");
        assertThat(desk.take(PaymentCommand.approve(BEN, desk.key())).status()).isEqualTo(PaymentStatus.APPROVED);
        assertThat(desk.take(PaymentCommand.edit(less, MARIA, desk.key())).status())
                .isEqualTo(PaymentStatus.AWAITING_APPROVAL);
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        Payment filed = desk.take(PaymentCommand.release(MARIA, desk.key()));
        assertThat(filed.status()).isEqualTo(PaymentStatus.FILED);
        assertThat(desk.books()).isEqualTo("inflight 0.00(+90.00 -0.00) client 0.00(+90.00 -0.00)");
    }

    @Test
    @DisplayName("PAY-14 money for an approved transfer is set aside and given back when it is changed or called off")
    void reservedUntilCalledOff() {
        Desk desk = Desk.sepa()
                .rules(rules -> rules.approvals(ApprovalPolicy.of(1)))
                .funded("150.00");
        desk.submit(CREDIT);
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        assertThat(desk.balance("client").availableMinor()).isEqualTo(50_00);
        desk.take(PaymentCommand.edit(
                desk.order(CREDIT).amount(desk.money.of("150.00")).build(), MARIA, desk.key()));
        assertThat(desk.balance("client").availableMinor()).isEqualTo(150_00);
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        assertThat(desk.balance("client").availableMinor()).isZero();
        assertThat(desk.take(PaymentCommand.cancel("wrong supplier", MARIA, desk.key()))
                        .status())
                .isEqualTo(PaymentStatus.CANCELLED);
        assertThat(desk.balance("client").availableMinor()).isEqualTo(150_00);
    }

    @Test
    @DisplayName(
            "PAY-16 a scheduled order waits to be released; on the day it is filed with the due date the rail allows")
    void scheduled() {
        Desk desk = Desk.eft();
        desk.take(PaymentCommand.schedule(
                desk.order(DEBIT).requestedOn(day(3, 20)).build(), MARIA, desk.key()));
        assertThat(desk.status()).isEqualTo(PaymentStatus.SCHEDULED);
        assertThat(desk.books()).isEmpty();
        desk.on(3, 18);
        assertThat(desk.take(PaymentCommand.release(MARIA, desk.key())).expectedOn())
                .contains(day(3, 22));
        assertThat(desk.payments.due(desk.payment(), desk.now)).isEmpty();
    }

    // ── EFT ──

    @Test
    @DisplayName(
            "PAY-17 PAY-33 an EFT debit is due, presumed settled after five banking days, open to recourse for ninety days, then final")
    void eftToTheEnd() {
        Desk desk = Desk.eft();
        assertThat(desk.submit(DEBIT).expectedOn()).contains(day(3, 2));
        assertThat(desk.payments.finalAt(desk.payment())).isEmpty();
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        assertThat(desk.clock().status()).isEqualTo(PaymentStatus.ACCEPTED);
        assertThat(desk.on(3, 2).clock().status()).isEqualTo(PaymentStatus.DUE);
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        assertThat(desk.payment().settledOn()).contains(day(3, 2));
        assertThat(desk.payments.finalAt(desk.payment())).contains(day(5, 31));
        assertThat(desk.on(3, 9).clock().status()).isEqualTo(PaymentStatus.DUE);
        assertThat(desk.on(3, 10).clock().status()).isEqualTo(PaymentStatus.PRESUMED_SETTLED);
        assertThat(desk.on(5, 31).clock().status()).isEqualTo(PaymentStatus.PRESUMED_SETTLED);
        assertThat(desk.on(6, 1).clock().status()).isEqualTo(PaymentStatus.FINAL);
    }

    @Test
    @DisplayName("PAY-28 an EFT that bounced is presented once more, within thirty days, of the same amount")
    void eftRetry() {
        Desk desk = Desk.eft();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).clock();
        desk.on(3, 3).take(returned(desk, "901", day(3, 3)).fee(desk.money.of("4.50")));
        assertThat(desk.books()).isEqualTo("cash -4.50 fees 4.50");
        Payment.RetryProposal proposal = desk.payments.proposeRetry(desk.payment(), desk.payments.asOf(desk.now));
        assertThat(proposal.isAllowed()).isTrue();
        assertThat(proposal.order().requestedOn()).isEqualTo(day(3, 3));
        Desk late = desk;
        assertThat(late.payments
                        .proposeRetry(
                                desk.payment(), desk.payments.asOf(desk.now).on(day(4, 3)))
                        .answer()
                        .verdict())
                .isEqualTo(ReturnCodes.RetryAnswer.Verdict.TOO_LATE);
        Payment again = desk.take(PaymentCommand.retry(proposal, MARIA, desk.key()));
        assertThat(again.status()).isEqualTo(PaymentStatus.FILED);
        assertThat(again.settledOn()).isEmpty();
        assertThat(again.retries()).isEqualTo(1);
        assertThat(desk.balance("client").pendingCreditMinor()).isEqualTo(100_00);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 4).clock();
        desk.on(3, 5).take(returned(desk, "908", day(3, 5)));
        assertThat(desk.payments
                        .proposeRetry(desk.payment(), desk.payments.asOf(desk.now))
                        .answer()
                        .verdict())
                .isEqualTo(ReturnCodes.RetryAnswer.Verdict.BUDGET_USED);
        assertThat(desk.why(PaymentCommand.exactly(Kind.REPRESENT, PaymentEvent.Fact.none(), MARIA, desk.key())))
                .contains("1 retries made");
        assertThat(desk.take(PaymentCommand.close(MARIA, desk.key())).status()).isEqualTo(PaymentStatus.CLOSED);
        assertThat(desk.books()).isEqualTo("cash -4.50 fees 4.50");
    }

    @Test
    @DisplayName("PAY-28 an item that failed an edit is repaired and resent, which is no retry")
    void eftResend() {
        Desk desk = Desk.eft();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.take(returned(desk, "900", MAR_1));
        assertThat(desk.payment().events().get(3).kind()).isEqualTo(Kind.ITEM_REJECTED);
        assertThat(desk.books()).isEmpty();
        assertThat(desk.payments
                        .proposeRetry(desk.payment(), desk.payments.asOf(desk.now))
                        .isAllowed())
                .isFalse();
        Payment resent = desk.take(PaymentCommand.exactly(Kind.RESEND, PaymentEvent.Fact.none(), MARIA, desk.key()));
        assertThat(resent.status()).isEqualTo(PaymentStatus.FILED);
        assertThat(resent.retries()).isZero();
    }

    @Test
    @DisplayName(
            "PAY-17 a personal claim comes within ninety days and is a claim; what the client has not is its debt, in two recorded decisions")
    void eftClaim() {
        Desk desk = Desk.eft();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).clock();
        desk.on(3, 10).clock();
        desk.ledger.open(io.counterfoil.payments.ledger.Account.equity("out", desk.money.currency()));
        desk.ledger
                .post(
                        Journal.of("spent")
                                .bookedOn(day(3, 10))
                                .debit("client", desk.money.of("70.00"))
                                .credit("out", desk.money.of("70.00")),
                        desk.now)
                .orThrow();
        desk.on(4, 1);
        long before = desk.ledger.sequence();
        Decision<Payment, PaymentEvent> claim = desk.tell(returned(desk, "917", day(4, 1)));
        assertThat(claim.state().status()).isEqualTo(PaymentStatus.CLAIMED);
        assertThat(desk.books()).isEqualTo("retRecv 70.00 out 70.00");
        assertThat(desk.ledger.sequence())
                .as("refusal and fallback are both recorded")
                .isEqualTo(before + 2);
        assertThat(desk.payments
                        .post(claim, desk.ledger, desk.now.plusSeconds(9))
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(desk.ledger.sequence()).isEqualTo(before + 2);
    }

    @Test
    @DisplayName(
            "PAY-27 a claim after the window is booked as a return and a person is told; without a window it is never a claim")
    void lateClaim() {
        Desk desk = Desk.eft();
        desk.take(PaymentCommand.submit(
                desk.order(DEBIT)
                        .terms(RailTerms.pad(RailTerms.PadCategory.BUSINESS))
                        .build(),
                MARIA,
                desk.key()));
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).clock();
        desk.on(3, 10).clock();
        assertThat(desk.payments.finalAt(desk.payment())).contains(day(3, 16));
        assertThat(desk.why(PaymentCommand.exactly(
                        Kind.CLAIM,
                        PaymentEvent.Fact.builder().code("919").on(day(3, 17)).build(),
                        BANK,
                        "c-1")))
                .contains("came on 2027-03-17, expected by 2027-03-16");
        desk.on(3, 17).take(returned(desk, "919", day(3, 17)));
        assertThat(desk.status()).isEqualTo(PaymentStatus.RETURNED);
        assertThat(desk.payments.alerts(desk.payment(), desk.now))
                .extracting(Alert::kind)
                .containsExactly(AlertKind.UNTIMELY_RETURN);
    }

    @Test
    @DisplayName(
            "PAY-26 an unknown code is kept, booked and shown once; a code of another report is refused and never dropped")
    void unknownCode() {
        Desk desk = Desk.eft();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).clock();
        PaymentCommand bad = returned(desk, "998", day(3, 3));
        Decision<Payment, PaymentEvent> refused = desk.on(3, 3).tell(bad);
        assertThat(desk.payments.alert(desk.id, bad, refused, desk.now)).hasValueSatisfying(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.RAIL_FACT_REFUSED);
            assertThat(alert.key().value()).startsWith("RAIL_FACT_REFUSED/payment:p-1/k-");
        });
        desk.take(returned(desk, "977", day(3, 3)));
        assertThat(desk.status()).isEqualTo(PaymentStatus.RETURNED);
        assertThat(desk.payments.alerts(desk.payment(), desk.now))
                .extracting(Alert::kind)
                .containsExactly(AlertKind.UNKNOWN_CODE);
    }

    // ── ACH ──

    @Test
    @DisplayName(
            "PAY-29 a return is dishonoured, the dishonour contested: a posting at each step, a clock on each answer")
    void achChain() {
        Desk desk = Desk.ach();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        desk.on(3, 8).take(returned(desk, "R02", day(3, 8)));
        assertThat(desk.books()).isEmpty();
        assertThat(desk.payments.alerts(desk.payment(), desk.now))
                .singleElement()
                .satisfies(alert -> assertThat(alert.evidence().sentence())
                        .contains("expected by 2027-03-04; answer R68 by 2027-03-15"));
        assertThat(desk.on(3, 16).why(PaymentCommand.dishonour("R68", day(3, 17), MARIA, desk.key())))
                .contains("dishonoured 2027-03-16, expected by 2027-03-15");
        assertThat(desk.on(3, 9).why(PaymentCommand.dishonour("R01", day(3, 10), MARIA, desk.key())))
                .contains("expected R61, R62 or R67 to R70");
        desk.take(PaymentCommand.dishonour("R68", day(3, 10), MARIA, desk.key()));
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        assertThat(desk.on(3, 12).payments.due(desk.payment(), desk.now)).isEmpty();
        assertThat(desk.why(PaymentCommand.contested("R73", day(3, 15), BANK, desk.key())))
                .contains("came on 2027-03-15, expected by 2027-03-12");
        desk.take(PaymentCommand.contested("R73", day(3, 12), BANK, desk.key()));
        assertThat(desk.books()).isEmpty();
        assertThat(desk.take(PaymentCommand.close(MARIA, desk.key())).status()).isEqualTo(PaymentStatus.CLOSED);
    }

    @Test
    @DisplayName(
            "PAY-29 a transfer that came back short and was sent back is out in full again, whatever was made good to the client")
    void achShortReturnDishonoured() {
        for (String tolerance : List.of("25.00", "24.99")) {
            boolean forgiven = tolerance.equals("25.00");
            Desk desk = Desk.ach();
            desk = desk.rules(rules -> rules.addShortReturnTolerances(
                            io.counterfoil.payments.money.Amounts.in("USD").of(tolerance)))
                    .funded("100.00");
            desk.submit(CREDIT);
            desk.take(PaymentCommand.accepted(BANK, desk.key()));
            desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
            desk.on(3, 3).take(returned(desk, "R01", day(3, 3)).amount(desk.money.of("75.00")));
            assertThat(desk.books())
                    .isEqualTo(
                            forgiven
                                    ? "cash -25.00 client 100.00 fees 25.00 before 100.00"
                                    : "cash -25.00 client 75.00 before 100.00");
            desk.take(PaymentCommand.dishonour("R68", day(3, 4), MARIA, desk.key()));
            assertThat(desk.books()).as(tolerance).isEqualTo("cash -100.00 before 100.00");
            Payment dishonoured = desk.payment();
            desk.on(3, 5).take(PaymentCommand.contested("R73", day(3, 5), BANK, desk.key()));
            assertThat(desk.books())
                    .as("the contest is the return again")
                    .isEqualTo(
                            forgiven
                                    ? "cash -25.00 client 100.00 fees 25.00 before 100.00"
                                    : "cash -25.00 client 75.00 before 100.00");
            assertThat(dishonoured.status()).isEqualTo(PaymentStatus.DISHONOURED);

            Desk again = Desk.ach().funded("100.00");
            again.submit(CREDIT);
            again.take(PaymentCommand.accepted(BANK, again.key()));
            again.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, again.key()));
            again.on(3, 3).take(returned(again, "R01", day(3, 3)).amount(again.money.of("75.00")));
            again.take(PaymentCommand.dishonour("R68", day(3, 4), MARIA, again.key()));
            again.on(3, 9).take(PaymentCommand.clock(Kind.SETTLE_DISHONOUR, again.key()));
            again.take(returned(again, "R02", day(3, 9)));
            assertThat(again.books()).as("all of it came back").isEqualTo("client 100.00 before 100.00");
        }
    }

    @Test
    @DisplayName("PAY-29 a dishonour that nobody contests in time settles: the payment stands")
    void achDishonourSettles() {
        Desk desk = Desk.ach();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        desk.on(3, 8).take(returned(desk, "R02", day(3, 8)));
        desk.take(PaymentCommand.dishonour("R68", day(3, 9), MARIA, desk.key()));
        assertThat(desk.on(3, 11).clock().status()).isEqualTo(PaymentStatus.DISHONOURED);
        assertThat(desk.on(3, 12).clock().status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        assertThat(desk.payments.finalAt(desk.payment())).contains(day(5, 3));
    }

    @Test
    @DisplayName("PAY-28 an ACH retry says RETRY PYMT and is refused without; twice at most")
    void achRetry() {
        Desk desk = Desk.ach();
        desk.submit(DEBIT);
        for (int presentment = 1; presentment <= 3; presentment++) {
            desk.take(PaymentCommand.accepted(BANK, desk.key()));
            LocalDate settles = desk.payment().expectedOn().orElseThrow();
            desk.on(settles).take(PaymentCommand.settled(settles, BANK, desk.key()));
            desk.take(returned(desk, "R01", settles));
            Payment.RetryProposal proposal = desk.payments.proposeRetry(desk.payment(), desk.payments.asOf(desk.now));
            if (presentment == 3) {
                assertThat(proposal.answer().verdict()).isEqualTo(ReturnCodes.RetryAnswer.Verdict.BUDGET_USED);
            } else {
                if (presentment == 1) {
                    assertThat(desk.why(PaymentCommand.exactly(
                                    Kind.REINITIATE, PaymentEvent.Fact.none(), MARIA, desk.key())))
                            .contains("expected entry description RETRY PYMT");
                }
                assertThat(proposal.order().entryDescription()).isEqualTo("RETRY PYMT");
                assertThat(desk.take(PaymentCommand.retry(proposal, MARIA, desk.key()))
                                .status())
                        .isEqualTo(PaymentStatus.SUBMITTED);
            }
        }
        assertThat(desk.books()).isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-17 the operator rejects before settlement with codes of its own; a return code before settlement is refused")
    void achReject() {
        Desk desk = Desk.ach();
        desk.submit(DEBIT);
        assertThat(desk.why(PaymentCommand.rejected("R01", BANK, desk.key()))).contains("no code of the operator");
        assertThat(desk.take(PaymentCommand.rejected("R26", BANK, desk.key())).status())
                .isEqualTo(PaymentStatus.REJECTED);
        assertThat(desk.books()).isEmpty();
    }

    @Test
    @DisplayName(
            "PAY-18 no answer makes the outcome unknown: queries after 5 min, 1 h, then daily five times, then an alert; a late answer ends it")
    void unknownOutcome() {
        Desk desk = Desk.ach();
        desk.submit(DEBIT);
        assertThat(desk.payments.nextQuery(desk.payment(), desk.now)).isEmpty();
        desk.on(3, 2);
        Instant since = desk.now;
        assertThat(desk.clock().status()).isEqualTo(PaymentStatus.UNKNOWN);
        Payment unknown = desk.payment();
        Instant asked = since;
        Duration[] waits = {
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1)
        };
        for (Duration wait : waits) {
            Instant next = desk.payments.nextQuery(unknown, asked).orElseThrow();
            assertThat(next).isEqualTo(asked.plus(wait));
            assertThat(desk.payments.alerts(unknown, next.minusSeconds(1))).isEmpty();
            asked = next;
        }
        assertThat(desk.payments.nextQuery(unknown, asked)).isEmpty();
        assertThat(desk.payments.alerts(unknown, asked)).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.UNKNOWN_OUTCOME);
            assertThat(alert.key().value()).isEqualTo("UNKNOWN_OUTCOME/payment:p-1");
        });
        desk.take(PaymentCommand.settled(day(3, 2), BANK, "statement-7"));
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        assertThat(desk.payments.alerts(desk.payment(), asked)).isEmpty();
    }

    // ── Bacs, SEPA ──

    @Test
    @DisplayName(
            "PAY-33 PAY-36 a Bacs debit is never final: an indemnity claim comes years later, is challenged or debited on its day")
    void bacsIndemnity() {
        Desk desk =
                Desk.bacs().rules(rules -> rules.lossBorneBy(io.counterfoil.payments.ledger.AccountMap.Role.Core.LOSS));
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 3).take(PaymentCommand.settled(day(3, 3), BANK, desk.key()));
        assertThat(desk.payments.finalAt(desk.payment())).isEmpty();
        desk.on(LocalDate.of(2029, 3, 5))
                .take(returned(desk, "4", LocalDate.of(2029, 3, 5)).report("DDICA"));
        assertThat(desk.status()).isEqualTo(PaymentStatus.INDEMNITY_OPEN);
        assertThat(desk.payment().isDisputeOpen()).isTrue();
        assertThat(desk.why(PaymentCommand.challenge("3", LocalDate.of(2029, 3, 6), MARIA, desk.key())))
                .contains("expected one of 1, 2, 4");
        assertThat(desk.why(PaymentCommand.indemnityDebited(LocalDate.of(2029, 3, 6), BANK, desk.key())))
                .contains("expected not before 2029-03-23");
        desk.take(PaymentCommand.challenge("4", LocalDate.of(2029, 3, 6), MARIA, desk.key()));
        desk.take(PaymentCommand.challengeAnswered(false, LocalDate.of(2029, 3, 26), BANK, desk.key()));
        assertThat(desk.status()).isEqualTo(PaymentStatus.INDEMNIFIED);
        assertThat(desk.books()).isEqualTo("client 100.00 loss 100.00");
    }

    @Test
    @DisplayName("PAY-28 an unpaid Bacs debit is presented again with transaction code 18")
    void bacsRetry() {
        Desk desk = Desk.bacs();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 3).take(PaymentCommand.settled(day(3, 3), BANK, desk.key()));
        desk.on(3, 4).take(returned(desk, "0", day(3, 4)).report("ARUDD"));
        assertThat(desk.status()).isEqualTo(PaymentStatus.UNPAID);
        Payment.RetryProposal proposal = desk.payments.proposeRetry(desk.payment(), desk.payments.asOf(desk.now));
        assertThat(proposal.order().transactionCode()).isEqualTo("18");
        assertThat(desk.take(PaymentCommand.retry(proposal, MARIA, desk.key())).status())
                .isEqualTo(PaymentStatus.INPUT);
    }

    @Test
    @DisplayName("PAY-13 a Bacs credit lives by the common table and cannot be handed over twice")
    void bacsCredit() {
        Desk desk = Desk.bacs().funded("100.00");
        desk.submit(CREDIT);
        assertThat(desk.books()).isEqualTo("inflight -100.00 before 100.00");
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 3).take(PaymentCommand.settled(day(3, 3), BANK, desk.key()));
        assertThat(desk.books()).isEqualTo("cash -100.00 before 100.00");
        assertThat(desk.on(3, 4).clock().status()).isEqualTo(PaymentStatus.FINAL);
    }

    @Test
    @DisplayName("PAY-28 a SEPA debit is collected again as a payment of its own with a new end-to-end reference")
    void sepaRetry() {
        Desk desk = Desk.sepa();
        desk.submit(DEBIT);
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        desk.on(3, 9).take(returned(desk, "AM04", day(3, 9)).report("RETURN"));
        PaymentOrder again = desk.payments
                .proposeRetry(desk.payment(), desk.payments.asOf(desk.now))
                .order();
        assertThat(again.id()).isEqualTo(PaymentId.of("p-1-retry-1"));
        assertThat(again.endToEndId()).isEqualTo("p-1-retry-1");
        assertThat(again.retryOf()).contains(desk.id);
        assertThat(again.presentment()).isEqualTo(2);
    }

    @Test
    @DisplayName("PAY-17 a SEPA refund comes within eight weeks, unauthorised within thirteen months, and only in Core")
    void sepaRefund() {
        Desk desk = Desk.sepa();
        desk.submit(DEBIT);
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        desk.on(5, 3);
        assertThat(desk.why(returned(desk, "MD06", day(4, 28)).report("REFUND")))
                .contains("expected by 2027-04-27");
        assertThat(desk.take(returned(desk, "MD01", day(5, 3)).report("REFUND")).status())
                .isEqualTo(PaymentStatus.REFUNDED);
        assertThat(desk.books()).isEmpty();
        Desk business = Desk.sepa();
        business.take(PaymentCommand.submit(
                business.order(DEBIT)
                        .terms(RailTerms.sepa(RailTerms.SepaScheme.SDD_B2B))
                        .build(),
                MARIA,
                "s"));
        business.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, "x"));
        assertThat(business.why(returned(business, "MD01", day(3, 3)).report("REFUND")))
                .contains("scheme SDD_B2B, expected SDD_CORE");
    }

    @Test
    @DisplayName(
            "PAY-17 a SEPA transfer is recalled as a duplicate in ten banking days; without an answer in fifteen it stands")
    void sepaRecall() {
        Desk desk = Desk.sepa().funded("100.00");
        desk.submit(CREDIT);
        desk.on(3, 2).take(PaymentCommand.settled(day(3, 2), BANK, desk.key()));
        assertThat(desk.on(3, 17).why(PaymentCommand.recall("DUPL", day(3, 17), MARIA, desk.key())))
                .contains("expected by 2027-03-16");
        desk.take(PaymentCommand.recall("FRAD", day(3, 17), MARIA, desk.key()));
        assertThat(desk.on(4, 7).clock().status()).isEqualTo(PaymentStatus.RECALL_OPEN);
        assertThat(desk.on(4, 8).clock().status()).isEqualTo(PaymentStatus.FINAL);
        assertThat(desk.books()).isEqualTo("cash -100.00 before 100.00");
    }

    // ── wire ──

    private static Desk releasedWire() {
        Desk desk = Desk.wire().funded("100.00");
        desk.submit(CREDIT);
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        desk.take(PaymentCommand.release(MARIA, desk.payment().order().uetr()));
        return desk;
    }

    @Test
    @DisplayName("PAY-19 a wire is released under its UETR, before the cut-off, passes its hops and is credited")
    void wire() {
        Desk desk = Desk.wire()
                .rules(rules -> rules.from(RailRules.wire(Desk.WEEKDAYS, Desk.TORONTO)
                        .with(io.counterfoil.payments.rail.CutOffs.builder(Desk.TORONTO)
                                .workdays(io.counterfoil.payments.rail.Rail.WIRE, java.time.LocalTime.of(16, 0))
                                .build())))
                .funded("100.00");
        desk.submit(CREDIT);
        desk.take(PaymentCommand.approve(BEN, desk.key()));
        String uetr = desk.payment().order().uetr();
        assertThat(desk.why(PaymentCommand.release(MARIA, "r-1"))).contains("expected the UETR " + uetr);
        desk.now = desk.now.plus(Duration.ofHours(5));
        assertThat(desk.why(PaymentCommand.release(MARIA, uetr))).contains("the bank takes it for 2027-03-02");
        desk.on(3, 2).take(PaymentCommand.release(MARIA, uetr));
        assertThat(desk.tell(PaymentCommand.release(MARIA, uetr)).outcome()).isEqualTo(Outcome.REPLAYED);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.take(PaymentCommand.hop("BANKUS33", BANK, desk.key()));
        desk.take(PaymentCommand.hop("BANKGB22", BANK, desk.key()));
        desk.take(PaymentCommand.settled(day(3, 2), BANK, desk.key()).fee(desk.money.of("15.00")));
        assertThat(desk.status()).isEqualTo(PaymentStatus.CREDITED);
        assertThat(desk.books()).isEqualTo("cash -115.00 fees 15.00 before 100.00");
        assertThat(desk.on(3, 3).clock().status()).isEqualTo(PaymentStatus.FINAL);
    }

    @Test
    @DisplayName(
            "PAY-19 a wire that came back short is made whole from fees within the tolerance; beyond it the client gets what came and a person is told")
    void shortReturn() {
        Desk within = Desk.wire();
        within = within.rules(rules -> rules.addShortReturnTolerances(
                        io.counterfoil.payments.money.Amounts.in("USD").of("25.00")))
                .funded("100.00");
        within.submit(CREDIT);
        within.take(PaymentCommand.approve(BEN, within.key()));
        within.take(PaymentCommand.release(MARIA, within.payment().order().uetr()));
        within.take(PaymentCommand.accepted(BANK, within.key()));
        within.take(PaymentCommand.settled(MAR_1, BANK, within.key()));
        within.take(returned(within, "AC04", MAR_1).amount(within.money.of("75.00")));
        assertThat(within.books()).isEqualTo("cash -25.00 client 100.00 fees 25.00 before 100.00");
        assertThat(within.payments.alerts(within.payment(), within.now))
                .extracting(Alert::kind)
                .doesNotContain(AlertKind.SHORT_RETURN);

        Desk beyond = releasedWire();
        beyond.take(PaymentCommand.accepted(BANK, beyond.key()));
        beyond.take(PaymentCommand.settled(MAR_1, BANK, beyond.key()));
        beyond.take(returned(beyond, "AC04", MAR_1).amount(beyond.money.of("75.00")));
        assertThat(beyond.books()).isEqualTo("cash -25.00 client 75.00 before 100.00");
        assertThat(beyond.payments.alerts(beyond.payment(), beyond.now))
                .filteredOn(alert -> alert.kind().equals(AlertKind.SHORT_RETURN))
                .singleElement()
                .satisfies(alert -> assertThat(alert.amount()).contains(beyond.money.of("25.00")));
    }

    @Test
    @DisplayName("PAY-19 a recall of a wire on its way is accepted with a charge, or refused and then it was credited")
    void wireRecall() {
        Desk accepted = releasedWire();
        accepted.take(PaymentCommand.accepted(BANK, accepted.key()));
        accepted.take(PaymentCommand.recall("DUPL", MAR_1, MARIA, accepted.key()));
        accepted.take(PaymentCommand.recallAccepted(MAR_1, BANK, accepted.key()).amount(accepted.money.of("90.00")));
        assertThat(accepted.status()).isEqualTo(PaymentStatus.RETURNED);
        assertThat(accepted.books()).isEqualTo("cash -10.00 client 90.00 before 100.00");
        Desk refused = releasedWire();
        refused.take(PaymentCommand.accepted(BANK, refused.key()));
        refused.take(PaymentCommand.recall("DUPL", MAR_1, MARIA, refused.key()));
        refused.take(PaymentCommand.recallRefused("CUST", BANK, refused.key()));
        assertThat(refused.status()).isEqualTo(PaymentStatus.CREDITED);
        assertThat(refused.books()).isEqualTo("cash -100.00 before 100.00");
        assertThat(refused.payment().settledOn()).contains(MAR_1);
    }

    @Test
    @DisplayName(
            "PAY-19 a wire that the client cannot cover is refused by the ledger before it is released, and can be called off")
    void wireWithoutFunds() {
        Desk desk = Desk.wire().funded("99.99");
        desk.submit(CREDIT);
        Decision<Payment, PaymentEvent> approved =
                desk.store.apply(desk.payments, desk.id, PaymentCommand.approve(BEN, desk.key()), desk.now);
        assertThat(desk.payments.post(approved, desk.ledger, desk.now).refusal())
                .map(Refusal::code)
                .contains(io.counterfoil.payments.ledger.Posting.LedgerError.BALANCE_GUARD);
        desk.take(PaymentCommand.cancel("no funds", MARIA, desk.key()));
        assertThat(desk.balance("client").availableMinor()).isEqualTo(99_99);
    }

    // ── book transfer, cheque ──

    @Test
    @DisplayName(
            "PAY-13 a transfer within the books moves from the client to the other account and is final the next day")
    void bookTransfer() {
        Desk desk = Desk.book().funded("100.00");
        desk.ledger.open(io.counterfoil.payments.ledger.Account.liability("other", desk.money.currency()));
        desk.submit(CREDIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.take(PaymentCommand.settled(MAR_1, BANK, desk.key()));
        assertThat(desk.books()).isEqualTo("before 100.00 other 100.00");
        assertThat(desk.on(3, 2).clock().status()).isEqualTo(PaymentStatus.FINAL);
    }

    @Test
    @DisplayName("PAY-17 a cheque is held, clears, may come back for lack of funds and is deposited once more")
    void cheque() {
        Desk desk = Desk.cheque();
        assertThat(desk.submit(DEBIT).status()).isEqualTo(PaymentStatus.DEPOSITED);
        assertThat(desk.balance("client").pendingCreditMinor()).isEqualTo(100_00);
        desk.on(3, 3).take(returned(desk, "NSF", day(3, 3)));
        assertThat(desk.books()).isEmpty();
        desk.take(PaymentCommand.retry(
                desk.payments.proposeRetry(desk.payment(), desk.payments.asOf(desk.now)), MARIA, desk.key()));
        assertThat(desk.status()).isEqualTo(PaymentStatus.DEPOSITED);
        assertThat(desk.on(3, 9).clock().status()).isEqualTo(PaymentStatus.DEPOSITED);
        assertThat(desk.on(3, 10).clock().status()).isEqualTo(PaymentStatus.CLEARED);
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        desk.on(3, 11).take(returned(desk, "NSF", day(3, 11)));
        assertThat(desk.books()).isEmpty();
        assertThat(desk.payments
                        .proposeRetry(desk.payment(), desk.payments.asOf(desk.now))
                        .answer()
                        .verdict())
                .isEqualTo(ReturnCodes.RetryAnswer.Verdict.BUDGET_USED);
    }

    @Test
    @DisplayName("PAY-52 a fact that comes after its period was locked is booked today with its own day of value")
    void lateFact() {
        Desk desk = Desk.ach();
        desk.submit(DEBIT);
        desk.take(PaymentCommand.accepted(BANK, desk.key()));
        desk.on(3, 2);
        Decision<Payment, PaymentEvent> settled =
                desk.store.apply(desk.payments, desk.id, PaymentCommand.settled(day(3, 2), BANK, desk.key()), desk.now);
        var march = io.counterfoil.payments.calendar.DateRange.month(2027, 3);
        desk.ledger.lock(day(3, 31), desk.ledger.prove(march)).orThrow();
        desk.on(4, 1);
        desk.payments.post(settled, desk.ledger, desk.now).orThrow();
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
        desk.on(4, 2);
        assertThat(desk.payments.post(settled, desk.ledger, desk.now).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(desk.ledger.entries(io.counterfoil.payments.ledger.AccountId.of("cash"), Desk.year()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.bookedOn()).isEqualTo(day(4, 1));
                    assertThat(entry.valueOn()).isEqualTo(day(3, 2));
                });
    }

    @Test
    @DisplayName("PAY-25 what an earlier crash left unbooked is booked before the next fact")
    void healsAfterACrash() {
        Desk desk = Desk.ach();
        desk.store
                .apply(
                        desk.payments,
                        desk.id,
                        PaymentCommand.submit(desk.order(DEBIT).build(), MARIA, "s"),
                        desk.now)
                .orThrow();
        desk.store.apply(desk.payments, desk.id, PaymentCommand.accepted(BANK, "a"), desk.now);
        desk.take(PaymentCommand.settled(day(3, 2), BANK, "t"));
        assertThat(desk.books()).isEqualTo("cash 100.00 client 100.00");
    }

    @Test
    @DisplayName("PAY-45 a decision shows its journals, with ids made of payment, event and reference")
    void journals() {
        Desk desk = Desk.ach();
        Decision<Payment, PaymentEvent> submitted =
                desk.tell(PaymentCommand.submit(desk.order(DEBIT).build(), MARIA, "cmd-1"));
        assertThat(desk.payments.journals(submitted))
                .extracting(journal -> journal.id().value())
                .containsExactly("p-1:file:cmd-1");
        desk.take(PaymentCommand.accepted(BANK, "ack"));
        Decision<Payment, PaymentEvent> settled = desk.tell(PaymentCommand.settled(day(3, 2), BANK, "st-7"));
        List<Journal> journals = desk.payments.journals(settled);
        assertThat(journals)
                .extracting(journal -> journal.id().value())
                .containsExactly("p-1:settle:st-7:release", "p-1:settle:st-7");
        assertThat(journals.get(1).valueOn()).isEqualTo(day(3, 2));
        assertThat(desk.payments.journals(desk.tell(PaymentCommand.accepted(BANK, "no"))))
                .isEmpty();
    }
}
