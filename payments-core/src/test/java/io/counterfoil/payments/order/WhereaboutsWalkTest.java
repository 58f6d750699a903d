package io.counterfoil.payments.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Balance;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Decision;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentEvent.Fact;
import io.counterfoil.payments.order.PaymentEvent.Kind;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.testkit.GoldenFile;
import io.counterfoil.payments.trace.Whereabouts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of every rail, reached by every row of its table: the answer is there, and its holdings are the ledger's balances. */
class WhereaboutsWalkTest {

    private static final ZoneId ZONE = ZoneId.of("America/Toronto");
    private static final BusinessCalendar CALENDAR = BusinessCalendar.Rails.paymentsCanada();
    private static final Instant START = Instant.parse("2027-03-01T15:00:00Z");

    static Stream<Arguments> rails() {
        return Stream.of(
                        RailRules.canadaEft(CALENDAR),
                        RailRules.ach(CALENDAR),
                        RailRules.bacs(CALENDAR),
                        RailRules.sepa(CALENDAR),
                        RailRules.wire(CALENDAR, ZONE),
                        RailRules.card(CALENDAR, ZONE),
                        RailRules.card(CALENDAR, ZONE).toBuilder()
                                .disputesBookedApart(false)
                                .build(),
                        RailRules.cheque(CALENDAR, ZONE),
                        RailRules.billPayment(CALENDAR, ZONE),
                        RailRules.bookTransfer(CALENDAR, ZONE))
                .flatMap(rules -> Arrays.stream(Rail.Direction.values())
                        .filter(direction -> rules.table(direction).isPresent())
                        .map(direction -> Arguments.of(rules.name(), rules, direction)));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("rails")
    @DisplayName("PAY-66 Every state has an answer in words, whose holdings are what the ledger holds")
    void everyState(String name, RailRules rules, Rail.Direction direction) {
        String currency = rules.currencies().stream().findFirst().orElse("CAD");
        Amounts money = Amounts.in(currency);
        AccountMap accounts = AccountMap.builder()
                .account(AccountMap.Role.Core.CLIENT.of("client"), Account.liability("client:c", money.currency()))
                .account(AccountMap.Role.Core.INFLIGHT.of(rules.name()), Account.asset("inflight:x", money.currency()))
                .standard(
                        money.currency(),
                        AccountMap.Role.Core.CASH,
                        AccountMap.Role.Core.FEES,
                        AccountMap.Role.Core.RETURNS_RECEIVABLE,
                        AccountMap.Role.Core.HELD,
                        AccountMap.Role.Core.LOSS)
                .build();
        Payments payments = Payments.of(rules, accounts);
        LifecycleTable table = payments.table(direction).orElseThrow();
        Map<String, String> seen = new TreeMap<>();
        Deque<List<PaymentEvent>> open = new ArrayDeque<>();
        Set<LifecycleTable.Row> rows = new HashSet<>();
        open.add(List.of());
        while (!open.isEmpty()) {
            List<PaymentEvent> path = open.removeFirst();
            Payment payment = check(payments, accounts, path, seen);
            String state = path.isEmpty() ? table.initial() : payment.status().name();
            for (LifecycleTable.Row row : rowsFrom(table, state)) {
                if (isPossible(row, path) && (rows.add(row) || path.size() < 4)) {
                    List<PaymentEvent> longer = new ArrayList<>(path);
                    longer.add(event(row, path.size(), direction, money, rules));
                    if (longer.size() < 12) {
                        open.add(longer);
                    }
                }
            }
        }
        GoldenFile.named("order/whereabouts-" + name + "-" + direction.name().toLowerCase(Locale.ROOT)
                        + (name.equals("card") && !rules.disputesBookedApart() ? "-held" : "") + ".txt")
                .holds(seen.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        assertThat(seen.keySet())
                .containsAll(table.states().stream()
                        .filter(state ->
                                !state.equals("DRAFT") && !state.equals("INITIATED") && !state.equals("SCHEDULED"))
                        .toList());
    }

    /** The two guards that tell apart what went before. */
    private static boolean isPossible(LifecycleTable.Row row, List<PaymentEvent> path) {
        return switch (row.event()) {
            case "disputeWonAfterRefund" -> path.stream().anyMatch(event -> event.kind() == Kind.REFUND);
            case "disputeWonAfterFullRefund" -> path.stream().anyMatch(event -> event.kind() == Kind.REFUND_FULL);
            default -> true;
        };
    }

    private static List<LifecycleTable.Row> rowsFrom(LifecycleTable table, String state) {
        return table.rows().stream().filter(row -> row.from().equals(state)).toList();
    }

    private static PaymentEvent event(
            LifecycleTable.Row row, int number, Rail.Direction direction, Amounts money, RailRules rules) {
        Instant at = START.plus(number, ChronoUnit.DAYS);
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> k.eventName().equals(row.event()))
                .findFirst()
                .orElseThrow();
        Fact.Builder fact =
                Fact.builder().on(LocalDate.ofInstant(at, rules.zone()).plusDays(number % 2));
        if (number == 0) {
            fact.order(order(direction, money, rules));
        }
        if (EnumSet.of(Kind.RETURN, Kind.UNPAID, Kind.CLAIM, Kind.ITEM_REJECTED, Kind.REJECT)
                .contains(kind)) {
            fact.code("901");
        }
        if (EnumSet.of(Kind.CAPTURE, Kind.REFUND, Kind.DISPUTE_LOST_PART, Kind.DISPUTE)
                .contains(kind)) {
            fact.amount(money.ofMinor(2500));
        }
        if (kind == Kind.APPROVED) {
            fact.expiresAt(at.plus(7, ChronoUnit.DAYS)).amount(money.ofMinor(10000));
        }
        Actor by = new Actor("someone", row.by());
        PaymentCommand command = PaymentCommand.exactly(kind, fact.build(), by, "k" + number + "-" + row.event());
        return new PaymentEvent(kind, fact.build(), History.Stamped.Stamp.of(command, at));
    }

    private static PaymentOrder order(Rail.Direction direction, Amounts money, RailRules rules) {
        Instrument instrument = switch (rules.rail()) {
            case CARD -> Instrument.card("tok_1", "visa", "4242");
            case CHEQUE -> Instrument.cheque("123", BankAccountRef.of("CA", "0004-12345", "1234567"));
            case BOOK_TRANSFER ->
                Instrument.ledger(AccountId.of(
                        "cash:" + money.currency().getCurrencyCode().toLowerCase(java.util.Locale.ROOT)));
            default -> Instrument.account(BankAccountRef.of("CA", "0004-12345", "1234567"));
        };
        return PaymentOrder.builder()
                .id("p-1")
                .direction(direction)
                .amount(money.ofMinor(10000))
                .payer(direction == Rail.Direction.DEBIT ? "ana" : "client")
                .payee(direction == Rail.Direction.DEBIT ? "client" : "ana")
                .instrument(instrument)
                .requestedOn(LocalDate.of(2027, 3, 1))
                .build();
    }

    private static Payment check(
            Payments payments, AccountMap accounts, List<PaymentEvent> path, Map<String, String> seen) {
        Payment payment = payments.initial();
        if (path.isEmpty()) {
            return payment;
        }
        Ledger ledger = Ledger.inMemory(ZONE);
        accounts.openIn(ledger);
        Instant now = START;
        for (PaymentEvent event : path) {
            payment = payments.evolve(payment, event);
            now = event.stamp().at();
            payments.post(Decision.accepted(payment, List.of(event), Evidence.none()), ledger, now);
        }
        AsOf asOf = AsOf.at(now.plus(1, ChronoUnit.HOURS), payments.rules().zone());
        Whereabouts where = payments.whereabouts(payment, ledger, asOf);
        assertThat(where.sentence())
                .as(path.toString())
                .endsWith(".")
                .contains(money(payment))
                .doesNotContain("null", "Optional", "unknown day", "..");
        seen.putIfAbsent(
                payment.status().name(),
                where.sentence()
                        + where.expectedNext().map(next -> " [" + next + "]").orElse(""));
        assertThat(where.toDocument().blocks()).isNotEmpty();
        assertThat(where.missing()).as(path.toString()).isEmpty();
        assertThat(where.expectedNext().isEmpty())
                .as(payment.status() + " " + where.sentence())
                .isEqualTo(isOver(payments, payment, where));
        assertThat(holdings(where)).as(path.toString()).isEqualTo(balances(accounts, ledger, asOf));
        return payment;
    }

    private static boolean isOver(Payments payments, Payment payment, Whereabouts where) {
        return payment.status().phase() == PaymentStatus.Phase.ENDED
                || (where.finality() == Whereabouts.Finality.OPEN_WITHOUT_END
                        && payments.finalAt(payment).isEmpty()
                        && payment.status() == PaymentStatus.SETTLED);
    }

    private static String money(Payment payment) {
        return payment.amount().getCurrency().getCurrencyCode();
    }

    private static Map<String, Long> holdings(Whereabouts where) {
        return where.holdings().stream()
                .collect(Collectors.toMap(
                        h -> h.account() + (h.pending() ? " pending" : ""), h -> Amounts.minor(h.amount())));
    }

    private static Map<String, Long> balances(AccountMap accounts, Ledger ledger, AsOf asOf) {
        Map<String, Long> balances = new HashMap<>();
        for (Account account : accounts.accounts()) {
            Balance balance = ledger.balance(account.id(), asOf, BalanceBasis.BOOKED);
            long pending = Amounts.minor(balance.pendingFor()) - Amounts.minor(balance.pendingAgainst());
            balances.put(account.id().value(), balance.postedMinor());
            balances.put(account.id() + " pending", pending);
        }
        balances.values().removeIf(minor -> minor == 0);
        return balances;
    }
}
