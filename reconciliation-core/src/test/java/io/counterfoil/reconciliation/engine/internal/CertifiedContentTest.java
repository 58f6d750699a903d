package io.counterfoil.reconciliation.engine.internal;

import static io.counterfoil.reconciliation.plan.MatchKey.ACCOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.AMOUNT;
import static io.counterfoil.reconciliation.plan.MatchKey.PARTY;
import static io.counterfoil.reconciliation.plan.MatchKey.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Confidence;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.RunOptions;
import io.counterfoil.reconciliation.item.ItemBatch;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import io.counterfoil.reconciliation.plan.MatchLimits;
import io.counterfoil.reconciliation.plan.MatchPlan;
import io.counterfoil.reconciliation.plan.Pass;
import io.counterfoil.reconciliation.plan.Tolerance;
import io.counterfoil.reconciliation.plan.Window;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a certificate is made of: the digests that come from columns, beside those of the objects that everybody sees. */
class CertifiedContentTest {

    private static final MatchLimits TIGHT = new MatchLimits(40, 30, 60, 3, 9, 40);

    /** Fields one after the other: a number in eight bytes, a text after the number of its bytes. */
    private static final class Bytes {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(written);

        Bytes number(long value) {
            try {
                out.writeLong(value);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Bytes text(Object value) {
            byte[] utf8 = value.toString().getBytes(StandardCharsets.UTF_8);
            number(utf8.length);
            written.writeBytes(utf8);
            return this;
        }

        Bytes optional(Optional<String> value) {
            return value.isPresent() ? text(value.get()) : number(-1);
        }

        Sha256 digest() {
            return Sha256.of(written.toByteArray());
        }
    }

    private static final MatchPlan MIXED = MatchPlan.named("sets, parts, cancelling")
            .pass(Pass.netting("netting", Side.LEFT).on(AMOUNT, REFERENCE).within(Window.days(0, 3)))
            .pass(Pass.oneToOne("reference")
                    .on(REFERENCE, AMOUNT)
                    .within(Window.days(0, 1))
                    .evidence(PARTY)
                    .confirm())
            .pass(Pass.oneToOne("amount").on(AMOUNT, ACCOUNT).confirm())
            .pass(Pass.oneToOne("share")
                    .on(REFERENCE)
                    .amount(Tolerance.percent("40"))
                    .suggest())
            .pass(Pass.oneToMany("set").on(PARTY).maxSetSize(3).suggest())
            .pass(Pass.manyToMany("zero").on(ACCOUNT).report())
            .pass(Pass.oneToOne("part").on(REFERENCE).partial(Side.LEFT).suggest())
            .build();

    private static Result run(MatchPlan plan, MatchLimits limits, Crowd crowd, int threads) {
        RunOptions.Builder options = RunOptions.builder().threads(threads);
        if (crowd.seed() % 2 == 0) {
            options.leftCompleteTo(Crowd.DAY.plusDays(4)).rightCompleteTo(Crowd.DAY.plusDays(3));
        }
        return (Result) Run.of(
                new Run.Setting(plan, Crowd.CALENDAR, limits, 0, 1, options.build()),
                Crowd.batch(crowd.lines("L")),
                Crowd.batch(crowd.lines("R")),
                Crowd.AS_OF);
    }

    private static LocalDate firstDay(ItemBatch batch, List<Match.Portion> portions) {
        return portions.stream()
                .map(portion -> batch.find(portion.item()).orElseThrow().day())
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private static MonetaryAmount sum(ItemBatch batch, List<Match.Portion> portions) {
        return portions.stream()
                .map(portion -> batch.find(portion.item()).orElseThrow().open())
                .reduce(MonetaryAmount::add)
                .orElseThrow();
    }

    private static void portions(Bytes bytes, ItemBatch batch, List<Match.Portion> portions) {
        bytes.number(portions.size());
        for (Match.Portion portion : portions) {
            ItemView item = batch.find(portion.item()).orElseThrow();
            bytes.text(item.id())
                    .text(item.open().getCurrency().getCurrencyCode())
                    .number(Amounts.minor(item.open()));
        }
    }

    private static Sha256 digest(Result result, Match match, Set<String> shapes) {
        ItemBatch left = result.run().left.batch;
        ItemBatch right = result.run().right.batch;
        Pass pass = result.plan().passes().stream()
                .filter(one -> one.name().equals(match.pass()))
                .findFirst()
                .orElseThrow();
        Bytes bytes = new Bytes().text("match").text(match.pass());
        portions(bytes, left, match.left());
        portions(bytes, right, match.right());
        boolean oneSided = match.left().isEmpty() || match.right().isEmpty();
        if (!oneSided && sum(left, match.left()).equals(sum(right, match.right()))) {
            boolean timing = !firstDay(left, match.left()).equals(firstDay(right, match.right()));
            bytes.number(timing ? 1 : 0).text(timing ? Difference.Reason.TIMING.id() : "");
            shapes.add(timing ? "timing" : "even");
        } else {
            bytes.number(match.differences().size());
            for (Difference difference : match.differences()) {
                bytes.text(difference.reason().id())
                        .text(Amounts.plain(difference.amount()))
                        .text(difference.amount().getCurrency().getCurrencyCode());
            }
            shapes.add("differences " + match.differences().size());
        }
        bytes.text(match.decision()).text(match.confidence().certainty()).text(match.finality());
        bytes.number(match.confidence().margin().regretMillibits());
        bytes.number(Matches.Finding.UNKNOWN);
        Optional<Confidence.CoincidenceRisk> risk =
                pass.cardinality().isSearched() ? match.confidence().risk() : Optional.empty();
        bytes.text(risk.map(some -> some.numerator() + "/" + some.denominator()).orElse(""));
        shapes.add(match.finality() + "");
        shapes.add(risk.isPresent() ? "risk" : "no risk");
        return bytes.digest();
    }

    private static List<Object> ids(SideData side, int[] rows) {
        List<Object> ids = new ArrayList<>();
        Arrays.stream(rows).forEach(row -> ids.add(side.batch.view(row).id()));
        return ids;
    }

    /** Everything that was decided, from objects. */
    private static Digests.SetDigest members(Result result, Set<String> shapes) {
        Run run = result.run();
        Digests.SetDigest members = new Digests.SetDigest();
        result.matches().forEach(match -> members.add(digest(result, match, shapes)));
        for (Tie tie : run.ties) {
            List<Object> alternatives = new ArrayList<>();
            tie.alternatives().forEach(rows -> alternatives.add(ids(run.side(tie.partners()), rows.rows)));
            tie.own().forEach(rows -> alternatives.add(ids(run.side(tie.decider()), rows.rows)));
            members.add(Sha256.ofFields(
                    "ambiguous",
                    tie.pass(),
                    tie.decider(),
                    ids(run.side(tie.decider()), tie.item().rows),
                    alternatives,
                    tie.count().items(),
                    tie.count().exact()));
            shapes.add("tie");
        }
        for (Cut cut : run.cuts) {
            members.add(Sha256.ofFields(
                    "truncated",
                    cut.pass(),
                    cut.limit(),
                    ids(run.left, cut.left().rows),
                    ids(run.right, cut.right().rows)));
            shapes.add("cut");
        }
        for (Side side : Side.values()) {
            Set<ItemId> open = new java.util.HashSet<>();
            result.open(side).forEach(item -> open.add(item.id()));
            SideData data = run.side(side);
            for (int row = 0; row < data.state.length; row++) {
                ItemId id = data.batch.view(row).id();
                if (open.contains(id)) {
                    members.add(new Bytes()
                            .text("item")
                            .text(side)
                            .text(id)
                            .number(data.state[row])
                            .digest());
                    shapes.add("item " + data.state[row]);
                }
            }
        }
        return members;
    }

    @Test
    @DisplayName(
            "REC-38 a certificate's result is made of every match, ambiguity, truncation and open item, as objects show them")
    void decided() {
        List<MatchPlan> plans = new ArrayList<>(Crowd.PLANS);
        plans.add(MIXED);
        Set<String> shapes = new java.util.TreeSet<>();
        for (MatchPlan plan : plans) {
            for (int seed = 1; seed <= 10; seed++) {
                for (MatchLimits limits : List.of(MatchLimits.defaults(), TIGHT)) {
                    Result result = run(plan, limits, new Crowd(20, 3 + seed, 2 + seed, 3, seed), 1 + seed % 3);
                    assertThat(result.members().root())
                            .as(plan.name() + " " + seed)
                            .isEqualTo(members(result, shapes).root())
                            .isEqualTo(result.certificate().result());
                }
            }
        }
        assertThat(shapes)
                .contains("timing", "even", "differences 0", "differences 1", "differences 2", "FINAL", "PROVISIONAL")
                .contains("risk", "no risk", "tie", "cut", "item 0", "item 2");
    }

    private static Sha256 digest(ItemView item) {
        Bytes bytes = new Bytes()
                .text(item.id())
                .text(item.amount().getCurrency().getCurrencyCode())
                .number(Amounts.minor(item.amount()))
                .number(Amounts.minor(item.open()))
                .number(item.day().toEpochDay())
                .number(item.due().map(LocalDate::toEpochDay).orElse((long) Integer.MIN_VALUE));
        item.instant()
                .ifPresent(instant -> bytes.number(Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano())));
        bytes.number(item.references().size());
        item.references().forEach(bytes::text);
        return bytes.optional(item.party())
                .optional(item.account())
                .optional(item.group())
                .optional(item.text())
                .digest();
    }

    private static ItemBatch everything() {
        ItemBatch.Builder batch = ItemBatch.builder();
        for (int mask = 0; mask < 1 << 8; mask++) {
            batch.id("i" + mask).amount("12.34", mask % 3 == 0 ? "EUR" : "GBP").day(Crowd.DAY.plusDays(mask % 5));
            if ((mask & 1) != 0) {
                batch.party("p" + mask % 7);
            }
            if ((mask & 2) != 0) {
                batch.account("a" + mask % 7);
            }
            if ((mask & 4) != 0) {
                batch.group("g" + mask % 7);
            }
            if ((mask & 8) != 0) {
                batch.text("text é " + mask % 7);
            }
            if ((mask & 16) != 0) {
                batch.due(Crowd.DAY.plusDays(30));
            }
            if ((mask & 32) != 0) {
                batch.open(Amounts.in(mask % 3 == 0 ? "EUR" : "GBP").ofMinor(500));
            }
            if ((mask & 64) != 0) {
                batch.instant(Crowd.AS_OF.knownAt().plusNanos(mask));
            }
            for (int i = 0; i < mask / 128 * 2; i++) {
                batch.reference("R" + i);
            }
            batch.add();
        }
        return batch.id("bad").amount("1.2345", "GBP").day(Crowd.DAY).add().build();
    }

    @Test
    @DisplayName("REC-38 a certificate's side is made of every field of every item and of what was rejected")
    void read() {
        ItemBatch batch = everything();
        assertThat(batch.rejections()).hasSize(1);
        Digests.SetDigest expected = new Digests.SetDigest();
        IntStream.range(0, batch.size()).forEach(row -> expected.add(digest(batch.view(row))));
        Rejection rejection = batch.rejections().get(0);
        expected.add(Sha256.ofFields("rejected", rejection.recordType(), rejection.code(), rejection.sentence()));
        for (int threads = 1; threads <= 3; threads++) {
            assertThat(Digests.ofBatch(batch, new Workers(threads), Digests.Known.NONE)
                            .inventory())
                    .isEqualTo(expected.inventory());
        }
    }
}
