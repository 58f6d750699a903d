package io.counterfoil.payments.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.watch.PaymentWatch.BankLine;
import io.counterfoil.payments.watch.PaymentWatch.Watched;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaymentWatchTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final AsOf AS_OF = new AsOf(TODAY, Instant.parse("2027-03-01T12:00:00Z"));
    private static final PartyId ANA = PartyId.of("ana");

    private final PaymentWatch watch = PaymentWatch.builder()
            .singleLimit(CAD.of("500.00"))
            .dailyLimit(CAD.of("1000.00"))
            .build();

    private static Watched payment(String reference, PartyId client, String amount) {
        return Watched.of(reference, client, CAD.of(amount), TODAY, TODAY);
    }

    private static List<String> keys(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.key().value()).toList();
    }

    @Test
    @DisplayName("PAY-40 a bank line that no record explains is outside the system, money going out at once")
    void outside() {
        List<Alert> alerts = watch.assess(
                List.of(payment("p-1", ANA, "1.00")),
                List.of(
                        BankLine.of("p-1", CAD.of("1.00")),
                        BankLine.of("x-out", CAD.of("-7.00")),
                        BankLine.of("x-in", CAD.of("7.00"))),
                AS_OF);
        assertThat(keys(alerts)).containsExactly("OUTSIDE_SYSTEM/bank-line:x-in", "OUTSIDE_SYSTEM/bank-line:x-out");
        assertThat(alerts)
                .extracting(Alert::severity)
                .containsExactly(Diagnostic.Severity.HIGH, Diagnostic.Severity.CRITICAL);
        assertThat(alerts.get(1).evidence().sentence())
                .isEqualTo("the bank shows -7.00 CAD under 'x-out', which no record of ours explains");
        assertThat(alerts.get(1).raisedAt()).isEqualTo(AS_OF.knownAt());
    }

    @Test
    @DisplayName("PAY-40 a payment is not seen from the day after its expected day")
    void notSeen() {
        List<Watched> ours = List.of(payment("p-1", ANA, "1.00"));
        assertThat(watch.assess(ours, List.of(), AS_OF)).isEmpty();
        assertThat(keys(watch.assess(ours, List.of(), AS_OF.on(TODAY.plusDays(1)))))
                .containsExactly("NOT_SEEN_AT_BANK/payment:p-1");
    }

    @Test
    @DisplayName("PAY-40 a limit is broken strictly above it, per payment and per client's day, whatever the sign")
    void limits() {
        assertThat(watch.assess(List.of(payment("a", ANA, "500.00"), payment("b", ANA, "-500.00")), List.of(), AS_OF))
                .isEmpty();
        List<Alert> alerts = watch.assess(
                List.of(
                        payment("a", ANA, "500.00"),
                        payment("b", ANA, "-500.01"),
                        payment("c", PartyId.of("bob"), "400.00"),
                        Watched.of("d", ANA, CAD.of("400.00"), TODAY.minusDays(1), TODAY)),
                List.of(),
                AS_OF);
        assertThat(keys(alerts)).containsExactly("DAILY_LIMIT/client:ana/2027-03-01", "SINGLE_LIMIT/payment:b");
        assertThat(alerts.get(0).amount()).contains(CAD.of("1000.01"));
        assertThat(alerts.get(0).evidence().sentence())
                .isEqualTo(
                        "payments of client ana on 2027-03-01 add up to 1000.01 CAD, above the limit of 1000.00 CAD a day");
    }

    @Test
    @DisplayName("PAY-40 a limit says nothing about another currency, and none is set twice or below zero")
    void currencies() {
        Watched dollars = Watched.of("u", ANA, Amounts.in("USD").of("9999.00"), TODAY, TODAY);
        assertThat(watch.assess(List.of(dollars), List.of(), AS_OF)).isEmpty();
        PaymentWatch.Builder builder = PaymentWatch.builder().singleLimit(CAD.of("1.00"));
        assertThatThrownBy(() -> builder.singleLimit(CAD.of("2.00"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.dailyLimit(CAD.of("-2.00"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> payment(" ", ANA, "1.00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BankLine.of("", CAD.of("1.00"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("PAY-43 the same fact on another day is the same alert, a later fact adds evidence")
    void stableKeys() {
        List<BankLine> lines = List.of(BankLine.of("x", CAD.of("-7.00")));
        AlertLog once = AlertLog.empty().plus(watch.assess(List.of(), lines, AS_OF));
        AsOf tomorrow = new AsOf(TODAY.plusDays(1), AS_OF.knownAt().plusSeconds(86_400));
        assertThat(once.plus(watch.assess(List.of(), lines, tomorrow))).isEqualTo(once);
        AlertLog more = once.plus(watch.assess(List.of(), List.of(BankLine.of("x", CAD.of("-8.00"))), tomorrow));
        Alert alert = more.find(new Alert.Key("OUTSIDE_SYSTEM/bank-line:x")).orElseThrow();
        assertThat(more.alerts()).containsExactly(alert);
        assertThat(alert.evidence().facts()).hasSize(2);
        assertThat(alert.raisedAt()).isEqualTo(AS_OF.knownAt());
    }

    @Property
    void theOrderOfTheInputDoesNotMatterAndNoFactIsLost(
            @ForAll @Size(max = 12) List<@IntRange(max = 8) Integer> ours,
            @ForAll @Size(max = 12) List<@IntRange(max = 12) Integer> theirs,
            @ForAll long seed) {
        List<Watched> payments = new ArrayList<>(ours.stream()
                .map(n -> Watched.of(
                        "r" + n, PartyId.of("c" + n % 2), CAD.ofMinor(15_000L * n), TODAY, TODAY.minusDays(n % 2)))
                .toList());
        List<BankLine> lines = new ArrayList<>(theirs.stream()
                .map(n -> BankLine.of("r" + n, CAD.ofMinor(15_000L * n - 50_000)))
                .toList());
        List<Alert> first = watch.assess(payments, lines, AS_OF);
        Collections.shuffle(payments, new Random(seed));
        Collections.shuffle(lines, new Random(seed));
        assertThat(watch.assess(payments, lines, AS_OF)).isEqualTo(first);
        assertThat(keys(first)).isSorted().doesNotHaveDuplicates();
        for (int n : theirs) {
            assertThat(keys(first).contains("OUTSIDE_SYSTEM/bank-line:r" + n)).isEqualTo(!ours.contains(n));
        }
        for (int n : ours) {
            assertThat(keys(first).contains("NOT_SEEN_AT_BANK/payment:r" + n))
                    .isEqualTo(n % 2 == 1 && !theirs.contains(n));
            assertThat(keys(first).contains("SINGLE_LIMIT/payment:r" + n)).isEqualTo(n > 3);
        }
        AlertLog log = AlertLog.empty().plus(first);
        assertThat(log.plus(first)).isEqualTo(log);
    }
}
