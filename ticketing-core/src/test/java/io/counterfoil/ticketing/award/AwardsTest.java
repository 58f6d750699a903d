package io.counterfoil.ticketing.award;

import static io.counterfoil.ticketing.claim.ClaimSamples.CAD;
import static io.counterfoil.ticketing.claim.ClaimSamples.MONDAY;
import static io.counterfoil.ticketing.claim.ClaimSamples.TORONTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.lifecycle.Outcome;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.award.Award.Claimant;
import io.counterfoil.ticketing.award.Award.Cut;
import io.counterfoil.ticketing.award.AwardRules.Cap;
import io.counterfoil.ticketing.award.AwardRules.Cap.Scope;
import io.counterfoil.ticketing.award.AwardRules.Reward;
import io.counterfoil.ticketing.award.AwardRules.Rule;
import io.counterfoil.ticketing.award.Awards.Role;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.claim.Claim.Content;
import io.counterfoil.ticketing.claim.Claim.Line;
import io.counterfoil.ticketing.claim.ClaimSamples;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AwardsTest {

    private static final Amounts PTS = Amounts.in("PTS");
    private static final DateRange YEAR = DateRange.of(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));
    private static final LocalDate DAY = LocalDate.of(2027, 2, 20);

    private final AccountMap accounts = AccountMap.builder()
            .standard(PTS.currency(), Role.PROGRAMME_COST, Role.BALANCE.of("pat"), Role.BALANCE)
            .build();
    private final Ledger ledger = Ledger.inMemory(TORONTO);
    private final AwardRules rules = AwardRules.in(TORONTO)
            .rule(Rule.perUnit("gold", "TYRE", YEAR, PTS.of("300")).forTier("GOLD"))
            .rule(Rule.perUnit("many", "TYRE", YEAR, PTS.of("250")).from(4))
            .rule(Rule.perUnit("tyres", "TYRE", YEAR, PTS.of("200")))
            .rule(new Rule("oil", "OIL", 1, YEAR, "", Reward.ofAmount("0.5", PTS.currency(), RoundingMode.DOWN)))
            .rule(new Rule("kit", "KIT", 1, YEAR, "", Reward.perLine(PTS.of("75"))))
            .build();
    private final Awards awards = Awards.of(rules, accounts);

    AwardsTest() {
        accounts.openIn(ledger);
    }

    private static Claim claim(String id, Line... lines) {
        return ClaimSamples.approved(id, new Content("A-17", DAY, CAD.of("1000.00"), List.of(lines)));
    }

    private static Line line(int number, String product, long quantity, String amount) {
        return new Line(number, product, quantity, CAD.of(amount), "");
    }

    private Award propose(Claim claim, Claimant who) {
        return awards.propose(claim, who, AwardHistory.none(), MONDAY);
    }

    private long balance() {
        return ledger.balance(
                        accounts.of(Role.BALANCE, "pat", PTS.currency()),
                        AsOf.at(MONDAY.plus(Duration.ofDays(400)), TORONTO),
                        BalanceBasis.BOOKED)
                .postedMinor();
    }

    @Test
    @DisplayName(
            "TIC-44 the first rule that fits product, quantity, date and tier is taken; points are whole, rounded as"
                    + " said")
    void rules() {
        Claim claim = claim(
                "c-1",
                line(1, "TYRE", 2, "100.00"),
                line(2, "TYRE", 4, "100.00"),
                line(3, "OIL", 1, "33.33"),
                line(4, "KIT", 9, "1.00"),
                line(5, "MUG", 1, "1.00"));
        Award award = propose(claim, Claimant.of("pat"));
        assertThat(award.lines()).extracting(Award.Line::rule).containsExactly("tyres", "many", "oil", "kit", "");
        assertThat(award.lines())
                .extracting(Award.Line::amount)
                .containsExactly(PTS.of("400"), PTS.of("1000"), PTS.of("16"), PTS.of("75"), PTS.zero());
        assertThat(award.lines().get(4).cuts()).extracting(Obstacle::code).containsExactly(Cut.NO_RULE);
        assertThat(award.lines().get(4).cuts().get(0).sentence()).isEqualTo("no rule for 1 MUG on 2027-02-20");
        assertThat(award.total().in(PTS.currency())).isEqualTo(PTS.of("1491"));
        Award gold = propose(claim, new Claimant(PartyId.of("pat"), "", "GOLD"));
        assertThat(gold.lines().get(1).amount()).isEqualTo(PTS.of("1200"));
        assertThat(gold.lines().get(4).cuts().get(0).sentence()).endsWith("in tier GOLD");
        Awards later = Awards.of(
                AwardRules.in(TORONTO)
                        .rule(Rule.perUnit(
                                "r", AwardRules.ANY, DateRange.of(DAY.plusDays(1), DAY.plusDays(9)), PTS.of("1")))
                        .build(),
                accounts);
        assertThat(later.propose(claim, Claimant.of("pat"), AwardHistory.none(), MONDAY)
                        .lines())
                .allMatch(line -> line.rule().isEmpty());
    }

    @Test
    @DisplayName("TIC-44 an award is posted once however often it is asked for, and its reversal nets to zero once")
    void posting() {
        Award award =
                propose(claim("c-1", line(1, "TYRE", 2, "100.00"), line(2, "MUG", 1, "1.00")), Claimant.of("pat"));
        List<Journal> journals = awards.journals(award);
        assertThat(journals).hasSize(1);
        assertThat(journals.get(0).id().value()).isEqualTo("award:c-1:1:1");
        assertThat(journals.get(0).bookedOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(journals.get(0).attributes())
                .containsEntry("act", "earned")
                .containsEntry("claim", "c-1")
                .containsEntry("rule", "tyres");
        assertThat(awards.reverse(award, ledger, MONDAY).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(balance()).isZero();
        assertThat(awards.post(award, ledger, MONDAY).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(awards.post(award, ledger, MONDAY.plus(Duration.ofDays(9))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(balance()).isEqualTo(400);
        assertThat(awards.reverse(award, ledger, MONDAY.plus(Duration.ofDays(10)))
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(awards.reverse(award, ledger, MONDAY.plus(Duration.ofDays(20)))
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(balance()).isZero();
        assertThat(ledger.entries(accounts.of(Role.BALANCE, "pat", PTS.currency()), YEAR))
                .extracting(LedgerEntry::attributes)
                .extracting(attributes -> attributes.get("act"))
                .containsExactly("earned", "reversed");
        Award nothing = propose(claim("c-2", line(1, "MUG", 1, "1.00")), Claimant.of("pat"));
        assertThat(awards.post(nothing, ledger, MONDAY).records()).isZero();
    }

    @Test
    @DisplayName(
            "TIC-44 an award whose period was locked is booked late and once, of value on its day; so is its reversal")
    void late() {
        Award award = propose(claim("c-1", line(1, "TYRE", 2, "100.00")), Claimant.of("pat"));
        LocalDate end = LocalDate.of(2027, 3, 31);
        DateRange first = DateRange.of(LocalDate.of(2027, 1, 1), end);
        ledger.lock(end, ledger.prove(first)).orThrow();
        Instant april = Instant.parse("2027-04-05T15:00:00Z");
        assertThat(awards.post(award, ledger, april).outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(awards.post(award, ledger, april.plus(Duration.ofDays(3))).outcome())
                .isEqualTo(Outcome.REPLAYED);
        LedgerEntry entry = ledger.entries(accounts.of(Role.BALANCE, "pat", PTS.currency()), YEAR)
                .findFirst()
                .orElseThrow();
        assertThat(entry.bookedOn()).isEqualTo(LocalDate.of(2027, 4, 5));
        assertThat(entry.valueOn()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(awards.reverse(award, ledger, april.plus(Duration.ofDays(4))).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(balance()).isZero();
    }

    @Test
    @DisplayName(
            "TIC-44 caps of participant, household and programme cut with a reason; the claim itself is not counted"
                    + " against itself")
    void caps() {
        Awards capped = Awards.of(
                AwardRules.in(TORONTO)
                        .rule(Rule.perUnit("tyres", "TYRE", YEAR, PTS.of("200")))
                        .cap(Cap.of(Scope.PROGRAMME, PTS.of("1000"), YEAR))
                        .cap(Cap.of(Scope.PARTICIPANT, PTS.of("500"), YEAR))
                        .cap(Cap.of(Scope.HOUSEHOLD, PTS.of("700"), YEAR))
                        .cap(Cap.of(Scope.PARTICIPANT, CAD.of("1.00"), YEAR))
                        .build(),
                accounts);
        Claimant pat = new Claimant(PartyId.of("pat"), "h-1", "");
        Award first = capped.propose(
                claim("c-1", line(1, "TYRE", 2, "1.00"), line(2, "TYRE", 1, "1.00")), pat, AwardHistory.none(), MONDAY);
        assertThat(first.lines()).extracting(Award.Line::amount).containsExactly(PTS.of("400"), PTS.of("100"));
        assertThat(first.lines().get(1).cuts()).extracting(Obstacle::code).containsExactly(Cut.PARTICIPANT);
        assertThat(first.lines().get(1).cuts().get(0).sentence())
                .isEqualTo("rule tyres gives 200 PTS, the cap of 500 PTS leaves 100 PTS");
        assertThat(first.lines().get(1).uncapped()).isEqualTo(PTS.of("200"));
        AwardHistory history = AwardHistory.none().plus(first);
        Award again = capped.propose(
                claim("c-1", line(1, "TYRE", 2, "1.00"), line(2, "TYRE", 1, "1.00")), pat, history, MONDAY);
        assertThat(again).isEqualTo(first);
        Award full = capped.propose(claim("c-2", line(1, "TYRE", 1, "1.00")), pat, history, MONDAY);
        assertThat(full.lines().get(0).amount()).isEqualTo(PTS.zero());
        assertThat(full.lines().get(0).cuts()).extracting(Obstacle::code).containsExactly(Cut.PARTICIPANT);
        assertThat(capped.journals(full)).isEmpty();
        AwardHistory household = AwardHistory.of(
                List.of(new Award("c-9", 1, new Claimant(PartyId.of("kim"), "h-1", ""), DAY, first.lines(), MONDAY)));
        Award shared = capped.propose(claim("c-3", line(1, "TYRE", 2, "1.00")), pat, household, MONDAY);
        assertThat(shared.lines().get(0).amount()).isEqualTo(PTS.of("200"));
        assertThat(shared.lines().get(0).cuts()).extracting(Obstacle::code).containsExactly(Cut.HOUSEHOLD);
        Award alone = capped.propose(claim("c-3", line(1, "TYRE", 2, "1.00")), Claimant.of("pat"), household, MONDAY);
        assertThat(alone.lines().get(0).amount()).isEqualTo(PTS.of("400"));
        AwardHistory much = household.plus(new Award("c-8", 1, Claimant.of("max"), DAY, first.lines(), MONDAY));
        Award over = capped.propose(claim("c-3", line(1, "TYRE", 2, "1.00")), pat, much, MONDAY);
        assertThat(over.lines().get(0).cuts()).extracting(Obstacle::code).containsExactly(Cut.HOUSEHOLD, Cut.PROGRAMME);
        assertThat(much.without("c-8").awards()).extracting(Award::claim).containsExactly("c-9");
        AwardHistory lastYear =
                AwardHistory.of(List.of(new Award("c-7", 1, pat, DAY.minusYears(1), first.lines(), MONDAY)));
        assertThat(capped.propose(claim("c-3", line(1, "TYRE", 2, "1.00")), pat, lastYear, MONDAY)
                        .lines()
                        .get(0)
                        .amount())
                .isEqualTo(PTS.of("400"));
    }

    @Test
    @DisplayName("TIC-49 points that expire leave the balance once")
    void expiry() {
        awards.post(propose(claim("c-1", line(1, "TYRE", 2, "100.00")), Claimant.of("pat")), ledger, MONDAY);
        Instant end = Instant.parse("2027-12-31T15:00:00Z");
        assertThat(awards.expire(PartyId.of("pat"), PTS.of("150"), "pat-2027", ledger, end)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(awards.expire(PartyId.of("pat"), PTS.of("150"), "pat-2027", ledger, end.plus(Duration.ofDays(2)))
                        .outcome())
                .isEqualTo(Outcome.REPLAYED);
        assertThat(balance()).isEqualTo(250);
    }

    @Test
    @DisplayName("TIC-44 rules, caps and claims that cannot be are refused")
    void badInput() {
        assertThatIllegalStateException()
                .isThrownBy(() -> AwardRules.in(TORONTO).build());
        Rule rule = Rule.perUnit("r", "P", YEAR, PTS.of("1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwardRules.in(TORONTO).rule(rule).rule(rule));
        assertThatIllegalArgumentException().isThrownBy(() -> Rule.perUnit(" ", "P", YEAR, PTS.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Rule.perUnit("r", "", YEAR, PTS.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.from(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Reward.perLine(PTS.of("-1")));
        assertThatIllegalArgumentException().isThrownBy(() -> Cap.of(Scope.PROGRAMME, PTS.of("-1"), YEAR));
        assertThat(Cap.of(Scope.PROGRAMME, PTS.zero(), YEAR).limit()).isEqualTo(PTS.zero());
        Claim approved = claim("c-1", line(1, "TYRE", 1, "1.00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> propose(approved, Claimant.of("kim")))
                .withMessageContaining("claim c-1 of pat is APPROVED, expected an approved claim of kim");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> propose(ClaimSamples.verified("c-1"), Claimant.of("pat")));
        Awards exact = Awards.of(
                AwardRules.in(TORONTO)
                        .rule(new Rule(
                                "x",
                                "TYRE",
                                1,
                                YEAR,
                                "",
                                Reward.ofAmount("0.5", PTS.currency(), RoundingMode.UNNECESSARY)))
                        .build(),
                accounts);
        org.assertj.core.api.Assertions.assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> exact.propose(approved, Claimant.of("pat"), AwardHistory.none(), MONDAY));
        Awards money = Awards.of(
                AwardRules.in(TORONTO)
                        .rule(new Rule(
                                "x",
                                "TYRE",
                                1,
                                YEAR,
                                "",
                                Reward.ofAmount("0.05", CAD.currency(), RoundingMode.HALF_UP)))
                        .build(),
                accounts);
        assertThat(money.propose(approved, Claimant.of("pat"), AwardHistory.none(), MONDAY)
                        .lines()
                        .get(0)
                        .amount())
                .isEqualTo(CAD.of("0.05"));
        assertThat(rules.rules()).hasSize(5);
        assertThat(rules.caps()).isEmpty();
        assertThat(rules.zone()).isEqualTo(TORONTO);
    }
}
