package io.counterfoil.reconciliation.engine;

import static io.counterfoil.reconciliation.item.Side.LEFT;
import static io.counterfoil.reconciliation.item.Side.RIGHT;
import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.book.ApprovalPolicy;
import io.counterfoil.reconciliation.book.Book;
import io.counterfoil.reconciliation.book.BookCommand;
import io.counterfoil.reconciliation.book.Books;
import io.counterfoil.reconciliation.difference.DifferenceExplainer;
import io.counterfoil.reconciliation.difference.RateBand;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.PassDecision;
import io.counterfoil.reconciliation.plan.PlanException;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Items that cancel each other, transfers, parts, and amounts of two currencies. */
class PassKindsTest {

    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);
    private static final Instant NOW = Instant.parse("2027-03-31T12:00:00Z");
    private static final AsOf AS_OF = new AsOf(LocalDate.of(2027, 3, 31), NOW);
    private static final Amounts CAD = Amounts.in("CAD");
    private static final Amounts USD = Amounts.in("USD");

    /** Written as {@code id amount day reference party account}; a dash for what is missing. */
    private static ItemBatch batch(String... rows) {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (String row : rows) {
            String[] part = row.split(" ", -1);
            String currency =
                    part[1].length() > 3 && Character.isLetter(part[1].charAt(0)) ? part[1].substring(0, 3) : "CAD";
            batch.id(part[0])
                    .amount(part[1].startsWith(currency) ? part[1].substring(3) : part[1], currency)
                    .day(DAY.plusDays(Integer.parseInt(part[2])));
            if (part.length > 3 && !part[3].equals("-")) {
                batch.reference(part[3]);
            }
            if (part.length > 4 && !part[4].equals("-")) {
                batch.party(part[4]);
            }
            if (part.length > 5) {
                batch.account(part[5]);
            }
            batch.add();
        }
        return batch.build();
    }

    private static Reconciliation run(ItemBatch left, ItemBatch right, Pass... passes) {
        MatchPlan.Builder plan = MatchPlan.named("kinds");
        Stream.of(passes).forEach(plan::pass);
        Reconciliation run = Reconciler.builder(plan.build()).build().match(left, right, AS_OF);
        run.conservation().orThrow();
        return run;
    }

    private static List<String> matches(Reconciliation run) {
        return run.matches()
                .map(m -> m.pass() + " " + shown(m.left()) + " = " + shown(m.right()) + " " + m.decision())
                .toList();
    }

    private static String shown(List<Match.Portion> portions) {
        return portions.stream()
                .map(p -> p.item() + ":" + Amounts.plain(p.amount()))
                .toList()
                .toString();
    }

    private static List<String> open(Reconciliation run, Side side) {
        return run.open(side)
                .map(item -> item.id() + ":" + Amounts.plain(item.open()))
                .toList();
    }

    private static List<String> codes(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(o -> o.code().id().replace("RECONCILIATION.", ""))
                .toList();
    }

    private static Pass voids() {
        return Pass.netting("voids", RIGHT)
                .on(PARTY)
                .within(Window.days(0, 30).from(LEFT))
                .confirm();
    }

    @Test
    @DisplayName(
            "REC-21 a cheque that was voided and reissued: the void takes the first cheque, the reissue stays open")
    void voidAndReissue() {
        Reconciliation run = run(
                ItemBatch.empty(),
                batch("cheque -100.00 0 - ana", "void 100.00 5 - ana", "reissue -100.00 9 - ana"),
                voids());
        assertThat(matches(run)).containsExactly("voids [] = [cheque:-100.00, void:100.00] CONFIRM");
        assertThat(open(run, RIGHT)).containsExactly("reissue:-100.00");
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(match.evidence().sentence())
                .contains("100.00 CAD out and back")
                .contains("party ana");
        assertThat(match.differences()).hasSize(1);
        assertThat(match.differences().get(0).amount().isZero()).isTrue();
        assertThat(run.resolution(RIGHT, ItemId.of("void"))).isInstanceOf(Resolution.Unique.class);
        assertThat(run.breaks().flatMap(b -> b.items().stream())).containsExactly(ItemId.of("reissue"));
    }

    @Test
    @DisplayName("REC-21 two cheques that one void could mean: nobody decides, all three are held")
    void ambiguousVoid() {
        Reconciliation run = run(
                ItemBatch.empty(), batch("one -100.00 0 - ana", "two -100.00 1 - ana", "void 100.00 5 - ana"), voids());
        assertThat(run.matches()).isEmpty();
        assertThat(run.ambiguities()
                        .map(a -> a.alternatives().stream()
                                .map(m -> shown(m.right()))
                                .toList()))
                .containsExactlyInAnyOrder(
                        List.of("[one:-100.00, void:100.00]"), List.of("[two:-100.00, void:100.00]"));
        assertThat(codes(run.whyNot(RIGHT, ItemId.of("void")))).containsExactly("AMBIGUOUS");
        assertThat(run.resolution(RIGHT, ItemId.of("one"))).isInstanceOf(Resolution.Ambiguous.class);
    }

    @Test
    @DisplayName("REC-21 a debit and its return cancel on the bank's side before anything else looks at them")
    void debitAndReturn() {
        Reconciliation run = run(
                batch("debit 80.00 0 D-7 bob", "back -80.00 3 D-7 bob", "other -80.00 3 D-8 bob"),
                batch("booked 80.00 0 D-7 bob"),
                Pass.netting("returns", LEFT)
                        .on(REFERENCE)
                        .within(Window.days(0, 5).from(RIGHT))
                        .confirm(),
                Pass.oneToOne("reference").on(REFERENCE, AMOUNT).confirm());
        assertThat(matches(run)).containsExactly("returns [debit:80.00, back:-80.00] = [] CONFIRM");
        assertThat(open(run, RIGHT)).containsExactly("booked:80.00");
        assertThat(codes(run.whyNot(RIGHT, ItemId.of("booked")))).containsExactly("NO_CANDIDATE", "NO_CANDIDATE");
        assertThat(codes(run.whyNot(
                        run.items(LEFT)
                                .filter(i -> i.id().value().equals("other"))
                                .findFirst()
                                .orElseThrow(),
                        run.open(RIGHT).findFirst().orElseThrow())))
                .containsExactly("NO_CANDIDATE", "DIRECTION");
    }

    @Test
    @DisplayName("REC-21 REC-60 what nets is counted as matched on its side, in count and in money")
    void nettingConserves() {
        Reconciliation run = run(ItemBatch.empty(), batch("a -5.00 0 - p", "b 5.00 0 - p"), voids());
        assertThat(run.conservation().figures().stream()
                        .filter(f -> f.code().equals("RIGHT MATCHED"))
                        .map(f -> f.count() + " " + Amounts.plain(f.amount())))
                .containsExactly("2 0.00");
    }

    @Test
    @DisplayName("REC-22 money leaves one own account and arrives at the other: opposite amounts on two sides")
    void transferOverTwoSides() {
        Pass transfers = Pass.transfers("own").within(Window.days(0, 3)).confirm();
        Reconciliation run = run(
                batch("a-out -500.00 0 - - chequing", "a-in 20.00 0 - - chequing"),
                batch("b-in 500.00 2 - - savings", "b-out -20.00 9 - - savings"),
                transfers);
        assertThat(matches(run)).containsExactly("own [a-out:-500.00] = [b-in:500.00] CONFIRM");
        assertThat(run.matches().findFirst().orElseThrow().evidence().sentence())
                .contains("500.00 CAD moved from one own account to another");
        assertThat(codes(run.whyNot(
                        run.open(LEFT).findFirst().orElseThrow(),
                        run.open(RIGHT).findFirst().orElseThrow())))
                .containsExactly("DAY_OUTSIDE");
        Reconciliation sameWay = run(batch("a 20.00 0"), batch("b 20.00 0"), transfers);
        assertThat(codes(sameWay.whyNot(
                        sameWay.open(LEFT).findFirst().orElseThrow(),
                        sameWay.open(RIGHT).findFirst().orElseThrow())))
                .containsExactly("DIRECTION");
        Reconciliation sameAccount = run(batch("a -20.00 0 - - x"), batch("b 20.00 0 - - x"), transfers);
        assertThat(codes(sameAccount.whyNot(
                        sameAccount.open(LEFT).findFirst().orElseThrow(),
                        sameAccount.open(RIGHT).findFirst().orElseThrow())))
                .containsExactly("ACCOUNT_EQUAL");
    }

    @Test
    @DisplayName("REC-22 a shared cheque number overrides the window, and outweighs an equal amount inside it")
    void chequeNumberOverridesTheWindow() {
        Pass transfers = Pass.transfers("own")
                .within(Window.days(0, 3))
                .unlessShared(REFERENCE)
                .confirm();
        Reconciliation run = run(
                batch("cheque -500.00 0 5 - chequing"),
                batch("near 500.00 1 - - savings", "late 500.00 25 5 - savings"),
                transfers);
        assertThat(matches(run)).containsExactly("own [cheque:-500.00] = [late:500.00] CONFIRM");
        assertThat(open(run, RIGHT)).containsExactly("near:500.00");
        assertThat(run.matches().findFirst().orElseThrow().evidence().sentence())
                .contains("reference 5 on both sides");
    }

    @Test
    @DisplayName(
            "REC-22 transfers inside one batch of several accounts pair across accounts, never inside one, and never"
                    + " without a name")
    void transferInsideOneSide() {
        Reconciliation run = run(
                batch("out -70.00 0 - - A", "same 70.00 0 - - A", "nameless 70.00 0", "in 70.00 1 - - B"),
                ItemBatch.empty(),
                Pass.transfers("own", LEFT).within(Window.days(0, 3)).confirm());
        assertThat(matches(run)).containsExactly("own [out:-70.00, in:70.00] = [] CONFIRM");
    }

    @Test
    @DisplayName("REC-24 a short payment takes its part of the invoice it names; the rest stays open and says where the"
            + " part went")
    void shortPayment() {
        Reconciliation run = run(batch("pay 60.00 0 INV-1"), batch("inv 100.00 0 INV-1"), parts());
        assertThat(matches(run)).containsExactly("part [pay:60.00] = [inv:60.00] CONFIRM");
        assertThat(open(run, RIGHT)).containsExactly("inv:40.00");
        assertThat(open(run, LEFT)).isEmpty();
        Obstacle first = run.whyNot(RIGHT, ItemId.of("inv")).get(0);
        assertThat(first.sentence()).isEqualTo("part: 60.00 CAD of 100.00 CAD is matched with pay");
        assertThat(run.matches().findFirst().orElseThrow().evidence().sentence())
                .contains("60.00 CAD of 100.00 CAD of inv, the rest stays open");
        assertThat(run.whyNot(
                        run.items(LEFT).findFirst().orElseThrow(),
                        run.items(RIGHT).findFirst().orElseThrow()))
                .isEmpty();
        assertThat(run.conservation().figures().stream()
                        .filter(f -> f.code().startsWith("RIGHT"))
                        .map(f -> f.code() + " " + f.count() + " " + Amounts.plain(f.amount())))
                .contains("RIGHT MATCHED 0 60.00", "RIGHT OPEN 1 40.00");
        assertThat(run.breaks().map(b -> Amounts.plain(b.amount().orElseThrow())))
                .containsExactly("40.00");
    }

    private static Pass parts() {
        return Pass.oneToOne("part").on(REFERENCE).partial(RIGHT).confirm();
    }

    @Test
    @DisplayName("REC-24 two part payments of one invoice each take their part, and a later pass takes the rest")
    void severalParts() {
        Reconciliation run = run(
                batch("p1 60.00 0 INV-1", "p2 30.00 1 INV-1", "p3 10.00 2 - ana"),
                batch("inv 100.00 0 INV-1 ana"),
                parts(),
                Pass.oneToOne("rest").on(PARTY, AMOUNT).confirm());
        assertThat(matches(run))
                .containsExactly(
                        "part [p1:60.00] = [inv:60.00] CONFIRM",
                        "part [p2:30.00] = [inv:30.00] CONFIRM",
                        "rest [p3:10.00] = [inv:10.00] CONFIRM");
        assertThat(open(run, RIGHT)).isEmpty();
        assertThat(run.resolution(RIGHT, ItemId.of("inv"))).isInstanceOf(Resolution.Unique.class);
    }

    @Test
    @DisplayName("REC-24 parts that are exactly the whole are one match")
    void partsOfTheWhole() {
        Reconciliation run = run(batch("p1 60.00 0 INV-1", "p2 40.00 1 INV-1"), batch("inv 100.00 0 INV-1"), parts());
        assertThat(matches(run)).containsExactly("part [p1:60.00, p2:40.00] = [inv:100.00] CONFIRM");
    }

    @Test
    @DisplayName(
            "REC-24 payments that are more than the invoice, or that name several: nothing is filled, the items are"
                    + " held")
    void noFillInOrder() {
        Reconciliation tooMuch =
                run(batch("p1 60.00 0 INV-1", "p2 50.00 1 INV-1"), batch("inv 100.00 0 INV-1"), parts());
        assertThat(tooMuch.matches()).isEmpty();
        assertThat(tooMuch.ambiguities().map(a -> a.count().items())).containsExactly(2L);
        ItemBatch.Builder both = ItemBatch.builder();
        both.id("p1")
                .amount("60.00", "CAD")
                .day(DAY)
                .reference("INV-1")
                .reference("INV-2")
                .add();
        both.id("p2").amount("10.00", "CAD").day(DAY).reference("INV-2").add();
        Reconciliation several = run(both.build(), batch("a 100.00 0 INV-1", "b 100.00 0 INV-2"), parts());
        assertThat(several.matches()).isEmpty();
        assertThat(several.ambiguities()).hasSize(2);
        assertThat(several.open(LEFT)).hasSize(2);
    }

    @Test
    @DisplayName(
            "REC-24 only the side that the plan names is taken in part: an overpayment stays open whole, and why-not"
                    + " says so")
    void onlyByPolicy() {
        Reconciliation run = run(batch("pay 120.00 0 INV-1"), batch("inv 100.00 0 INV-1"), parts());
        assertThat(run.matches()).isEmpty();
        List<Obstacle> why = run.whyNot(
                run.open(LEFT).findFirst().orElseThrow(),
                run.open(RIGHT).findFirst().orElseThrow());
        assertThat(why)
                .extracting(Obstacle::sentence)
                .containsExactly("part: pay is larger than inv, and items of side LEFT are not taken in part");
        Reconciliation both = run(batch("pay 120.00 0 INV-1"), batch("inv 100.00 0 INV-1"), parts().partial(LEFT));
        assertThat(matches(both)).containsExactly("part [pay:100.00] = [inv:100.00] CONFIRM");
        assertThat(open(both, LEFT)).containsExactly("pay:20.00");
    }

    private static RateBand band(String... quotes) {
        return RateBand.of(
                RateBand.Rates.of(Stream.of(quotes)
                        .map(q -> new RateBand.Rates.Quote(
                                USD.currency(),
                                CAD.currency(),
                                DAY.plusDays(Integer.parseInt(q.split(" ", -1)[0])),
                                new BigDecimal(q.split(" ", -1)[1])))
                        .toList()),
                new BigDecimal("50"));
    }

    private static Pass fx(RateBand band) {
        return Pass.oneToOne("fx")
                .on(REFERENCE, AMOUNT)
                .explain(DifferenceExplainer.fx(band))
                .confirm();
    }

    @Test
    @DisplayName("REC-28 an amount in another currency matches inside the band, and the rate difference is a line")
    void rateBand() {
        Reconciliation run = run(
                batch("in CAD135.20 0 A", "far CAD130.00 0 B"),
                batch("usd USD100.00 0 A", "usd2 USD100.00 0 B"),
                fx(band("0 1.3550")));
        assertThat(matches(run)).containsExactly("fx [in:135.20] = [usd:100.00] CONFIRM");
        Match match = run.matches().findFirst().orElseThrow();
        assertThat(match.differences()).hasSize(1);
        assertThat(match.differences().get(0).reason().id()).isEqualTo("DIFFERENCE.FX_RATE");
        assertThat(match.differences().get(0).amount()).isEqualTo(CAD.of("-0.30"));
        assertThat(match.evidence().sentence()).contains("135.20 CAD against 100.00 USD, worth 135.50 CAD");
        assertThat(codes(run.whyNot(
                        run.open(LEFT).findFirst().orElseThrow(),
                        run.open(RIGHT).findFirst().orElseThrow())))
                .containsExactly("AMOUNT_DIFFERS");
    }

    @Test
    @DisplayName("REC-28 equal numbers of two currencies are no match, and amounts of one currency still are")
    void numbersAreNotAmounts() {
        Reconciliation run = run(
                batch("cad CAD100.00 0 A", "cad2 CAD70.00 0 B"),
                batch("usd USD100.00 0 A", "cad3 CAD70.00 0 B"),
                fx(band("0 1.3550")));
        assertThat(matches(run)).containsExactly("fx [cad2:70.00] = [cad3:70.00] CONFIRM");
    }

    @Test
    @DisplayName("REC-28 without a rate, or with one that is too old, nothing matches, and why-not names it")
    void failClosed() {
        ItemBatch left = batch("in CAD135.20 3 A");
        ItemBatch right = batch("usd USD100.00 0 A");
        Reconciliation none = run(left, right, fx(band()));
        assertThat(none.matches()).isEmpty();
        assertThat(none.whyNot(left.view(0), right.view(0)))
                .extracting(Obstacle::sentence)
                .containsExactly("fx: no rate of USD in CAD on 2027-03-04");
        Reconciliation stale = run(left, right, fx(band("0 1.3550").notOlderThan(2)));
        assertThat(codes(stale.whyNot(left.view(0), right.view(0)))).containsExactly("RATE_STALE");
        Reconciliation fresh = run(left, right, fx(band("0 1.3550").notOlderThan(3)));
        assertThat(fresh.matches()).hasSize(1);
        Reconciliation plain =
                run(left, right, Pass.oneToOne("plain").on(REFERENCE, AMOUNT).confirm());
        assertThat(codes(plain.whyNot(left.view(0), right.view(0)))).containsExactly("CURRENCY_WITHOUT_RATE");
    }

    @Test
    @DisplayName("REC-28 a declared group in another currency matches by the rate of its sum")
    void groupOfAnotherCurrency() {
        ItemBatch.Builder group = ItemBatch.builder();
        group.id("u1").amount("60.00", "USD").day(DAY).group("po").add();
        group.id("u2").amount("40.00", "USD").day(DAY).group("po").add();
        Reconciliation run = run(
                batch("in CAD135.60 0"),
                group.build(),
                Pass.oneToGroup("payout")
                        .explain(DifferenceExplainer.fx(band("0 1.3550")))
                        .confirm());
        assertThat(matches(run)).containsExactly("payout [in:135.60] = [u2:40.00, u1:60.00] CONFIRM");
    }

    @Test
    @DisplayName("REC-04 REC-21 REC-24 REC-28 settings that the kind of pass has no use for are refused, all at once")
    void refusedPlans() {
        PlanException refused = catchThrowableOfType(
                PlanException.class,
                () -> MatchPlan.named("wrong")
                        .pass(Pass.netting("loose", LEFT).on(REFERENCE).amount(Tolerance.absolute("1")))
                        .pass(Pass.transfers("fee").explain(DifferenceExplainer.rounding()))
                        .pass(Pass.oneToOne("nameless").on(PARTY).partial(RIGHT))
                        .pass(Pass.oneToOne("equal parts").on(REFERENCE, AMOUNT).partial(RIGHT))
                        .pass(Pass.oneToMany("set").on(ACCOUNT).explain(DifferenceExplainer.fx(band())))
                        .pass(Pass.oneToOne("cheque").on(AMOUNT).unlessShared(REFERENCE))
                        .build());
        assertThat(refused.problems().stream()
                        .map(p -> p.path() + " " + p.code().id().replace("RECONCILIATION.", "")))
                .containsExactly(
                        "passes[0] loose.amount PLAN_SETTING_UNUSED",
                        "passes[1] fee.amount PLAN_SETTING_UNUSED",
                        "passes[2] nameless PLAN_PASS_WITHOUT_CRITERION",
                        "passes[2] nameless.partial PLAN_PARTIAL_WITHOUT_NAME",
                        "passes[3] equal parts.partial PLAN_SETTING_UNUSED",
                        "passes[4] set.explain PLAN_SETTING_UNUSED",
                        "passes[5] cheque.unlessShared PLAN_SETTING_UNUSED");
    }

    @Test
    @DisplayName("REC-18 a pair across currencies that nothing names but amounts is suggested, however near the rate")
    void unnamed() {
        Reconciliation conversions = run(
                batch("in CAD135.20 0 -"),
                batch("usd USD100.00 0 -"),
                Pass.oneToOne("fx")
                        .on(AMOUNT)
                        .explain(DifferenceExplainer.fx(band("0 1.3550")))
                        .confirm());
        assertThat(conversions.matches().map(Match::decision)).containsExactly(PassDecision.Outcome.SUGGEST);
    }

    @Test
    @DisplayName(
            "REC-43 the book takes netted items, transfers, parts and conversions from a run, and keeps its balance")
    void bookTakesThem() {
        ItemBatch left = batch(
                "debit 80.00 0 D-7", "back -80.00 3 D-7", "pay 60.00 0 INV-1", "in CAD135.20 0 A", "out -9.00 0 T - x");
        ItemBatch right = batch("inv 100.00 0 INV-1", "usd USD100.00 0 A", "own 9.00 0 T - y");
        Reconciliation run = run(
                left,
                right,
                Pass.netting("returns", LEFT).on(REFERENCE).confirm(),
                parts(),
                fx(band("0 1.3550")),
                Pass.transfers("own").on(REFERENCE).confirm());
        assertThat(run.matches().map(Match::decision)).hasSize(4).containsOnly(PassDecision.Outcome.CONFIRM);
        Books books = Books.of(ApprovalPolicy.ofDefaults());
        Book book = books.decide(books.initial(), BookCommand.recordRun(run, Actor.host("robot"), "run-1"), NOW)
                .orThrow()
                .state();
        book.conservation().orThrow();
        assertThat(book.status(LEFT, ItemId.of("debit")).name()).isEqualTo("MATCHED");
        assertThat(book.status(LEFT, ItemId.of("back")).name()).isEqualTo("MATCHED");
        assertThat(book.status(RIGHT, ItemId.of("inv")).name()).isEqualTo("PART_MATCHED");
        assertThat(book.status(RIGHT, ItemId.of("usd")).name()).isEqualTo("MATCHED");
        assertThat(book.status(LEFT, ItemId.of("out")).name()).isEqualTo("MATCHED");
    }

    @Test
    @DisplayName("REC-44 items that cancel each other sum to nothing, and still need four eyes by what they moved")
    void fourEyesOnNetting() {
        Reconciliation run = run(
                batch("debit 80.00 0 D-7", "back -80.00 3 D-7"),
                ItemBatch.empty(),
                Pass.netting("returns", LEFT).on(REFERENCE).confirm());
        for (String limit : List.of("79.99", "80.00")) {
            Books books = Books.of(
                    ApprovalPolicy.builder().addFourEyesAbove(CAD.of(limit)).build());
            Book book = books.decide(books.initial(), BookCommand.recordRun(run, Actor.host("robot"), "run-1"), NOW)
                    .orThrow()
                    .state();
            assertThat(book.status(LEFT, ItemId.of("debit")).name())
                    .isEqualTo(limit.equals("80.00") ? "MATCHED" : "PENDING_APPROVAL");
        }
    }

    @Test
    @DisplayName("REC-41 a netted pair is provisional while a source can still bring another item of its window")
    void watermarks() {
        Pass near =
                Pass.netting("voids", RIGHT).on(PARTY).within(Window.days(0, 5)).confirm();
        ItemBatch right = batch("a -5.00 0 - p", "b 5.00 1 - p");
        MatchPlan plan = MatchPlan.named("kinds").pass(near).build();
        for (int day : List.of(3, 6)) {
            RunOptions options = RunOptions.builder()
                    .rightCompleteTo(Optional.of(DAY.plusDays(day)))
                    .build();
            Match match = Reconciler.builder(plan)
                    .build()
                    .match(ItemBatch.empty(), right, options, AS_OF)
                    .matches()
                    .findFirst()
                    .orElseThrow();
            assertThat(match.finality()).isEqualTo(day == 6 ? Match.Finality.FINAL : Match.Finality.PROVISIONAL);
        }
    }

    @Test
    @DisplayName("REC-03 a plan with these passes prints them, and estimates their pairs")
    void printed() {
        MatchPlan plan = MatchPlan.named("kinds")
                .pass(voids())
                .pass(Pass.transfers("own").within(Window.days(0, 3)).unlessShared(REFERENCE))
                .pass(parts())
                .build();
        assertThat(plan.explain().text())
                .contains("netting RIGHT")
                .contains("transfers")
                .contains("unless shared [REFERENCE]")
                .contains("partial [RIGHT]");
        assertThat(Reconciler.builder(plan)
                        .build()
                        .explain(batch("x -5.00 0"), batch("a -5.00 0 - p", "b 5.00 1 - p"))
                        .text())
                .contains("est 1 pairs of 1 and 1")
                .contains("est 1 pairs of 1 and 2");
    }
}
