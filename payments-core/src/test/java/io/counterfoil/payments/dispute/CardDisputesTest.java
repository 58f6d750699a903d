package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.dispute.CardDispute.Bearer;
import io.counterfoil.payments.dispute.CardDispute.EvidenceKind;
import io.counterfoil.payments.dispute.CardDispute.Opening;
import io.counterfoil.payments.dispute.CardDispute.Piece;
import io.counterfoil.payments.dispute.CardDisputeEvent.Kind;
import io.counterfoil.payments.document.Documents;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.returns.ReturnCodes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CardDisputesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate OPENED = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z");
    private static final Actor PSP = Actor.rail("processor");
    private static final Actor ANA = Actor.host("ana");
    private static final Piece RECEIPT = Piece.of(EvidenceKind.RECEIPT, Sha256.of("receipt"));

    private final AccountMap accounts = AccountMap.builder()
            .account(AccountMap.Role.Core.CASH, "cash:bank", USD.currency())
            .account(
                    AccountMap.Role.Core.CLIENT.of("shop"),
                    Account.liability("client:shop", USD.currency()).notBelowZero())
            .standard(
                    USD.currency(),
                    AccountMap.Role.Core.HELD,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.LOSS,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE)
            .build();
    private final CardDisputes disputes = CardDisputes.standard(NEW_YORK, accounts);

    private static Opening.Builder opening(String network, String code) {
        return Opening.builder()
                .id("dp-1")
                .payment("p-1")
                .client("shop")
                .network(network)
                .code(code)
                .amount(USD.of("100.00"))
                .fee(USD.of("15.00"))
                .openedOn(OPENED);
    }

    private CardDispute opened(String network, String code) {
        return accept(
                        disputes.initial(),
                        CardDisputeCommand.open(opening(network, code).build(), PSP, "evt-1"),
                        NOW)
                .state();
    }

    private Decision<CardDispute, CardDisputeEvent> accept(CardDispute state, CardDisputeCommand command, Instant now) {
        Decision<CardDispute, CardDisputeEvent> decision =
                disputes.decide(state, command, now).orThrow();
        assertThat(decision.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(disputes.fold(decision.state().history().toList())).isEqualTo(decision.state());
        return decision;
    }

    private String refused(CardDispute state, CardDisputeCommand command, Instant now) {
        Decision<CardDispute, CardDisputeEvent> decision = disputes.decide(state, command, now);
        assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(decision.state()).isEqualTo(state);
        return decision.refusal().orElseThrow().code().id() + ": "
                + decision.refusal().orElseThrow().sentence();
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(NEW_YORK).toInstant();
    }

    @Test
    @DisplayName("PAY-35 Visa gives 30 days, Mastercard 45, the day itself is in time, and the processor's date wins")
    void deadlines() {
        CardDispute visa = opened("VISA", "13.1");
        assertThat(visa.deadline()).hasValueSatisfying(due -> assertThat(due).hasToString("2027-03-31 (TABLE)"));
        assertThat(disputes.allowed(visa, on(LocalDate.of(2027, 3, 31)))).containsExactly(Kind.ACCEPT, Kind.REPRESENT);
        assertThat(disputes.allowed(visa, on(LocalDate.of(2027, 4, 1)))).containsExactly(Kind.EXPIRE);
        assertThat(opened("mastercard", "4837").deadline())
                .hasValueSatisfying(due -> assertThat(due.day()).isEqualTo(LocalDate.of(2027, 4, 15)));
        for (int days : new int[] {3, 90}) {
            Opening own = opening("VISA", "13.1").dueBy(OPENED.plusDays(days)).build();
            assertThat(accept(disputes.initial(), CardDisputeCommand.open(own, PSP, "e"), NOW)
                            .state()
                            .deadline())
                    .contains(new CardDispute.Deadline(OPENED.plusDays(days), CardDispute.Deadline.Source.PROCESSOR));
        }
        assertThat(disputes.allowed(opened("VISA", "10.4"), on(OPENED)))
                .containsExactly(Kind.ACCEPT, Kind.PRE_ARBITRATE);
        CardDispute odd = opened("AMEX", "C08");
        assertThat(odd.deadline()).isEmpty();
        assertThat(disputes.allowed(odd, on(OPENED.plusYears(9)))).containsExactly(Kind.ACCEPT, Kind.REPRESENT);
        assertThat(disputes.allowed(disputes.initial(), on(OPENED))).isEmpty();
    }

    @Test
    @DisplayName("PAY-35 the deadline is judged in the zone of the scheme, to the last minute of the day")
    void schemeZone() {
        CardDispute visa = opened("VISA", "13.1");
        Instant lastMinute = Instant.parse("2027-04-01T03:59:59Z");
        accept(visa, CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), lastMinute);
        accept(visa, CardDisputeCommand.accept(ANA, "a"), lastMinute);
        assertThat(refused(visa, CardDisputeCommand.expire("x"), lastMinute))
                .isEqualTo("LIFECYCLE.GUARD_FAILED: 'expire' in state OPENED"
                        + " needs: now after deadline; today 2027-03-31 is not after the deadline 2027-03-31 (TABLE)");
        Instant nextDay = lastMinute.plusSeconds(1);
        assertThat(refused(visa, CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), nextDay))
                .endsWith("today 2027-04-01 is after the deadline 2027-03-31 (TABLE)");
        assertThat(refused(visa, CardDisputeCommand.accept(ANA, "a"), nextDay))
                .endsWith("today 2027-04-01 is after the deadline 2027-03-31 (TABLE)");
        assertThat(accept(visa, CardDisputeCommand.expire("x"), nextDay).state().status())
                .isEqualTo(CardDisputeStatus.LOST);
        assertThat(refused(opened("AMEX", "C08"), CardDisputeCommand.expire("x"), NOW))
                .endsWith("there is no deadline");
    }

    @Test
    @DisplayName("PAY-35 an answer is that of the flow and brings evidence")
    void guards() {
        assertThat(refused(opened("VISA", "10.4"), CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), NOW))
                .endsWith("flow is ALLOCATION, whose answer is preArbitrate");
        assertThat(refused(opened("VISA", "13.1"), CardDisputeCommand.preArbitrate(List.of(RECEIPT), ANA, "r"), NOW))
                .endsWith("flow is COLLABORATION, whose answer is represent");
        assertThat(refused(opened("VISA", "13.1"), CardDisputeCommand.represent(List.of(), ANA, "r"), NOW))
                .contains("no evidence was given; missing for a dispute of category CONSUMER: the receipt or invoice");
        assertThat(refused(opened("VISA", "13.1"), CardDisputeCommand.accept(PSP, "r"), NOW))
                .startsWith(Lifecycle.Reason.NOT_PERMITTED.id());
        assertThat(refused(disputes.initial(), CardDisputeCommand.accept(ANA, "r"), NOW))
                .endsWith("'accept' is not allowed in state NEW, expected one of inquire, open");
        assertThat(refused(
                        opened("VISA", "13.1"),
                        CardDisputeCommand.open(opening("VISA", "13.1").build(), PSP, "evt-2"),
                        NOW))
                .startsWith(Lifecycle.Reason.EVENT_NOT_ALLOWED.id());
    }

    @Test
    @DisplayName("PAY-35 representment, pre-arbitration of the issuer, arbitration: each with a deadline of its own")
    void toArbitration() {
        CardDispute sent = accept(opened("VISA", "13.1"), CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        assertThat(sent.status()).isEqualTo(CardDisputeStatus.REPRESENTED);
        assertThat(sent.deadline()).isEmpty();
        assertThat(disputes.allowed(sent, on(OPENED))).isEmpty();
        LocalDate back = LocalDate.of(2027, 5, 3);
        CardDispute received = accept(sent, CardDisputeCommand.issuerPreArbitrates(back, PSP, "evt-2"), noon(back))
                .state();
        assertThat(received.deadline())
                .contains(new CardDispute.Deadline(back.plusDays(30), CardDispute.Deadline.Source.TABLE));
        CardDispute dated = accept(
                        sent,
                        CardDisputeCommand.issuerPreArbitrates(back, PSP, "evt-2")
                                .dueBy(back.plusDays(9)),
                        noon(back))
                .state();
        assertThat(dated.deadline())
                .contains(new CardDispute.Deadline(back.plusDays(9), CardDispute.Deadline.Source.PROCESSOR));
        assertThat(disputes.allowed(received, on(back))).containsExactly(Kind.ACCEPT, Kind.DECLINE);
        assertThat(disputes.allowed(received, on(back.plusDays(31)))).containsExactly(Kind.ACCEPT, Kind.EXPIRE);
        assertThat(refused(received, CardDisputeCommand.decline(List.of(), ANA, "d"), noon(back.plusDays(31))))
                .endsWith("is after the deadline 2027-06-02 (TABLE)");
        CardDispute arbitration = accept(received, CardDisputeCommand.decline(List.of(), ANA, "d"), noon(back))
                .state();
        assertThat(arbitration.status()).isEqualTo(CardDisputeStatus.ARBITRATION);
        assertThat(disputes.allowed(arbitration, on(back))).containsExactly(Kind.WITHDRAW);
        assertThat(accept(arbitration, CardDisputeCommand.won(back, PSP, "evt-3"), NOW)
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.WON);
        assertThat(accept(arbitration, CardDisputeCommand.withdraw(ANA, "w"), NOW)
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.LOST);
    }

    @Test
    @DisplayName(
            "PAY-35 under allocation the issuer may decline, and arbitration has the policy's days, said to be unconfirmed")
    void allocation() {
        CardDispute sent = accept(
                        opened("VISA", "10.4"), CardDisputeCommand.preArbitrate(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        assertThat(sent.status()).isEqualTo(CardDisputeStatus.PREARB_SENT);
        LocalDate day = LocalDate.of(2027, 4, 5);
        Decision<CardDispute, CardDisputeEvent> declined =
                accept(sent, CardDisputeCommand.issuerDeclines(day, PSP, "evt-2"), NOW);
        assertThat(declined.state().deadline())
                .contains(new CardDispute.Deadline(day.plusDays(10), CardDispute.Deadline.Source.TABLE));
        assertThat(declined.evidence().facts())
                .extracting(Evidence.Fact::code)
                .contains(DisputeCodes.Reason.Finding.RULE_UNCONFIRMED);
        CardDisputes other = CardDisputes.builder(NEW_YORK, accounts)
                .arbitrationDays("visa", 20)
                .build();
        assertThat(other.decide(sent, CardDisputeCommand.issuerDeclines(day, PSP, "evt-2"), NOW)
                        .state()
                        .deadline())
                .contains(new CardDispute.Deadline(day.plusDays(20), CardDispute.Deadline.Source.TABLE));
        assertThat(disputes.allowed(declined.state(), on(day.plusDays(10))))
                .containsExactly(Kind.ACCEPT, Kind.ARBITRATE);
        assertThat(accept(declined.state(), CardDisputeCommand.arbitrate(List.of(), ANA, "b"), noon(day))
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.ARBITRATION);
        assertThat(accept(declined.state(), CardDisputeCommand.expire("x"), noon(day.plusDays(11)))
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.LOST);
        assertThat(accept(sent, CardDisputeCommand.issuerAccepts(day, PSP, "evt-2"), NOW)
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.WON);
    }

    @Test
    @DisplayName(
            "PAY-35 a dispute has its inquiry: it moves no money, and escalation opens the dispute under the same id")
    void inquiry() {
        Opening asked = opening("VISA", "13.1").dueBy(OPENED.plusDays(5)).build();
        Decision<CardDispute, CardDisputeEvent> first =
                accept(disputes.initial(), CardDisputeCommand.inquire(asked, PSP, "evt-0"), NOW);
        assertThat(first.state().status()).isEqualTo(CardDisputeStatus.INQUIRY);
        assertThat(disputes.journals(first)).isEmpty();
        assertThat(first.state().holdsMoney()).isFalse();
        assertThat(refused(
                        first.state(),
                        CardDisputeCommand.respond(List.of(RECEIPT), ANA, "r"),
                        noon(OPENED.plusDays(6))))
                .endsWith("is after the deadline 2027-03-06 (PROCESSOR)");
        CardDispute answered = accept(first.state(), CardDisputeCommand.respond(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        assertThat(answered.evidence()).containsExactly(RECEIPT);
        assertThat(answered.inquiry().orElseThrow().status()).isEqualTo(CardDisputeStatus.ANSWERED);
        Opening other = opening("VISA", "13.1").payment("p-2").build();
        assertThat(refused(answered, CardDisputeCommand.escalate(other, PSP, "evt-1"), NOW))
                .startsWith(
                        "DISPUTE.OTHER_PAYMENT: dispute dp-1 of payment p-2 does not follow inquiry dp-1 of payment p-1");
        Decision<CardDispute, CardDisputeEvent> escalated = accept(
                answered, CardDisputeCommand.escalate(opening("VISA", "13.1").build(), PSP, "evt-1"), NOW);
        assertThat(escalated.state().status()).isEqualTo(CardDisputeStatus.OPENED);
        assertThat(escalated.state().inquiry().orElseThrow().status()).isEqualTo(CardDisputeStatus.ESCALATED);
        assertThat(escalated.state().inquiry().orElseThrow().opening()).isEqualTo(asked);
        assertThat(escalated.state().deadline())
                .contains(new CardDispute.Deadline(LocalDate.of(2027, 3, 31), CardDispute.Deadline.Source.TABLE));
        assertThat(disputes.journals(escalated)).hasSize(1);
        assertThat(accept(answered, CardDisputeCommand.close(OPENED, PSP, "evt-1"), NOW)
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.CLOSED);
        assertThat(accept(first.state(), CardDisputeCommand.refund(ANA, "rf"), NOW)
                        .state()
                        .status())
                .isEqualTo(CardDisputeStatus.REFUNDED);
    }

    @Test
    @DisplayName(
            "PAY-25 the same report again is replayed with its first events, another under its reference is a conflict")
    void replays() {
        CardDispute visa = opened("VISA", "13.1");
        Decision<CardDispute, CardDisputeEvent> again = disputes.decide(
                visa, CardDisputeCommand.open(opening("VISA", "13.1").build(), PSP, "evt-1"), NOW.plusSeconds(60));
        assertThat(again.outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(again.events()).isEqualTo(visa.history().toList());
        assertThat(refused(visa, CardDisputeCommand.open(opening("VISA", "13.2").build(), PSP, "evt-1"), NOW))
                .startsWith(Lifecycle.Reason.CONFLICT.id());
    }

    @Test
    @DisplayName("PAY-37 the checklist of the category names what is missing, and an incomplete answer says so")
    void checklist() {
        CardDispute fraud = opened("VISA", "10.4");
        CardDispute.Checklist list = disputes.checklist(fraud, List.of(RECEIPT));
        assertThat(list.missing()).containsExactly(EvidenceKind.AUTHENTICATION);
        assertThat(list.helpful())
                .containsExactly(
                        EvidenceKind.ADDRESS_AND_CODE_CHECK,
                        EvidenceKind.PRIOR_TRANSACTIONS,
                        EvidenceKind.DEVICE_AND_ADDRESS,
                        EvidenceKind.DELIVERY_PROOF,
                        EvidenceKind.CUSTOMER_MESSAGES);
        assertThat(list.isComplete()).isFalse();
        assertThat(list.sentence())
                .isEqualTo("missing for a dispute of category FRAUD: the result of chip and PIN or of 3-D Secure");
        Decision<CardDispute, CardDisputeEvent> sent =
                accept(fraud, CardDisputeCommand.preArbitrate(List.of(RECEIPT), ANA, "r"), NOW);
        assertThat(sent.evidence().sentence()).contains("PREARB_SENT").contains("3-D Secure");
        Piece authentication = Piece.of(EvidenceKind.AUTHENTICATION, Sha256.of("3ds"));
        assertThat(disputes.checklist(sent.state(), List.of(authentication)).isComplete())
                .isTrue();
        assertThat(Documents.text(list.toDocument(), Locale.UK))
                .contains("the receipt or invoice of the sale")
                .contains("missing");
        CardDisputes own = CardDisputes.builder(NEW_YORK, accounts)
                .evidence(
                        DisputeCodes.Reason.Category.FRAUD,
                        List.of(EvidenceKind.RECEIPT),
                        List.of(EvidenceKind.RECEIPT))
                .build();
        assertThat(own.checklist(fraud, List.of()).items())
                .containsExactly(new CardDispute.Checklist.Item(EvidenceKind.RECEIPT, true, false));
        for (DisputeCodes.Reason.Category category : DisputeCodes.Reason.Category.values()) {
            assertThat(new EvidenceRules(EvidenceRules.standard())
                            .checklist(category, java.util.Set.of())
                            .missing())
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("PAY-37 the value of contesting is amount times win rate less fee, exact to one stated rounding")
    void worth() {
        CardDispute visa = opened("VISA", "13.1");
        CardDispute.Worth worth = visa.worthOfContesting(new BigDecimal("0.4"), USD.of("15.00"), RoundingMode.HALF_UP);
        assertThat(worth).hasToString("100.00 USD x 0.4 - 15.00 USD = 25.00 USD");
        assertThat(visa.worthOfContesting(new BigDecimal("0.33335"), USD.of("0.00"), RoundingMode.DOWN)
                        .value())
                .isEqualTo(USD.of("33.33"));
        assertThat(visa.worthOfContesting(new BigDecimal("0.33335"), USD.of("0.00"), RoundingMode.UP)
                        .value())
                .isEqualTo(USD.of("33.34"));
        assertThat(visa.worthOfContesting(new BigDecimal("0.1"), USD.of("15.00"), RoundingMode.UNNECESSARY)
                        .value())
                .isEqualTo(USD.of("-5.00"));
        assertThatThrownBy(() -> visa.worthOfContesting(new BigDecimal("1.1"), USD.of("1.00"), RoundingMode.UP))
                .hasMessage("win rate 1.1, expected 0 to 1");
        assertThatThrownBy(() ->
                        visa.worthOfContesting(BigDecimal.ONE, Amounts.in("CAD").of("1.00"), RoundingMode.UP))
                .hasMessageContaining("fee in CAD for a dispute in USD");
        assertThatThrownBy(() -> disputes.initial().worthOfContesting(BigDecimal.ONE, USD.of("1.00"), RoundingMode.UP))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("PAY-37 the win rate is that of contested and decided disputes of the category")
    void winRate() {
        CardDispute open = opened("VISA", "13.1");
        CardDispute sent = accept(open, CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        CardDispute won = accept(sent, CardDisputeCommand.issuerAccepts(OPENED, PSP, "e"), NOW)
                .state();
        CardDispute lost =
                accept(sent, CardDisputeCommand.lost(OPENED, PSP, "e"), NOW).state();
        CardDispute missed = accept(open, CardDisputeCommand.expire("x"), noon(OPENED.plusDays(40)))
                .state();
        CardDispute accepted =
                accept(open, CardDisputeCommand.accept(ANA, "a"), NOW).state();
        assertThat(CardDisputes.winRate(
                        Stream.of(open, sent, won, lost, lost, missed, accepted),
                        DisputeCodes.Reason.Category.CONSUMER))
                .isEqualTo(new ReturnCodes.Rates.Ratio(1, 3));
        assertThat(CardDisputes.winRate(Stream.of(won), DisputeCodes.Reason.Category.FRAUD))
                .isEqualTo(new ReturnCodes.Rates.Ratio(0, 0));
    }

    @Test
    @DisplayName("PAY-35 an answer that is due soon or overdue, and an unknown code, want a look")
    void alerts() {
        CardDispute visa = opened("VISA", "13.1");
        assertThat(disputes.alerts(visa, noon(LocalDate.of(2027, 3, 25)))).isEmpty();
        assertThat(disputes.alerts(visa, noon(LocalDate.of(2027, 3, 26))))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.key().value()).isEqualTo("DEADLINE_NEAR/dispute:dp-1/2027-03-31");
                    assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.HIGH);
                    assertThat(alert.evidence().sentence())
                            .isEqualTo(
                                    "an answer to the dispute in state OPENED is due by 2027-03-31 (TABLE), 5 days left");
                    assertThat(alert.amount()).contains(USD.of("100.00"));
                });
        assertThat(disputes.alerts(visa, noon(LocalDate.of(2027, 3, 30))))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.CRITICAL);
                    assertThat(alert.evidence().sentence()).endsWith("1 day left");
                });
        assertThat(disputes.alerts(visa, noon(LocalDate.of(2027, 4, 1))))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.CRITICAL);
                    assertThat(alert.evidence().sentence()).endsWith("and is overdue on 2027-04-01");
                });
        CardDispute sent = accept(visa, CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        assertThat(disputes.alerts(sent, noon(LocalDate.of(2027, 4, 1)))).isEmpty();
        assertThat(disputes.alerts(opened("AMEX", "C08"), NOW)).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.UNKNOWN_CODE);
            assertThat(alert.severity()).isEqualTo(Diagnostic.Severity.LOW);
            assertThat(alert.key().value()).isEqualTo("UNKNOWN_CODE/dispute-code:AMEX/C08");
        });
        CardDisputes patient =
                CardDisputes.builder(NEW_YORK, accounts).nearDays(0).build();
        assertThat(patient.alerts(visa, noon(LocalDate.of(2027, 3, 30)))).isEmpty();
        assertThat(patient.alerts(visa, noon(LocalDate.of(2027, 3, 31))))
                .extracting(Alert::kind)
                .containsExactly(AlertKind.DEADLINE_NEAR);
    }

    @Test
    @DisplayName("PAY-35 opened, fee, won: the money is held and comes back, and posting again changes nothing")
    void postings() {
        Ledger ledger = ledger("500.00");
        Decision<CardDispute, CardDisputeEvent> open = accept(
                disputes.initial(),
                CardDisputeCommand.open(opening("VISA", "13.1").build(), PSP, "evt-1"),
                Instant.parse("2027-03-02T15:00:00Z"));
        List<Journal> journals = disputes.journals(open);
        assertThat(journals).singleElement().satisfies(journal -> {
            assertThat(journal.id().value()).isEqualTo("dp-1:open:evt-1");
            assertThat(journal.bookedOn()).isEqualTo(LocalDate.of(2027, 3, 2));
            assertThat(journal.valueOn()).isEqualTo(OPENED);
            assertThat(journal.attributes()).containsEntry("payment", "p-1").containsEntry("dispute", "dp-1");
        });
        assertThat(disputes.post(open, ledger, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(disputes.post(open, ledger, NOW).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(posted(ledger, "held:usd")).isEqualTo(USD.of("100.00"));
        assertThat(posted(ledger, "fees:usd")).isEqualTo(USD.of("15.00"));
        assertThat(posted(ledger, "cash:bank")).isEqualTo(USD.of("385.00"));
        CardDispute sent = accept(open.state(), CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        Decision<CardDispute, CardDisputeEvent> won =
                accept(sent, CardDisputeCommand.issuerAccepts(OPENED.plusDays(9), PSP, "evt-2"), NOW);
        disputes.post(won, ledger, NOW).orThrow();
        assertThat(posted(ledger, "held:usd")).isEqualTo(USD.of("0.00"));
        assertThat(posted(ledger, "cash:bank")).isEqualTo(USD.of("485.00"));
        assertThat(posted(ledger, "client:shop")).isEqualTo(USD.of("500.00"));
    }

    @Test
    @DisplayName(
            "PAY-35 a lost dispute is borne by the client, or by us where that is agreed, with the fee of arbitration")
    void lost() {
        Ledger ledger = ledger("500.00");
        CardDispute visa = opened("VISA", "13.1");
        disputes.post(
                disputes.decide(
                        disputes.initial(),
                        CardDisputeCommand.open(visa.opening().orElseThrow(), PSP, "evt-1"),
                        NOW),
                ledger,
                NOW);
        CardDispute sent = accept(visa, CardDisputeCommand.represent(List.of(RECEIPT), ANA, "r"), NOW)
                .state();
        Decision<CardDispute, CardDisputeEvent> lost =
                accept(sent, CardDisputeCommand.lost(OPENED, PSP, "evt-2").fee(USD.of("250.00")), NOW);
        disputes.post(lost, ledger, NOW).orThrow();
        assertThat(posted(ledger, "client:shop")).isEqualTo(USD.of("400.00"));
        assertThat(posted(ledger, "held:usd")).isEqualTo(USD.of("0.00"));
        assertThat(posted(ledger, "fees:usd")).isEqualTo(USD.of("265.00"));

        Ledger ours = ledger("500.00");
        Opening borne = opening("VISA", "13.1").borneBy(Bearer.US).build();
        Decision<CardDispute, CardDisputeEvent> open =
                accept(disputes.initial(), CardDisputeCommand.open(borne, PSP, "evt-1"), NOW);
        disputes.post(open, ours, NOW).orThrow();
        disputes.post(accept(open.state(), CardDisputeCommand.accept(ANA, "a"), NOW), ours, NOW)
                .orThrow();
        assertThat(posted(ours, "client:shop")).isEqualTo(USD.of("500.00"));
        assertThat(posted(ours, "loss:usd")).isEqualTo(USD.of("100.00"));
    }

    @Test
    @DisplayName(
            "PAY-35 where the client cannot bear the loss, the rest is a receivable, and both answers stay in the ledger")
    void receivable() {
        Ledger ledger = ledger("30.00");
        Decision<CardDispute, CardDisputeEvent> open = accept(
                disputes.initial(),
                CardDisputeCommand.open(opening("VISA", "13.1").build(), PSP, "evt-1"),
                NOW);
        disputes.post(open, ledger, NOW).orThrow();
        Decision<CardDispute, CardDisputeEvent> gone = accept(open.state(), CardDisputeCommand.accept(ANA, "a"), NOW);
        assertThat(disputes.post(gone, ledger, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(posted(ledger, "client:shop")).isEqualTo(USD.of("0.00"));
        assertThat(posted(ledger, "retRecv:usd")).isEqualTo(USD.of("70.00"));
        assertThat(posted(ledger, "held:usd")).isEqualTo(USD.of("0.00"));
        ledger.post(
                        Journal.of("more")
                                .bookedOn(OPENED)
                                .debit("cash:bank", USD.of("500.00"))
                                .credit("client:shop", USD.of("500.00")),
                        NOW)
                .orThrow();
        assertThat(disputes.post(gone, ledger, NOW).outcome()).isEqualTo(Outcome.REPLAYED);
        assertThat(posted(ledger, "retRecv:usd")).isEqualTo(USD.of("70.00"));
        Journal first = disputes.journals(gone).get(0);
        assertThat(ledger.post(first, NOW).error()).contains(Posting.LedgerError.KEY_ALREADY_REFUSED);
        assertThat(ledger.verify().isIntact()).isTrue();
    }

    @Test
    @DisplayName("PAY-35 what is decided after its period was locked is booked today, with its own day of value, once")
    void latePeriod() {
        Ledger ledger = ledger("500.00");
        ledger.lock(OPENED, ledger.prove(io.counterfoil.payments.calendar.DateRange.day(OPENED)))
                .orThrow();
        Decision<CardDispute, CardDisputeEvent> open = accept(
                disputes.initial(),
                CardDisputeCommand.open(opening("VISA", "13.1").build(), PSP, "evt-1"),
                NOW);
        Instant later = noon(OPENED.plusDays(3));
        assertThat(disputes.post(open, ledger, later).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(disputes.post(open, ledger, later.plusSeconds(86_400)).outcome())
                .isEqualTo(Outcome.REPLAYED);
        Journal late = ledger.journal(io.counterfoil.payments.ledger.JournalId.of("dp-1:open:evt-1:late"))
                .orElseThrow();
        assertThat(late.bookedOn()).isEqualTo(OPENED.plusDays(3));
        assertThat(late.valueOn()).isEqualTo(OPENED);
        assertThat(posted(ledger, "held:usd")).isEqualTo(USD.of("100.00"));
    }

    @Test
    @DisplayName("PAY-09 notes of evidence lose card numbers; amounts, days and rates that make no sense are refused")
    void badInput() {
        assertThat(new Piece(EvidenceKind.RECEIPT, Sha256.ZERO, "card 4111 1111 1111 1111").note())
                .isEqualTo("card [PAN ****1111]");
        assertThatThrownBy(() -> opening("VISA", "13.1").amount(USD.of("0.00")).build())
                .hasMessage("dispute dp-1 of 0.00 with fee 15.00, expected both above 0, or no fee");
        assertThatThrownBy(() -> opening("VISA", "13.1").fee(USD.of("-1.00")).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CardDisputeCommand.won(OPENED, PSP, "e").dueBy(OPENED))
                .hasMessageContaining("for what asks for an answer");
        assertThatThrownBy(() ->
                        CardDisputeCommand.issuerDeclines(OPENED, PSP, "e").dueBy(OPENED.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CardDisputeCommand.lost(OPENED, PSP, "e").fee(USD.of("0.00")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CardDisputes.builder(NEW_YORK, accounts).arbitrationDays("VISA", 0))
                .hasMessage("arbitration days of 0, expected 1 or more");
        assertThatThrownBy(() -> CardDisputes.builder(NEW_YORK, accounts).nearDays(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CardDispute.Id.of(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CardDispute.Inquiry(
                        CardDisputeStatus.OPENED, opening("VISA", "13.1").build()))
                .hasMessage("inquiry in status OPENED, expected one of CARD_INQUIRY");
    }

    private Ledger ledger(String clientHas) {
        Ledger ledger = Ledger.inMemory(NEW_YORK);
        accounts.openIn(ledger);
        ledger.post(
                        Journal.of("start")
                                .bookedOn(OPENED)
                                .debit("cash:bank", USD.of(clientHas))
                                .credit("client:shop", USD.of(clientHas)),
                        NOW)
                .orThrow();
        return ledger;
    }

    private static MonetaryAmount posted(Ledger ledger, String account) {
        return ledger.balance(
                        io.counterfoil.payments.ledger.AccountId.of(account),
                        new AsOf(LocalDate.of(2028, 1, 1), Instant.parse("2028-01-01T00:00:00Z")),
                        BalanceBasis.BOOKED)
                .posted();
    }

    private static AsOf on(LocalDate day) {
        return new AsOf(day, Instant.EPOCH);
    }
}
