package io.counterfoil.payments.returned;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Direction;
import io.counterfoil.payments.rail.Rail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * The payments among which returned items are sought: by their names on a rail, or by account. Immutable, thread-safe.
 *
 * <p>An entry keeps every name and day that a payment ever had: one that was presented again is found by each.
 */
public final class PaymentIndex {

    private static final PaymentIndex EMPTY = new PaymentIndex(List.of());

    private final List<Entry> entries;
    private final Map<Key, List<Entry>> byName;
    private final Map<Key, List<Entry>> byAccount;

    private record Key(Rail rail, Direction direction, String name) {}

    private PaymentIndex(List<Entry> entries) {
        this.entries = entries;
        this.byName = new HashMap<>();
        this.byAccount = new HashMap<>();
        Set<PaymentId> ids = new HashSet<>();
        for (Entry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException(
                        "payment " + entry.id() + " stands twice in the index, expected each payment once");
            }
            for (Name kind : Name.values()) {
                kind.of(entry).forEach(name -> add(byName, entry, kind.key(name)));
            }
            entry.account().ifPresent(token -> add(byAccount, entry, token.value()));
        }
    }

    private static void add(Map<Key, List<Entry>> map, Entry entry, String name) {
        map.computeIfAbsent(new Key(entry.rail(), entry.direction(), name), key -> new ArrayList<>())
                .add(entry);
    }

    /** No payment. */
    public static PaymentIndex empty() {
        return EMPTY;
    }

    /** These entries, each payment once. */
    public static PaymentIndex of(Collection<Entry> entries) {
        return new PaymentIndex(List.copyOf(entries));
    }

    /**
     * The payments of a machine that were handed over to the rail: traces are the references of their facts and the UETR, cross-references the payment's id and
     * the remittance reference, days those of handing over and of settlement.
     */
    public static PaymentIndex of(Payments machine, Stream<Payment> payments) {
        return of(payments.filter(
                        payment -> payment.exists() && payment.expectedOn().isPresent())
                .map(payment -> entry(machine.rules().rail(), payment))
                .toList());
    }

    /** This index and another, such as that of another rail. */
    public PaymentIndex plus(PaymentIndex other) {
        List<Entry> both = new ArrayList<>(entries);
        both.addAll(other.entries);
        return of(both);
    }

    /** Every entry, in the order given. */
    public List<Entry> entries() {
        return entries;
    }

    private static Entry entry(Rail rail, Payment payment) {
        Entry.Builder entry = Entry.builder()
                .id(payment.id())
                .rail(rail)
                .direction(payment.order().direction())
                .amount(payment.amount())
                .account(account(payment.order().instrument()));
        Set<String> traces = new LinkedHashSet<>();
        Set<String> crossReferences = new LinkedHashSet<>(Set.of(payment.id().value()));
        Set<String> endToEndIds = new LinkedHashSet<>();
        Set<LocalDate> days = new TreeSet<>();
        for (PaymentEvent event : payment.events()) {
            traces.add(event.fact().reference());
            event.fact().order().ifPresent(order -> {
                traces.add(order.uetr());
                crossReferences.add(order.remittance().reference());
                endToEndIds.add(order.endToEndId());
                days.add(order.requestedOn());
            });
            boolean came = event.fact().code().isEmpty();
            event.fact().on().filter(day -> came).ifPresent(days::add);
        }
        return entry.addAllTraces(said(traces))
                .addAllCrossReferences(said(crossReferences))
                .addAllEndToEndIds(said(endToEndIds))
                .addAllDays(days)
                .build();
    }

    private static List<String> said(Set<String> names) {
        return names.stream().filter(name -> !name.isBlank()).toList();
    }

    private static Optional<BankAccountRef.Token> account(Instrument instrument) {
        if (instrument instanceof Instrument.BankAccount bank) {
            return Optional.of(bank.ref().token());
        }
        return instrument instanceof Instrument.Cheque cheque
                ? Optional.of(cheque.drawnOn().token())
                : Optional.empty();
    }

    /** The payments that carry one of the item's names, each once, by id. */
    List<Entry> named(ReturnItem item) {
        Set<Entry> found = new LinkedHashSet<>();
        for (Name kind : Name.values()) {
            kind.of(item)
                    .ifPresent(name -> found.addAll(
                            byName.getOrDefault(new Key(item.rail(), item.direction(), kind.key(name)), List.of())));
        }
        return sorted(found);
    }

    /** The payments with the item's account, amount and day, by id. */
    List<Entry> alike(ReturnItem item, BankAccountRef.Token account, LocalDate day) {
        return sorted(
                byAccount.getOrDefault(new Key(item.rail(), item.direction(), account.value()), List.of()).stream()
                        .filter(entry -> isSame(entry.amount(), item.amount())
                                && entry.days().contains(day))
                        .toList());
    }

    private static boolean isSame(MonetaryAmount one, MonetaryAmount other) {
        return one.getCurrency().getCurrencyCode().equals(other.getCurrency().getCurrencyCode())
                && Amounts.minor(one) == Amounts.minor(other);
    }

    private static List<Entry> sorted(Collection<Entry> entries) {
        return entries.stream().sorted(Comparator.comparing(Entry::id)).toList();
    }

    /** The kinds of names, strongest first. */
    private enum Name {
        TRACE,
        CROSS_REFERENCE,
        END_TO_END_ID;

        Optional<String> of(ReturnItem item) {
            return switch (this) {
                case TRACE -> item.trace();
                case CROSS_REFERENCE -> item.crossReference();
                case END_TO_END_ID -> item.endToEndId();
            };
        }

        Set<String> of(Entry entry) {
            return switch (this) {
                case TRACE -> entry.traces();
                case CROSS_REFERENCE -> entry.crossReferences();
                case END_TO_END_ID -> entry.endToEndIds();
            };
        }

        String key(String name) {
            return name() + ":" + name;
        }
    }

    /** A payment as returned items may name it. Immutable. */
    @Value.Immutable
    public interface Entry {

        /** The payment. */
        PaymentId id();

        /** Its rail. */
        Rail rail();

        /** Whether it was collected or sent. */
        Direction direction();

        /** How much. */
        MonetaryAmount amount();

        /** Trace numbers that the rail gave it. */
        Set<String> traces();

        /** References that the originator gave it. */
        Set<String> crossReferences();

        /** End-to-end ids that it was presented under. */
        Set<String> endToEndIds();

        /** The other side's account. */
        Optional<BankAccountRef.Token> account();

        /** The days on which it was due or settled. */
        Set<LocalDate> days();

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds entries. Not thread-safe. */
        final class Builder extends ImmutableEntry.Builder {
            Builder() {}
        }
    }
}
