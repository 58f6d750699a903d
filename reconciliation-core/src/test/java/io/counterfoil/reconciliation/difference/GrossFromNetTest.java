package io.counterfoil.reconciliation.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.fee.FeeSchedule;
import io.counterfoil.payments.money.Amounts;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.MonetaryAmount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Gross amounts from net ones, against the fee of every gross. */
class GrossFromNetTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final long HIGHEST = 900;

    private static FeeSchedule.Lines.Named named(String name, FeeSchedule.Line line) {
        return new FeeSchedule.Lines.Named(name, line);
    }

    private static FeeSchedule.Line percent(String percent, String flat) {
        return FeeSchedule.percent(percent, CAD.of(flat));
    }

    private static List<FeeSchedule> schedules() {
        List<FeeSchedule.Tier> tiers = List.of(
                FeeSchedule.Tier.upTo(CAD.of("0.60"), "3", CAD.of("0.01")),
                FeeSchedule.Tier.upTo(CAD.of("1.20"), "20", CAD.zero()),
                FeeSchedule.Tier.above("1", CAD.of("0.04")));
        List<FeeSchedule> all = new ArrayList<>(List.of(
                percent("2.9", "0.30"),
                percent("0", "0.05"),
                percent("49", "0.00"),
                percent("2", "0.00").atLeast(CAD.of("0.10")).atMost(CAD.of("0.12")),
                FeeSchedule.slab(tiers),
                FeeSchedule.marginal(tiers)));
        for (FeeSchedule.Lines.Mode mode : FeeSchedule.Lines.Mode.values()) {
            all.add(new FeeSchedule.Lines(
                    mode, List.of(named("a", percent("2.5", "0.10")), named("b", percent("10", "0.01")))));
            all.add(new FeeSchedule.Lines(
                    mode,
                    List.of(
                            named("a", FeeSchedule.slab(tiers).atLeast(CAD.of("0.03"))),
                            named("b", percent("4", "0.00").atMost(CAD.of("0.02"))))));
        }
        return all;
    }

    private static List<Long> gross(FeeSchedule schedule, long net, RoundingMode rounding) {
        return FeeRecord.grossFromNet(schedule, CAD.ofMinor(net), rounding)
                .<List<MonetaryAmount>>fold(
                        u -> List.of(u.value()), Resolution.Ambiguous::alternatives, n -> List.of(), t -> t.best())
                .stream()
                .map(Amounts::minor)
                .toList();
    }

    @Test
    @DisplayName(
            "REC-27 every gross whose fee leaves the net is found, for flat, percent, bounded, tiered and several lines")
    void everyGross() {
        for (FeeSchedule schedule : schedules()) {
            for (RoundingMode rounding : List.of(RoundingMode.HALF_UP, RoundingMode.FLOOR)) {
                Map<Long, List<Long>> byNet = new TreeMap<>();
                for (long gross = 0; gross <= HIGHEST; gross++) {
                    long fee = Amounts.minor(
                            schedule.expected(CAD.ofMinor(gross), rounding).amount());
                    byNet.computeIfAbsent(gross - fee, net -> new ArrayList<>()).add(gross);
                }
                for (long net = -25; net <= 260; net++) {
                    assertThat(gross(schedule, net, rounding))
                            .as(schedule + " " + rounding + " net " + net)
                            .isEqualTo(byNet.getOrDefault(net, List.of()));
                }
            }
        }
    }

    @Test
    @DisplayName("REC-27 one gross is unique, several are ambiguous in rising order, and none says so")
    void kinds() {
        FeeSchedule card = percent("2.9", "0.30");
        Resolution<MonetaryAmount> one = FeeRecord.grossFromNet(card, CAD.of("96.80"), RoundingMode.HALF_UP);
        assertThat(one).isInstanceOfSatisfying(Resolution.Unique.class, unique -> {
            assertThat(unique.value()).isEqualTo(CAD.of("100.00"));
            assertThat(unique.evidence().sentence()).contains("1 gross amounts leave a net of 96.80 CAD");
        });
        FeeSchedule half = percent("50", "0.00");
        Resolution<MonetaryAmount> two = FeeRecord.grossFromNet(half, CAD.of("0.01"), RoundingMode.FLOOR);
        assertThat(two.kind()).isEqualTo(Resolution.Kind.AMBIGUOUS);
        assertThat(gross(half, 1, RoundingMode.FLOOR)).containsExactly(1L, 2L);
        FeeSchedule flat = percent("0", "0.05");
        Resolution<MonetaryAmount> none = FeeRecord.grossFromNet(flat, CAD.of("-0.06"), RoundingMode.HALF_UP);
        assertThat(none)
                .isInstanceOfSatisfying(
                        Resolution.None.class,
                        no -> assertThat(no.obstacles().toString())
                                .contains("no gross amount leaves a net of -0.06 CAD by the schedule"));
        assertThat(FeeRecord.grossFromNet(percent("100", "0.00"), CAD.zero(), RoundingMode.HALF_UP)
                        .kind())
                .as("everything is taken of every gross")
                .isEqualTo(Resolution.Kind.TRUNCATED);
    }

    @Test
    @DisplayName("REC-27 a net in another currency, and parallel lines that take more than everything, are refused")
    void refusals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeRecord.grossFromNet(
                        percent("1", "0.00"), Amounts.in("USD").of("1.00"), RoundingMode.HALF_UP))
                .withMessageContaining("net is in USD, the schedule in CAD");
        FeeSchedule over = new FeeSchedule.Lines(
                FeeSchedule.Lines.Mode.PARALLEL,
                List.of(named("a", percent("60", "0.00")), named("b", percent("41", "0.00"))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeRecord.grossFromNet(over, CAD.of("1.00"), RoundingMode.HALF_UP))
                .withMessageContaining("take 101 % together");
        FeeSchedule bounded = new FeeSchedule.Lines(
                FeeSchedule.Lines.Mode.PARALLEL,
                List.of(
                        named("a", percent("60", "0.00").atLeast(CAD.of("0.01"))),
                        named("b", percent("41", "0.00").atMost(CAD.of("0.02")))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeeRecord.grossFromNet(bounded, CAD.of("1.00"), RoundingMode.HALF_UP));
    }

    private static FeeRecord.OnLine line(String amount, String included, String excluded) {
        return new FeeRecord.OnLine(CAD.of(amount), CAD.of(included), CAD.of(excluded));
    }

    @Test
    @DisplayName("REC-27 a fee beside a bank line goes inside it, up to what the line moves and not beyond")
    void onLine() {
        assertThat(line("-100.00", "1.00", "2.00").settled()).isEqualTo(line("-102.00", "3.00", "0.00"));
        assertThat(line("100.00", "1.00", "2.00").settled()).isEqualTo(line("98.00", "3.00", "0.00"));
        assertThat(line("100.00", "0.00", "100.00").settled()).isEqualTo(line("0.00", "100.00", "0.00"));
        assertThat(line("-1.00", "1.00", "0.00").settled()).isEqualTo(line("-1.00", "1.00", "0.00"));
        assertThat(line("0.00", "1.00", "1.00").settled()).isEqualTo(line("-1.00", "2.00", "0.00"));
        assertThatThrownBy(() -> line("-1.00", "1.01", "0.00").settled())
                .isInstanceOfSatisfying(
                        Refusal.RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(FeeRecord.LineCode.FEE_EXCEEDS_AMOUNT))
                .hasMessageContaining("fee of 1.01 inside a withdrawal of 1.00");
        assertThatThrownBy(() -> line("1.00", "0.00", "1.01").settled())
                .hasMessageContaining("fee of 1.01 on top of a deposit of 1.00");
        assertThat(FeeRecord.LineCode.FEE_EXCEEDS_AMOUNT.id()).isEqualTo("FEE.FEE_EXCEEDS_AMOUNT");
        assertThatIllegalArgumentException().isThrownBy(() -> line("1.00", "-0.01", "0.00"));
        assertThatIllegalArgumentException().isThrownBy(() -> line("1.00", "0.00", "-0.01"));
    }
}
