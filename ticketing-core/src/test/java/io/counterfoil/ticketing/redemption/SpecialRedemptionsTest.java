package io.counterfoil.ticketing.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import io.counterfoil.ticketing.award.Awards.Role;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Command;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Event;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Request;
import io.counterfoil.ticketing.redemption.SpecialRedemption.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SpecialRedemptionsTest {

    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z");
    private static final Amounts PTS = Amounts.in("PTS");
    private static final Actor ANA = Actor.host("ana");
    private static final Actor SUE = Actor.approver("sue");
    private static final Actor TOM = Actor.approver("tom");
    private static final Request WISH = new Request("s-1", PartyId.of("pat"), "a canoe, card 4111 1111 1111 1111");

    private final AccountMap accounts = AccountMap.builder()
            .account(
                    Role.BALANCE.of("pat"),
                    Account.liability("balance:pat", PTS.currency()).notBelowZero())
            .standard(PTS.currency(), Role.PROGRAMME_COST, Role.REDEEMED)
            .build();
    private final SpecialRedemptions machine = SpecialRedemptions.of(accounts, TORONTO, PTS.of("5000"));
    private final Ledger ledger = Ledger.inMemory(TORONTO);

    SpecialRedemptionsTest() {
        accounts.openIn(ledger);
        ledger.post(
                        Journal.of("start")
                                .bookedOn(LocalDate.of(2027, 2, 1))
                                .debit("programmeCost:pts", PTS.of("9000"))
                                .credit("balance:pat", PTS.of("9000")),
                        NOW)
                .orThrow();
    }

    private Decision<SpecialRedemption, Event> last(Command... commands) {
        SpecialRedemption state = machine.initial();
        Decision<SpecialRedemption, Event> decision = null;
        for (Command command : commands) {
            decision = machine.decide(state, command, NOW).orThrow();
            state = decision.state();
        }
        return java.util.Objects.requireNonNull(decision);
    }

    private static Command request() {
        return Command.request(WISH, ANA, "r");
    }

    private static Command quote(String price) {
        return Command.quote("boats", PTS.of(price), ANA, "q" + price);
    }

    private Balance balance() {
        return ledger.balance(
                accounts.of(Role.BALANCE, "pat", PTS.currency()),
                AsOf.at(NOW.plus(Duration.ofDays(90)), TORONTO),
                BalanceBasis.BOOKED);
    }

    @Test
    @DisplayName("TIC-50 every state, event and role is taken or refused as the table says, and every row can be taken")
    void everyCell() {
        List<SpecialRedemption> states = List.of(
                last(request()).state(),
                last(request(), quote("900")).state(),
                last(request(), quote("5001")).state(),
                last(request(), quote("900"), Command.approve(SUE, "a")).state(),
                last(request(), quote("900"), Command.approve(SUE, "a"), Command.order("o", ANA, "o"))
                        .state(),
                last(request(), Command.cancel("no", ANA, "c")).state());
        List<Command> commands = new ArrayList<>();
        for (Actor.Role role : Actor.Role.values()) {
            Actor by = MachineLaws.somebody(role);
            commands.addAll(List.of(
                    Command.request(WISH, by, "x" + role),
                    Command.quote("v", PTS.of("1"), by, "x" + role),
                    Command.approve(by, "x" + role),
                    Command.order("x", by, "x" + role),
                    Command.fulfil("x", by, "x" + role),
                    Command.cancel("x", by, "x" + role)));
        }
        assertThat(MachineLaws.everyCell(machine, states, SpecialRedemption::status, commands, NOW))
                .containsExactlyInAnyOrderElementsOf(MachineLaws.rows(machine).stream()
                        .filter(row -> !row.contains("request["))
                        .toList());
        for (Command command : commands) {
            if (command.kind() != SpecialRedemption.Kind.REQUEST) {
                assertThat(machine.decide(machine.initial(), command, NOW)
                                .refusal()
                                .orElseThrow()
                                .code())
                        .isEqualTo(SpecialRedemptions.Refused.NOT_REQUESTED);
            }
        }
        assertThat(SpecialRedemptions.table().name()).isEqualTo("SPECIAL_REDEMPTION");
    }

    @Test
    @DisplayName("TIC-50 points are held at approval, spent at fulfilment, once each")
    void fulfilled() {
        var approved = last(request(), quote("4000"), Command.approve(SUE, "a"));
        assertThat(approved.state().status()).isEqualTo(Status.RESERVED);
        assertThat(machine.journals(approved)).extracting(j -> j.id().value()).containsExactly("special:s-1:reserved");
        for (int time = 0; time < 2; time++) {
            machine.post(approved, ledger, NOW.plus(Duration.ofDays(time))).orThrow();
            assertThat(balance().available()).isEqualTo(PTS.of("5000"));
            assertThat(balance().posted()).isEqualTo(PTS.of("9000"));
        }
        var done = last(
                request(),
                quote("4000"),
                Command.approve(SUE, "a"),
                Command.order("po-1", ANA, "o"),
                Command.fulfil("sig", ANA, "f"));
        assertThat(machine.post(done, ledger, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(machine.post(done, ledger, NOW.plus(Duration.ofDays(3))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(balance().posted()).isEqualTo(PTS.of("5000"));
        assertThat(balance().available()).isEqualTo(PTS.of("5000"));
        assertThat(done.evidence().sentence()).isEqualTo("special redemption s-1 is FULFILLED");
        assertThat(done.state().request().orElseThrow().wish()).isEqualTo("a canoe, card [PAN ****1111]");
        assertThat(machine.journals(last(request()))).isEmpty();
        assertThat(machine.post(last(request()), ledger, NOW).records()).isZero();
    }

    @Test
    @DisplayName("TIC-50 a cancellation gives held points back once; before approval it moves nothing")
    void cancelled() {
        var approved = last(request(), quote("4000"), Command.approve(SUE, "a"));
        machine.post(approved, ledger, NOW).orThrow();
        var cancelled = machine.decide(approved.state(), Command.cancel("out of stock", ANA, "c"), NOW)
                .orThrow();
        assertThat(machine.journals(cancelled).get(0).attributes()).containsEntry("act", "restored");
        assertThat(machine.post(cancelled, ledger, NOW).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(machine.post(cancelled, ledger, NOW.plus(Duration.ofDays(2))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(balance().available()).isEqualTo(PTS.of("9000"));
        assertThat(balance().posted()).isEqualTo(PTS.of("9000"));
        assertThat(machine.journals(last(request(), quote("4000"), Command.cancel("no", TOM, "c"))))
                .isEmpty();
    }

    @Test
    @DisplayName("TIC-50 too few points are the ledger's refusal")
    void tooFew() {
        SpecialRedemptions rich = SpecialRedemptions.of(accounts, TORONTO, PTS.of("99999"));
        var approved = last(request(), quote("9001"), Command.approve(SUE, "a"), Command.approve(TOM, "b"));
        assertThat(rich.post(approved, ledger, NOW).error()).contains(Posting.LedgerError.BALANCE_GUARD);
    }

    @Test
    @DisplayName("TIC-50 above the limit two approve, neither having asked or quoted; a new quote needs new approvals")
    void approvals() {
        var quoted = last(request(), quote("5001")).state();
        var signed =
                machine.decide(quoted, Command.approve(SUE, "a"), NOW).orThrow().state();
        assertThat(signed.status()).isEqualTo(Status.QUOTED);
        assertThat(refusal(signed, Command.approve(SUE, "b"))).endsWith("'sue' gave the first approval");
        assertThat(refusal(quoted, Command.approve(Actor.approver("ana"), "b")))
                .endsWith("'ana' requested or quoted it");
        assertThat(machine.decide(signed, Command.approve(TOM, "b"), NOW)
                        .state()
                        .status())
                .isEqualTo(Status.RESERVED);
        var again = machine.decide(signed, quote("6000"), NOW).orThrow().state();
        assertThat(again.price()).contains(PTS.of("6000"));
        assertThat(machine.decide(again, Command.approve(TOM, "b"), NOW).state().status())
                .isEqualTo(Status.QUOTED);
        assertThat(last(request(), quote("5000"), Command.approve(SUE, "a"))
                        .state()
                        .status())
                .isEqualTo(Status.RESERVED);
        var dollars = SpecialRedemptions.of(accounts, TORONTO, Amounts.in("CAD").of("99999.00"));
        assertThat(dollars.decide(last(request(), quote("1")).state(), Command.approve(SUE, "a"), NOW)
                        .state()
                        .status())
                .isEqualTo(Status.QUOTED);
        assertThat(refusal(quoted, Command.request(WISH, ANA, "z")))
                .contains("'request' is not allowed in state QUOTED");
        assertThat(refusal(last(request()).state(), Command.request(WISH, ANA, "z")))
                .endsWith("was requested already");
    }

    private String refusal(SpecialRedemption state, Command command) {
        return machine.decide(state, command, NOW).refusal().orElseThrow().sentence();
    }

    @Test
    @DisplayName("TIC-50 wishes, quotes and details that cannot be are refused")
    void badInput() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Request(" ", PartyId.of("p"), "w"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Request("s", PartyId.of("p"), " "));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.quote(" ", PTS.of("1"), ANA, "k"));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.quote("v", PTS.zero(), ANA, "k"));
        assertThatIllegalArgumentException().isThrownBy(() -> Command.cancel(" ", ANA, "k"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(
                        SpecialRedemption.Kind.QUOTE,
                        new SpecialRedemption.Noted(""),
                        ANA,
                        Command.approve(ANA, "k").key()));
        assertThat(WISH.subject().toString()).isEqualTo("special-redemption:s-1");
    }

    @Property(tries = 60)
    @Label("TIC-50 whatever comes in whatever order, and booked twice, points are held while reserved, gone when"
            + " fulfilled and all there otherwise")
    void conservation(@ForAll @Size(max = 10) List<@IntRange(min = 0, max = 5) Integer> steps) {
        SpecialRedemptionsTest fresh = new SpecialRedemptionsTest(); // a ledger of its own for each try
        SpecialRedemption state = machine.initial();
        Instant now = NOW;
        List<Command> all = new ArrayList<>(List.of(request(), quote("4000")));
        for (int at = 0; at < steps.size(); at++) {
            String key = "k" + at;
            all.add(
                    switch (steps.get(at)) {
                        case 0 -> Command.quote("v", PTS.of("3000"), ANA, key);
                        case 1 -> Command.approve(SUE, key);
                        case 2 -> Command.approve(TOM, key);
                        case 3 -> Command.order("o", ANA, key);
                        case 4 -> Command.fulfil("f", ANA, key);
                        default -> Command.cancel("c", ANA, key);
                    });
        }
        for (Command command : all) {
            now = now.plus(Duration.ofHours(20));
            Decision<SpecialRedemption, Event> decision = machine.decide(state, command, now);
            if (decision.outcome() == Outcome.ACCEPTED) {
                state = decision.state();
                machine.post(decision, fresh.ledger, now).orThrow();
                machine.post(decision, fresh.ledger, now.plus(Duration.ofDays(1)))
                        .orThrow();
            } else {
                assertThat(decision.refusal().orElseThrow().code()).isInstanceOf(Lifecycle.Reason.class);
            }
        }
        long price = state.price().map(Amounts::minor).orElse(0L);
        long posted = state.status() == Status.FULFILLED ? 9_000 - price : 9_000;
        boolean held = state.status() == Status.RESERVED || state.status() == Status.ORDERED;
        assertThat(fresh.balance().postedMinor()).isEqualTo(posted);
        assertThat(fresh.balance().availableMinor()).isEqualTo(held ? posted - price : posted);
    }
}
