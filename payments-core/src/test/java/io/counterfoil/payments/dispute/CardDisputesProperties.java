package io.counterfoil.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.dispute.CardDispute.EvidenceKind;
import io.counterfoil.payments.dispute.CardDispute.Opening;
import io.counterfoil.payments.dispute.CardDispute.Piece;
import io.counterfoil.payments.dispute.CardDisputeEvent.Kind;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class CardDisputesProperties {

    private static final Amounts USD = Amounts.in("USD");
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Piece PIECE = Piece.of(EvidenceKind.RECEIPT, Sha256.ZERO);

    private final AccountMap accounts = AccountMap.builder()
            .standard(
                    USD.currency(),
                    AccountMap.Role.Core.CASH,
                    AccountMap.Role.Core.HELD,
                    AccountMap.Role.Core.FEES,
                    AccountMap.Role.Core.LOSS,
                    AccountMap.Role.Core.RETURNS_RECEIVABLE,
                    AccountMap.Role.Core.CLIENT.of("shop"))
            .build();
    private final CardDisputes disputes = CardDisputes.standard(ZoneOffset.UTC, accounts);

    private static Opening opening(String code) {
        return Opening.builder()
                .id("dp")
                .payment("p")
                .client("shop")
                .network("VISA")
                .code(code)
                .amount(USD.of("100.00"))
                .fee(USD.of("15.00"))
                .openedOn(DAY)
                .build();
    }

    private static CardDisputeCommand command(Kind kind, String code, Actor by, String key) {
        IdempotencyKey id = IdempotencyKey.of(key);
        return switch (kind) {
            case INQUIRE, OPEN, ESCALATE -> new CardDisputeCommand.Open(kind, opening(code), by, id);
            case RESPOND, REPRESENT, PRE_ARBITRATE, DECLINE, ARBITRATE ->
                new CardDisputeCommand.Answer(kind, List.of(PIECE), by, id);
            case REFUND, ACCEPT, WITHDRAW, EXPIRE -> new CardDisputeCommand.Act(kind, by, id);
            default -> new CardDisputeCommand.Report(kind, DAY, null, null, by, id);
        };
    }

    /** One dispute in each state that can be reached, found by breadth. */
    private Map<CardDisputeStatus, CardDispute> reached(String code) {
        Map<CardDisputeStatus, CardDispute> reached = new EnumMap<>(CardDisputeStatus.class);
        List<CardDispute> edge = new ArrayList<>(List.of(disputes.initial()));
        while (!edge.isEmpty()) {
            CardDispute state = edge.remove(0);
            if (reached.putIfAbsent(state.status(), state) != null) {
                continue;
            }
            for (Kind kind : Kind.values()) {
                for (Actor.Role role : Actor.Role.values()) {
                    for (Instant now : List.of(NOW, NOW.plusSeconds(86_400L * 60))) {
                        CardDisputeCommand command = command(
                                kind,
                                code,
                                new Actor("x", role),
                                "k" + state.history().size());
                        Decision<CardDispute, CardDisputeEvent> decision = disputes.decide(state, command, now);
                        if (decision.outcome() == Outcome.ACCEPTED) {
                            edge.add(decision.state());
                        }
                    }
                }
            }
        }
        return reached;
    }

    /** PAY-17: every state, event and actor through the machine, against the normative table read apart. */
    @Example
    void everyStateEventAndActorHasTheOutcomeOfTheTables() {
        for (String code : List.of("13.1", "10.4")) {
            Map<CardDisputeStatus, CardDispute> states = reached(code);
            assertThat(states.keySet()).hasSizeGreaterThanOrEqualTo(11);
            for (CardDispute state : states.values()) {
                for (Kind kind : Kind.values()) {
                    for (Actor.Role role : Actor.Role.values()) {
                        check(state, kind, role, code);
                    }
                }
            }
        }
    }

    private void check(CardDispute state, Kind kind, Actor.Role role, String code) {
        Instant now = kind == Kind.EXPIRE ? NOW.plusSeconds(86_400L * 60) : NOW;
        Decision<CardDispute, CardDisputeEvent> decision =
                disputes.decide(state, command(kind, code, new Actor("x", role), "new"), now);
        Code expected = expected(state.status(), kind, role);
        boolean wrongFlow = state.status() == CardDisputeStatus.OPENED
                && kind == (code.equals("10.4") ? Kind.REPRESENT : Kind.PRE_ARBITRATE);
        if (expected == null && wrongFlow) {
            expected = Lifecycle.Reason.GUARD_FAILED;
        }
        assertThat(decision.refusal().map(refusal -> refusal.code()).orElse(null))
                .as("%s %s %s", state.status(), kind, role)
                .isEqualTo(expected);
        if (expected != null) {
            assertThat(decision.state()).isEqualTo(state);
        }
    }

    private static Code expected(CardDisputeStatus status, Kind kind, Actor.Role role) {
        if (status == CardDisputeStatus.NEW) {
            boolean begins = kind == Kind.INQUIRE || kind == Kind.OPEN;
            boolean may = role == Actor.Role.HOST || role == Actor.Role.RAIL;
            return !begins ? Lifecycle.Reason.EVENT_NOT_ALLOWED : may ? null : Lifecycle.Reason.NOT_PERMITTED;
        }
        LifecycleTable table = status.isInquiry()
                ? LifecycleTable.Standard.CARD_INQUIRY.table()
                : LifecycleTable.Standard.CARD_DISPUTE.table();
        return table.refusal(status.name(), kind.eventName(), new Actor("x", role), guard -> true)
                .map(refusal -> refusal.code())
                .orElse(null);
    }

    /** PAY-25 and property 5: a walk given once, or with repetitions of anything before, ends in the same state; folding the events gives it too. */
    @Property
    @Label("property 5: any prefix of a dispute told twice is told once")
    void anyPrefixTwiceIsOnce(@ForAll long seed) {
        List<CardDisputeCommand> walk = walk(new Random(seed));
        CardDispute once = run(walk);
        List<CardDisputeCommand> twice = new ArrayList<>();
        Random random = new Random(seed + 1);
        for (int at = 0; at < walk.size(); at++) {
            twice.add(walk.get(at));
            for (int again = random.nextInt(3); again > 0; again--) {
                twice.add(walk.get(random.nextInt(at + 1)));
            }
        }
        assertThat(run(twice)).isEqualTo(once);
        assertThat(disputes.fold(once.history().toList())).isEqualTo(once);
    }

    /** Property 9: whatever way a dispute goes, the books balance, nothing is held at the end, and posting twice is posting once. */
    @Property
    @Label("property 9: of a dispute, whatever its walk, money is conserved")
    void moneyIsConserved(@ForAll long seed) {
        Ledger ledger = Ledger.inMemory(ZoneOffset.UTC);
        accounts.openIn(ledger);
        CardDispute state = disputes.initial();
        for (CardDisputeCommand command : walk(new Random(seed))) {
            Decision<CardDispute, CardDisputeEvent> decision = disputes.decide(state, command, now(command));
            state = decision.state();
            disputes.post(decision, ledger, NOW).orThrow();
            assertThat(disputes.post(decision, ledger, NOW).records()).isZero();
        }
        long held = balance(ledger, "held:usd").postedMinor();
        assertThat(held).isEqualTo(state.holdsMoney() ? 10_000 : 0);
        boolean opened = state.holdsMoney() || state.status().compareTo(CardDisputeStatus.WON) >= 0;
        long out = balance(ledger, "cash:usd").postedMinor();
        assertThat(out).isEqualTo(!opened ? 0 : state.status() == CardDisputeStatus.WON ? -1_500 : -11_500);
        assertThat(balance(ledger, "client:shop:usd").postedMinor())
                .isEqualTo(out + held + balance(ledger, "fees:usd").postedMinor());
    }

    private static Balance balance(Ledger ledger, String account) {
        return ledger.balance(
                AccountId.of(account), new AsOf(DAY.plusYears(1), NOW.plusSeconds(99)), BalanceBasis.BOOKED);
    }

    private static Instant now(CardDisputeCommand command) {
        return command.kind() == Kind.EXPIRE ? NOW.plusSeconds(86_400L * 99) : NOW;
    }

    private CardDispute run(List<CardDisputeCommand> commands) {
        CardDispute state = disputes.initial();
        for (CardDisputeCommand command : commands) {
            state = disputes.decide(state, command, now(command)).state();
        }
        return state;
    }

    /** Legal and illegal commands mixed; only those that are accepted stay, so that every command of the walk is applied. */
    private List<CardDisputeCommand> walk(Random random) {
        List<CardDisputeCommand> walk = new ArrayList<>();
        CardDispute state = disputes.initial();
        String code = random.nextBoolean() ? "13.1" : "10.4";
        for (int step = 0; step < 12; step++) {
            CardDispute from = state;
            int at = step;
            List<CardDisputeCommand> legal = Arrays.stream(Kind.values())
                    .flatMap(kind -> Stream.of(Actor.Role.HOST, Actor.Role.RAIL, Actor.Role.CLOCK)
                            .map(role -> command(kind, code, new Actor("x", role), "k" + at)))
                    .filter(command ->
                            disputes.decide(from, command, now(command)).outcome() == Outcome.ACCEPTED)
                    .toList();
            if (legal.isEmpty()) {
                break;
            }
            CardDisputeCommand chosen = legal.get(random.nextInt(legal.size()));
            walk.add(chosen);
            state = disputes.decide(state, chosen, now(chosen)).state();
        }
        return walk;
    }
}
