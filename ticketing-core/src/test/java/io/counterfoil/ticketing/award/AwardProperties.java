package io.counterfoil.ticketing.award;

import static io.counterfoil.ticketing.claim.ClaimSamples.CAD;
import static io.counterfoil.ticketing.claim.ClaimSamples.MONDAY;
import static io.counterfoil.ticketing.claim.ClaimSamples.TORONTO;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.award.Award.Claimant;
import io.counterfoil.ticketing.award.AwardRules.Cap;
import io.counterfoil.ticketing.award.AwardRules.Cap.Scope;
import io.counterfoil.ticketing.award.AwardRules.Rule;
import io.counterfoil.ticketing.award.Awards.Role;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.claim.Claim.Content;
import io.counterfoil.ticketing.claim.Claim.Line;
import io.counterfoil.ticketing.claim.ClaimSamples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AwardProperties {

    private static final Amounts PTS = Amounts.in("PTS");
    private static final LocalDate DAY = LocalDate.of(2027, 2, 20);
    private static final DateRange YEAR = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));

    private record Wanted(int household, long one, long two) {}

    @Provide
    Arbitrary<List<Wanted>> wanted() {
        Arbitrary<Long> quantity = Arbitraries.longs().between(1, 9);
        return Combinators.combine(Arbitraries.integers().between(0, 2), quantity, quantity)
                .as(Wanted::new)
                .list()
                .ofMaxSize(8);
    }

    @Property(tries = 60)
    @Label("TIC-44 no cap is passed and nothing is cut that a cap would let through; posting twice is once, and all"
            + " reversals net to zero")
    void capsHold(@ForAll("wanted") List<Wanted> wanted) {
        AccountMap accounts = AccountMap.builder()
                .standard(PTS.currency(), Role.PROGRAMME_COST, Role.BALANCE)
                .build();
        Ledger ledger = Ledger.inMemory(TORONTO);
        accounts.openIn(ledger);
        Awards awards = Awards.of(
                AwardRules.in(TORONTO)
                        .rule(Rule.perUnit("r", AwardRules.ANY, YEAR, PTS.of("100")))
                        .cap(Cap.of(Scope.PARTICIPANT, PTS.of("2000"), YEAR))
                        .cap(Cap.of(Scope.HOUSEHOLD, PTS.of("1500"), YEAR))
                        .cap(Cap.of(Scope.PROGRAMME, PTS.of("2500"), YEAR))
                        .build(),
                accounts);
        AwardHistory history = AwardHistory.none();
        List<Award> all = new ArrayList<>();
        Map<Integer, Long> households = new HashMap<>();
        long used = 0;
        for (int at = 0; at < wanted.size(); at++) {
            Wanted next = wanted.get(at);
            Claim claim = ClaimSamples.approved(
                    "c-" + at,
                    new Content(
                            "A-" + at,
                            DAY,
                            CAD.of("9.00"),
                            List.of(
                                    new Line(1, "P", next.one(), CAD.of("1.00"), ""),
                                    new Line(2, "P", next.two(), CAD.of("1.00"), ""))));
            String household = next.household() == 0 ? "" : "h-" + next.household();
            Award award = awards.propose(claim, new Claimant(PartyId.of("pat"), household, ""), history, MONDAY);
            history = history.plus(award);
            all.add(award);
            long asked = (next.one() + next.two()) * 100;
            long inHouse = households.getOrDefault(next.household(), 0L);
            long may = Math.min(2_000 - used, 2_500 - used);
            may = next.household() == 0 ? may : Math.min(may, 1_500 - inHouse);
            long expected = Math.min(asked, Math.max(0, may));
            assertThat(Amounts.minor(award.total().in(PTS.currency()))).isEqualTo(expected);
            assertThat(award.lines().stream().anyMatch(line -> !line.cuts().isEmpty()))
                    .isEqualTo(expected < asked);
            used += expected;
            households.merge(next.household(), expected, Long::sum);
            awards.post(award, ledger, MONDAY).orThrow();
            awards.post(award, ledger, MONDAY.plus(Duration.ofDays(at))).orThrow();
        }
        assertThat(balance(ledger, accounts)).isEqualTo(used);
        for (Award award : all) {
            awards.reverse(award, ledger, MONDAY.plus(Duration.ofDays(20))).orThrow();
            awards.reverse(award, ledger, MONDAY.plus(Duration.ofDays(21))).orThrow();
        }
        assertThat(balance(ledger, accounts)).isZero();
    }

    private static long balance(Ledger ledger, AccountMap accounts) {
        return ledger.balance(
                        accounts.of(Role.BALANCE, PTS.currency()),
                        AsOf.at(MONDAY.plus(Duration.ofDays(40)), TORONTO),
                        BalanceBasis.BOOKED)
                .postedMinor();
    }
}
