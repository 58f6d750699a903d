package io.counterfoil.payments.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.alert.AlertLog;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.watch.PaymentWatch.Finding;
import io.counterfoil.payments.watch.PaymentWatch.Scope;
import io.counterfoil.payments.watch.PaymentWatch.Watched;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VelocityTest {

    private static final Amounts CAD = Amounts.in("CAD");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 10);
    private static final AsOf AS_OF = new AsOf(TODAY, Instant.parse("2027-03-10T12:00:00Z"));

    private static Watched paid(String reference, String client, String other, String amount, int daysAgo) {
        return Watched.builder()
                .reference(reference)
                .client(PartyId.of(client))
                .counterparty(PartyId.of(other))
                .instrument("token-" + other)
                .amount(CAD.of(amount))
                .bookedOn(TODAY.minusDays(daysAgo))
                .expectedBy(TODAY.plusDays(9))
                .build();
    }

    private static List<Alert> assess(PaymentWatch.Builder watch, List<Watched> payments) {
        return watch.build().assess(payments, List.of(), AS_OF);
    }

    private static List<String> keys(List<Alert> alerts) {
        return alerts.stream().map(alert -> alert.key().value()).toList();
    }

    @Test
    @DisplayName("PAY-42 more payments than the limit in the window are one alert with every payment as evidence")
    void count() {
        List<Watched> payments = List.of(
                paid("a", "shop", "ana", "10.00", 0),
                paid("b", "shop", "bob", "-20.00", 6),
                paid("c", "shop", "cid", "5.00", 7),
                paid("d", "shop", "ana", "1.00", 3));
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, 3, 7), payments))
                .isEmpty();
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, 2, 7), payments))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.kind()).isEqualTo(AlertKind.VELOCITY);
                    assertThat(alert.key().value()).isEqualTo("VELOCITY/client:shop/TOO_MANY/2027-03-10/a");
                    assertThat(alert.amount()).contains(CAD.of("31.00"));
                    assertThat(alert.evidence().sentence())
                            .isEqualTo("3 payments of client:shop in 7 days, above the limit of 2: "
                                    + "b -20.00 CAD 2027-03-04; d 1.00 CAD 2027-03-07; a 10.00 CAD 2027-03-10");
                });
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, 3, 8), payments))
                .hasSize(1);
        assertThat(keys(assess(PaymentWatch.builder().velocity(Scope.INSTRUMENT, 1, 7), payments)))
                .containsExactly("VELOCITY/instrument:token-ana/TOO_MANY/2027-03-10/a");
        assertThat(keys(assess(PaymentWatch.builder().velocity(Scope.COUNTERPARTY, 1, 7), payments)))
                .containsExactly("VELOCITY/party:ana/TOO_MANY/2027-03-10/a");
    }

    @Test
    @DisplayName("PAY-42 the same payments on the next day are the same alert")
    void stable() {
        PaymentWatch watch = PaymentWatch.builder().velocity(Scope.CLIENT, 1, 7).build();
        List<Watched> payments = List.of(paid("a", "shop", "ana", "10.00", 0), paid("b", "shop", "bob", "20.00", 1));
        AlertLog log = AlertLog.empty().plus(watch.assess(payments, List.of(), AS_OF));
        AsOf tomorrow = new AsOf(TODAY.plusDays(1), AS_OF.knownAt().plusSeconds(86_400));
        assertThat(log.plus(watch.assess(payments, List.of(), tomorrow))).isEqualTo(log);
        List<Watched> more = new ArrayList<>(payments);
        more.add(paid("c", "shop", "bob", "1.00", -1));
        assertThat(log.plus(watch.assess(more, List.of(), tomorrow)).alerts()).hasSize(2);
    }

    @Test
    @DisplayName("PAY-42 more money than the limit in its currency, strictly above it")
    void amount() {
        List<Watched> payments = List.of(
                paid("a", "shop", "ana", "60.00", 0),
                paid("b", "shop", "bob", "-40.00", 1),
                Watched.of("u", PartyId.of("shop"), Amounts.in("USD").of("500.00"), TODAY, TODAY));
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, CAD.of("100.00"), 7), payments))
                .isEmpty();
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, CAD.of("99.99"), 7), payments))
                .singleElement()
                .satisfies(alert -> assertThat(alert.evidence().sentence())
                        .startsWith("100.00 CAD of client:shop in 7 days, above the limit of 99.99 CAD: b"));
    }

    @Test
    @DisplayName("PAY-42 a large amount with a new payee wants a look, with a known one or a small amount not")
    void newPayee() {
        PaymentWatch.Builder watch = PaymentWatch.builder().newPayee(CAD.of("100.00"), 90);
        assertThat(assess(watch, List.of(paid("a", "shop", "ana", "100.00", 0))))
                .isEmpty();
        assertThat(assess(watch, List.of(paid("a", "shop", "ana", "100.01", 1))))
                .isEmpty();
        assertThat(assess(
                        watch, List.of(paid("a", "shop", "ana", "100.01", 0), paid("old", "shop", "ana", "1.00", 90))))
                .isEmpty();
        assertThat(assess(
                        watch,
                        List.of(
                                paid("a", "shop", "ana", "100.01", 0),
                                paid("old", "shop", "ana", "1.00", 91),
                                paid("other", "kiosk", "ana", "1.00", 1))))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.key().value()).isEqualTo("VELOCITY/payment:a/NEW_PAYEE/2027-03-10/a");
                    assertThat(alert.evidence().sentence())
                            .startsWith("first payment between client shop and ana in 90 days is of 100.01 CAD,"
                                    + " above 100.00 CAD");
                });
    }

    @Test
    @DisplayName("PAY-42 many round amounts want a look")
    void roundNumbers() {
        PaymentWatch.Builder watch = PaymentWatch.builder().roundNumbers(Scope.CLIENT, CAD.of("100.00"), 3, 5);
        List<Watched> two = List.of(
                paid("a", "shop", "ana", "300.00", 0),
                paid("b", "shop", "bob", "-1000.00", 1),
                paid("c", "shop", "cid", "100.50", 1),
                paid("z", "shop", "cid", "0.00", 1));
        assertThat(assess(watch, two)).isEmpty();
        List<Watched> three = new ArrayList<>(two);
        three.add(paid("d", "shop", "cid", "100.00", 4));
        assertThat(assess(watch, three))
                .singleElement()
                .satisfies(alert -> assertThat(alert.evidence().sentence())
                        .startsWith("3 payments of client:shop in 5 days are whole multiples of 100.00 CAD: d"));
    }

    @Test
    @DisplayName("PAY-42 payments split just below a limit that are together above it want a look")
    void split() {
        PaymentWatch.Builder watch = PaymentWatch.builder().splitBelow(CAD.of("1000.00"), BigDecimal.TEN, 2, 3);
        assertThat(assess(
                        watch,
                        List.of(
                                paid("a", "shop", "ana", "899.99", 0),
                                paid("b", "shop", "ana", "950.00", 1),
                                paid("c", "shop", "bob", "950.00", 1),
                                paid("d", "shop", "ana", "1000.01", 1))))
                .isEmpty();
        assertThat(assess(
                        watch, List.of(paid("a", "shop", "ana", "900.00", 0), paid("b", "shop", "ana", "1000.00", 2))))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.key().value()).isEqualTo("VELOCITY/pair:shop and ana/SPLIT/2027-03-10/a");
                    assertThat(alert.evidence().sentence())
                            .startsWith("2 payments of shop and ana in 3 days are within 10 % below the limit of"
                                    + " 1000.00 CAD and together 1900.00 CAD: b");
                    assertThat(alert.evidence().facts().get(0).code()).isEqualTo(Finding.SPLIT);
                });
        assertThat(assess(
                        PaymentWatch.builder().splitBelow(CAD.of("1000.00"), new BigDecimal("60"), 2, 3),
                        List.of(paid("a", "shop", "ana", "500.00", 0), paid("b", "shop", "ana", "500.00", 2))))
                .isEmpty();
    }

    @Test
    @DisplayName("PAY-42 long evidence is cut and says by how much; rules that make no sense are refused")
    void limitsOfRules() {
        List<Watched> many = IntStream.range(0, 13)
                .mapToObj(n -> paid("p" + (10 + n), "shop", "ana", "1.00", 0))
                .toList();
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, 1, 1), many))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.evidence().sentence())
                            .contains("in 1 day,")
                            .endsWith("; and 3 more");
                    assertThat(alert.evidence().facts().get(0).attributes()).isEqualTo(Map.of("payments", "13"));
                });
        PaymentWatch.Builder builder = PaymentWatch.builder();
        assertThatThrownBy(() -> builder.velocity(Scope.CLIENT, 0, 1))
                .hasMessage("velocity limit of 0, expected 1 or more");
        assertThatThrownBy(() -> builder.velocity(Scope.CLIENT, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.velocity(Scope.CLIENT, CAD.of("-1.00"), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.newPayee(CAD.of("1.00"), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.roundNumbers(Scope.CLIENT, CAD.of("0.00"), 2, 1))
                .hasMessage("round amount of 0.00 CAD, expected above 0");
        assertThatThrownBy(() -> builder.roundNumbers(Scope.CLIENT, CAD.of("1.00"), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.splitBelow(CAD.of("1.00"), BigDecimal.ZERO, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.splitBelow(CAD.of("1.00"), new BigDecimal("100.1"), 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.splitBelow(CAD.of("1.00"), BigDecimal.ONE, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** PAY-42: against counting by hand. */
    @Property
    void countsAreThoseOfTheWindow(
            @ForAll @Size(max = 20) List<@IntRange(max = 30) Integer> draws,
            @ForAll @IntRange(min = 1, max = 5) int days) {
        List<Watched> payments = IntStream.range(0, draws.size())
                .mapToObj(n -> paid("p" + n, "c" + draws.get(n) % 3, "o", "1.00", draws.get(n) / 3))
                .toList();
        Map<String, Long> expected = payments.stream()
                .filter(one -> one.bookedOn().isAfter(TODAY.minusDays(days)))
                .collect(Collectors.groupingBy(one -> one.client().value(), Collectors.counting()));
        List<String> clients = expected.entrySet().stream()
                .filter(one -> one.getValue() > 2)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        assertThat(assess(PaymentWatch.builder().velocity(Scope.CLIENT, 2, days), payments).stream()
                        .map(alert -> alert.subject().id()))
                .isEqualTo(clients);
    }
}
