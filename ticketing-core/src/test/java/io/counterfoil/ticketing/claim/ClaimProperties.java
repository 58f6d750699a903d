package io.counterfoil.ticketing.claim;

import static io.counterfoil.ticketing.claim.ClaimSamples.ANA;
import static io.counterfoil.ticketing.claim.ClaimSamples.BEN;
import static io.counterfoil.ticketing.claim.ClaimSamples.CAD;
import static io.counterfoil.ticketing.claim.ClaimSamples.CLAIMS;
import static io.counterfoil.ticketing.claim.ClaimSamples.EVE;
import static io.counterfoil.ticketing.claim.ClaimSamples.HOURS;
import static io.counterfoil.ticketing.claim.ClaimSamples.MONDAY;
import static io.counterfoil.ticketing.claim.ClaimSamples.ROBOT;
import static io.counterfoil.ticketing.claim.ClaimSamples.SUE;
import static io.counterfoil.ticketing.claim.ClaimSamples.content;
import static io.counterfoil.ticketing.claim.ClaimSamples.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.testkit.lifecycle.MachineLaws;
import io.counterfoil.ticketing.claim.ClaimEvent.Change;
import io.counterfoil.ticketing.claim.ClaimIndex.Entry;
import io.counterfoil.ticketing.claim.InvoiceNumber.Relation;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.clock.ClockReadings;
import io.counterfoil.ticketing.clock.ClockSpec;
import io.counterfoil.ticketing.clock.ClockTarget;
import io.counterfoil.ticketing.clock.Clocks;
import io.counterfoil.ticketing.clock.SlaPolicy;
import io.counterfoil.ticketing.entry.DoubleKeying.Blame;
import io.counterfoil.ticketing.entry.DoubleKeying.ErrorKind;
import io.counterfoil.ticketing.entry.DoubleKeying.Ruling;
import io.counterfoil.ticketing.entry.ErrorRates;
import io.counterfoil.ticketing.entry.ErrorRates.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class ClaimProperties {

    private static final Clocks CLOCKS = Clocks.of(SlaPolicy.builder("claims")
            .hours(HOURS)
            .resolution(Duration.ofHours(16))
            .clock(ClockSpec.of(ClockKind.PARTICIPANT_RESPONSE, ClockTarget.of(Duration.ofHours(240))))
            .build());

    private static ClaimCommand command(int what, String id, String key) {
        return switch (what) {
            case 0 -> ClaimCommand.key(values("A-17", "120"), ANA, key);
            case 1 -> ClaimCommand.keySecond(values("A-17", "120"), BEN, key);
            case 2 -> ClaimCommand.keySecond(values("A-71", "120"), BEN, key);
            case 3 ->
                ClaimCommand.adjudicate(
                        List.of(new Ruling("invoice", "A-17", Blame.SECOND, ErrorKind.WRONG_VALUE)), EVE, key);
            case 4 -> ClaimCommand.passUnsampled("lot", ANA, key);
            case 5 ->
                ClaimCommand.correct(List.of(Change.of("amount", "9" + key.length(), ErrorKind.FORMAT)), "r", BEN, key);
            case 6 -> ClaimCommand.returnToParticipant(Map.of("d", Deficiency.D01), "", ANA, key);
            case 7 -> ClaimCommand.resubmit(Sha256.of(key), CAD.of("3.00"), ROBOT, key);
            case 8 -> ClaimCommand.expire(key);
            case 9 -> ClaimCommand.reopen("late", SUE, key);
            case 10 -> ClaimCommand.review(content("A-17", "120.00"), List.of(), EVE, key);
            case 11 -> ClaimCommand.approve(SUE, key);
            case 12 -> ClaimCommand.award("award:" + id, ROBOT, key);
            case 13 -> ClaimCommand.reject(Deficiency.D08, "no", ANA, key);
            case 14 -> ClaimCommand.withdraw("", ANA, key);
            case 15 -> ClaimCommand.delete("twice", ANA, key);
            default -> ClaimCommand.reverse("wrong", SUE, key);
        };
    }

    private static Claim play(String id, List<Integer> steps) {
        List<ClaimCommand> commands = new ArrayList<>();
        commands.add(ClaimCommand.receive(ClaimSamples.receipt(id, "pat", 1, CAD.of("120.00")), ROBOT, "r-" + id));
        for (int at = 0; at < steps.size(); at++) {
            commands.add(command(steps.get(at), id, "k-" + at));
        }
        return MachineLaws.walk(CLAIMS, commands, MONDAY, Duration.ofHours(37));
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(3, 0),
                        net.jqwik.api.Tuple.of(3, 1),
                        net.jqwik.api.Tuple.of(2, 10),
                        net.jqwik.api.Tuple.of(2, 11))
                .flatMap(likely -> Arbitraries.oneOf(
                        Arbitraries.just(likely), Arbitraries.integers().between(0, 16)))
                .list()
                .ofMaxSize(14);
    }

    @Property(tries = 200)
    @Label("TIC-38 any commands in any order: replayed when repeated, folded to the same claim; our clock and the"
            + " participant's never run together")
    void anyCommands(@ForAll("steps") List<Integer> steps) {
        Claim claim = play("c-1", steps);
        Instant end = MONDAY.plus(Duration.ofHours(37L * (steps.size() + 1)));
        ClockReadings readings = CLOCKS.read(claim.asTicket(), end);
        Duration participant = readings.cycles(ClockKind.PARTICIPANT_RESPONSE).stream()
                .map(cycle -> cycle.elapsed())
                .reduce(Duration.ZERO, Duration::plus);
        Duration ours = Duration.ZERO;
        Duration theirs = Duration.ZERO;
        List<ClaimEvent> log = claim.history().toList();
        Claim.Status status = Claim.Status.RECEIVED;
        Claim before = CLAIMS.initial();
        for (int at = 0; at < log.size(); at++) {
            before = CLAIMS.evolve(before, log.get(at));
            status = before.status();
            Instant until = at + 1 < log.size() ? log.get(at + 1).stamp().at() : end;
            Duration open = HOURS.elapsed(log.get(at).stamp().at(), until);
            ours = status.isWork() ? ours.plus(open) : ours;
            theirs = status == Claim.Status.RETURNED ? theirs.plus(open) : theirs;
        }
        assertThat(readings.of(ClockKind.RESOLUTION).elapsed()).isEqualTo(ours);
        assertThat(participant).isEqualTo(theirs);
        ErrorRates rates = ErrorRates.of(CLAIMS.checked(claim));
        assertThat(rates.total().tally(Unit.RECORD).wrong())
                .isLessThanOrEqualTo(rates.total().tally(Unit.RECORD).checked());
    }

    @Property(tries = 100)
    @Label("TIC-39 every document of a batch is in one place, counts and amounts add up; a lost or repeated one"
            + " breaks the proof")
    void conservation(@ForAll @Size(min = 1, max = 6) List<@net.jqwik.api.From("steps") List<Integer>> all) {
        List<Claim> claims = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            claims.add(play("c-" + at, all.get(at)));
        }
        ClaimQueue.Batch batch =
                new ClaimQueue.Batch("b-1", claims.size(), CAD.of("120.00").multiply(claims.size()));
        Proof proof = batch.prove(claims);
        assertThat(proof.holds()).as(proof.sentence()).isTrue();
        assertThat(proof.figures().stream()
                        .skip(1)
                        .mapToLong(Proof.Figure::count)
                        .sum())
                .isEqualTo(claims.size());
        Proof lost = batch.prove(claims.subList(1, claims.size()));
        assertThat(lost.holds()).isFalse();
        assertThat(lost.differences().get(0).count()).isEqualTo(1);
        assertThat(lost.differences().get(0).amount()).isEqualTo(CAD.of("120.00"));
        List<Claim> twice = new ArrayList<>(claims);
        twice.add(claims.get(0));
        assertThat(batch.prove(twice).problems())
                .extracting(problem -> problem.code())
                .containsExactly(ClaimQueue.Place.REPEATED);
        assertThat(new ClaimQueue.Batch("b-2", 0, CAD.zero()).prove(claims).problems())
                .hasSize(claims.size());
        assertThat(new ClaimQueue.Batch(
                                "b-1",
                                0,
                                io.counterfoil.payments.money.Amounts.in("EUR").zero())
                        .prove(claims)
                        .problems())
                .extracting(problem -> problem.code())
                .containsOnly(ClaimQueue.Place.OTHER_CURRENCY);
    }

    @Provide
    Arbitrary<Claim> received() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 99),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 40))
                .as((id, sla, hours) -> ClaimSamples.play(
                        MONDAY.plus(Duration.ofHours(hours)),
                        ClaimCommand.receive(ClaimSamples.receipt("c-" + id, "pat", sla, CAD.of("1.00")), ROBOT, "r")));
    }

    @Property(tries = 100)
    @Label("TIC-39 work is ordered by service class, remaining time, receipt and id, whatever order it comes in")
    void order(@ForAll @Size(max = 12) List<@net.jqwik.api.From("received") Claim> claims, @ForAll long seed) {
        Instant now = MONDAY.plus(Duration.ofHours(50));
        ClaimQueue queue = ClaimQueue.of(CLOCKS);
        List<ClaimQueue.Item> ordered = queue.order(claims, now);
        List<Claim> shuffled = new ArrayList<>(claims);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(queue.order(shuffled, now)).containsExactlyElementsOf(ordered);
        assertThat(ordered).hasSameSizeAs(claims);
        for (int at = 1; at < ordered.size(); at++) {
            Claim one = ordered.get(at - 1).claim();
            Claim two = ordered.get(at).claim();
            Duration first = ordered.get(at - 1).remaining().orElseThrow();
            Duration second = ordered.get(at).remaining().orElseThrow();
            assertThat(first)
                    .isEqualTo(Duration.ofHours(16)
                            .minus(HOURS.elapsed(ordered.get(at - 1).receivedAt(), now)));
            int sla = Integer.compare(one.receipt().slaClass(), two.receipt().slaClass());
            int time = first.compareTo(second);
            int came =
                    ordered.get(at - 1).receivedAt().compareTo(ordered.get(at).receivedAt());
            assertThat(sla < 0
                            || (sla == 0 && time < 0)
                            || (sla == 0 && time == 0 && came < 0)
                            || (sla == 0
                                    && time == 0
                                    && came == 0
                                    && one.receipt()
                                                    .id()
                                                    .compareTo(two.receipt().id())
                                            <= 0))
                    .isTrue();
        }
        assertThat(queue.order(List.of(CLAIMS.initial(), play("c-1", List.of(6))), now))
                .isEmpty();
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.strings().withChars("A0O1I25- ").ofMinLength(0).ofMaxLength(8);
    }

    @Property(tries = 1_000)
    @Label("TIC-43 the invoice relation is symmetric, reflexive for what is not empty, and what a slow edit distance"
            + " says")
    void relation(@ForAll("numbers") String one, @ForAll("numbers") String two) {
        InvoiceNumber a = InvoiceNumber.of(one);
        InvoiceNumber b = InvoiceNumber.of(two);
        assertThat(a.relation(b)).isEqualTo(b.relation(a));
        assertThat(a.relation(a)).isEqualTo(a.compact().isEmpty() ? Relation.INCOMPARABLE : Relation.SAME);
        boolean near = isNear(a.compact(), b.compact()) || isNear(a.tokens(), b.tokens());
        boolean same = a.compact().equals(b.compact()) || a.tokens().equals(b.tokens());
        Relation expected = a.compact().isEmpty() || b.compact().isEmpty()
                ? Relation.INCOMPARABLE
                : same ? Relation.SAME : near ? Relation.NEAR : Relation.DIFFERENT;
        assertThat(a.relation(b)).isEqualTo(expected);
    }

    private static boolean isNear(String a, String b) {
        return a.length() >= 5 && b.length() >= 5 && slips(a).anyMatch(b::equals);
    }

    /** Every text one slip away. */
    private static Stream<String> slips(String text) {
        List<String> all = new ArrayList<>();
        for (int at = 0; at <= text.length(); at++) {
            String head = text.substring(0, at);
            for (char letter : "A0125".toCharArray()) {
                all.add(head + letter + text.substring(at));
                if (at < text.length()) {
                    all.add(head + letter + text.substring(at + 1));
                }
            }
            if (at < text.length()) {
                all.add(head + text.substring(at + 1));
            }
            if (at + 1 < text.length()) {
                all.add(head + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2));
            }
        }
        return all.stream();
    }

    @Property(tries = 300)
    @Label("TIC-43 the index finds what a walk over all claims finds")
    void index(
            @ForAll @Size(max = 10) List<@net.jqwik.api.From("entries") Entry> entries,
            @ForAll("entries") Entry asked) {
        ClaimIndex index = ClaimIndex.inMemory();
        List<Entry> known = new ArrayList<>();
        for (Entry entry : entries) {
            index.put(entry);
            int at = known.stream().map(Entry::claim).toList().indexOf(entry.claim());
            if (at < 0) {
                known.add(entry);
            } else {
                known.set(at, entry);
            }
        }
        ClaimIndex all = new ClaimIndex() {
            @Override
            public void put(Entry entry) {}

            @Override
            public Stream<Entry> sharing(Entry claim) {
                return known.stream();
            }
        };
        assertThat(Duplicates.standard().match(asked, index))
                .isEqualTo(Duplicates.standard().match(asked, all));
    }

    @Provide
    Arbitrary<Entry> entries() {
        return Combinators.combine(
                        Arbitraries.of("c-1", "c-2", "c-3", "c-4", "c-5"),
                        Arbitraries.of("pat", "kim"),
                        Arbitraries.of(true, true, false),
                        numbers(),
                        Arbitraries.of("10.00", "20.00", "30.00"),
                        Arbitraries.of("", "S1", "s-1", "S2"))
                .as((id, who, alive, number, amount, serial) -> new Entry(
                        id,
                        PartyId.of(who),
                        alive,
                        Sha256.of(number.length() + ""),
                        new Claim.Content(
                                number,
                                java.time.LocalDate.of(2027, 2, 20),
                                CAD.of("30.00"),
                                List.of(new Claim.Line(1 + serial.length(), "P", 1, CAD.of(amount), serial)))));
    }
}
