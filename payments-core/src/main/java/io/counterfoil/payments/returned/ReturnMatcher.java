package io.counterfoil.payments.returned;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentEvent;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.returned.ReturnMatcher.PaymentIndex.Entry;
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
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * Links a returned item to its payment: by trace, cross-reference or end-to-end id, else by account, amount and date (PAY-31). It never guesses.
 *
 * <p>A payment that carries one of the item's names is a candidate where the item is not of more than the payment, in its currency; less is a return that is
 * short by fees. Where payments carry a name of the item and none fits, account and amount are not tried: the item says whose return it is, and something is
 * wrong with it. Account, amount and date must all be known and all agree. One candidate is the answer, several are all listed, none says why. Immutable,
 * thread-safe.
 */
public final class ReturnMatcher {

    /** The attribute {@code event} of journals of unmatched items. */
    static final String UNMATCHED = "unmatchedReturn";

    private static final ReturnMatcher STANDARD = new ReturnMatcher();

    private ReturnMatcher() {}

    /** The rules named above. */
    public static ReturnMatcher standard() {
        return STANDARD;
    }

    /** The payment that came back. */
    public Resolution<PaymentId> match(ReturnedItems.Item item, PaymentIndex index) {
        List<Entry> named = index.named(item);
        if (!named.isEmpty()) {
            List<Obstacle> obstacles = new ArrayList<>();
            List<Entry> fitting = new ArrayList<>();
            for (Entry entry : named) {
                obstacle(item, entry).ifPresentOrElse(obstacles::add, () -> fitting.add(entry));
            }
            return fitting.isEmpty()
                    ? new Resolution.None<>(obstacles)
                    : resolved(
                            fitting,
                            Finding.SAME_NAME,
                            "item " + item.reference() + " carries a reference of "
                                    + (fitting.size() == 1 ? shortfall(item, fitting.get(0)) : count(fitting)));
        }
        return alike(item, index);
    }

    private static Optional<Obstacle> obstacle(ReturnedItems.Item item, Entry entry) {
        if (!code(item.amount()).equals(code(entry.amount()))) {
            return Optional.of(Obstacle.of(
                    Finding.OTHER_CURRENCY,
                    "payment " + entry.id() + " carries the reference, but is in " + code(entry.amount()) + ", not in "
                            + code(item.amount())));
        }
        return Amounts.minor(item.amount()) <= Amounts.minor(entry.amount())
                ? Optional.empty()
                : Optional.of(Obstacle.of(
                        Finding.MORE_THAN_SENT,
                        "payment " + entry.id() + " carries the reference, but is of " + text(entry.amount())
                                + ", less than the " + text(item.amount()) + " that came back"));
    }

    private static Resolution<PaymentId> alike(ReturnedItems.Item item, PaymentIndex index) {
        List<Obstacle> obstacles = new ArrayList<>();
        obstacles.add(Obstacle.of(
                Finding.NO_NAME,
                item.trace().or(item::crossReference).or(item::endToEndId).isPresent()
                        ? "no payment on " + item.rail() + " carries a reference of item " + item.reference()
                        : "item " + item.reference() + " carries no reference of a payment"));
        if (item.account().isEmpty() || item.originalOn().isEmpty()) {
            obstacles.add(Obstacle.of(
                    Finding.NOT_ENOUGH_KNOWN,
                    "item " + item.reference() + " says no " + (item.account().isEmpty() ? "account" : "original date")
                            + ", expected account, amount and date"));
            return new Resolution.None<>(obstacles);
        }
        LocalDate day = item.originalOn().orElseThrow();
        List<Entry> found = index.alike(item, item.account().orElseThrow(), day);
        if (found.isEmpty()) {
            obstacles.add(Obstacle.of(
                    Finding.NONE_ALIKE,
                    "no payment on " + item.rail() + " of " + text(item.amount()) + " on " + day
                            + " has the account of item " + item.reference()));
            return new Resolution.None<>(obstacles);
        }
        return resolved(
                found,
                Finding.SAME_ACCOUNT_AMOUNT_AND_DATE,
                "item " + item.reference() + " has account, amount " + text(item.amount()) + " and date " + day + " of "
                        + count(found));
    }

    private static Resolution<PaymentId> resolved(List<Entry> found, Finding how, String sentence) {
        Evidence evidence = Evidence.of(how, sentence);
        List<PaymentId> ids = found.stream().map(Entry::id).toList();
        return ids.size() == 1
                ? new Resolution.Unique<>(ids.get(0), evidence)
                : new Resolution.Ambiguous<>(ids, Resolution.SolutionCount.exactly(ids.size()), evidence);
    }

    private static String count(List<Entry> found) {
        return found.size() == 1 ? "payment " + found.get(0).id() : found.size() + " payments";
    }

    private static String shortfall(ReturnedItems.Item item, Entry entry) {
        return "payment " + entry.id()
                + (item.amount().isEqualTo(entry.amount())
                        ? ""
                        : ", of which " + text(item.amount()) + " of " + text(entry.amount()) + " came back");
    }

    /**
     * The proposal for an item without a payment: its money waits in suspense until somebody knows, it is never dropped. One journal, and one for the fee.
     *
     * @param accounts with suspense, cash and, for a fee, fees in the item's currency
     * @param bookedOn a day in an open period
     */
    public List<Journal> suspense(ReturnedItems.Item item, AccountMap accounts, LocalDate bookedOn) {
        CurrencyUnit currency = item.amount().getCurrency();
        AccountId cash = accounts.of(AccountMap.Role.Core.CASH, currency);
        AccountId suspense = accounts.of(AccountMap.Role.Core.SUSPENSE, currency);
        boolean isDebit = item.direction() == Rail.Direction.DEBIT;
        List<Journal> journals = new ArrayList<>();
        journals.add(journal(item, suspenseId(item), bookedOn)
                .debit(isDebit ? suspense : cash, item.amount())
                .credit(isDebit ? cash : suspense, item.amount()));
        item.fee()
                .filter(fee -> Amounts.minor(fee) > 0)
                .ifPresent(fee -> journals.add(journal(item, suspenseId(item) + ":fee", bookedOn)
                        .debit(accounts.of(AccountMap.Role.Core.FEES, fee.getCurrency()), fee)
                        .credit(accounts.of(AccountMap.Role.Core.CASH, fee.getCurrency()), fee)));
        return journals;
    }

    private static Journal journal(ReturnedItems.Item item, String id, LocalDate bookedOn) {
        return Journal.of(id)
                .bookedOn(bookedOn)
                .valueOn(item.returnedOn())
                .attribute("event", UNMATCHED)
                .attribute("source", item.source());
    }

    static String suspenseId(ReturnedItems.Item item) {
        return "return:" + item.source() + ":" + item.reference() + ":suspense";
    }

    private static String code(MonetaryAmount amount) {
        return amount.getCurrency().getCurrencyCode();
    }

    private static String text(MonetaryAmount amount) {
        return Amounts.plain(amount) + " " + code(amount);
    }

    /** Why an item is a payment's, or nobody's. */
    public enum Finding implements Code {
        /** The payment carries a reference of the item. */
        SAME_NAME,
        /** Account, amount and date agree. */
        SAME_ACCOUNT_AMOUNT_AND_DATE,
        /** No payment carries a reference of the item. */
        NO_NAME,
        /** The payment of the reference is in another currency. */
        OTHER_CURRENCY,
        /** The payment of the reference is of less than came back. */
        MORE_THAN_SENT,
        /** Account or date is not said. */
        NOT_ENOUGH_KNOWN,
        /** No payment has account, amount and date. */
        NONE_ALIKE;

        @Override
        public String id() {
            return "RETURN_MATCH." + name();
        }
    }

    /**
     * The payments among which returned items are sought: by their names on a rail, or by account. Immutable, thread-safe.
     *
     * <p>An entry keeps every name and day that a payment ever had: one that was presented again is found by each.
     */
    public static final class PaymentIndex {

        private static final PaymentIndex EMPTY = new PaymentIndex(List.of());

        private final List<Entry> entries;
        private final Map<Key, List<Entry>> byName;
        private final Map<Key, List<Entry>> byAccount;

        private record Key(Rail rail, Rail.Direction direction, String name) {}

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
            Set<String> crossReferences =
                    new LinkedHashSet<>(Set.of(payment.id().value()));
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
        List<Entry> named(ReturnedItems.Item item) {
            Set<Entry> found = new LinkedHashSet<>();
            for (Name kind : Name.values()) {
                kind.of(item)
                        .ifPresent(name -> found.addAll(byName.getOrDefault(
                                new Key(item.rail(), item.direction(), kind.key(name)), List.of())));
            }
            return sorted(found);
        }

        /** The payments with the item's account, amount and day, by id. */
        List<Entry> alike(ReturnedItems.Item item, BankAccountRef.Token account, LocalDate day) {
            return sorted(
                    byAccount.getOrDefault(new Key(item.rail(), item.direction(), account.value()), List.of()).stream()
                            .filter(entry -> isSame(entry.amount(), item.amount())
                                    && entry.days().contains(day))
                            .toList());
        }

        private static boolean isSame(MonetaryAmount one, MonetaryAmount other) {
            return one.getCurrency()
                            .getCurrencyCode()
                            .equals(other.getCurrency().getCurrencyCode())
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

            Optional<String> of(ReturnedItems.Item item) {
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
            Rail.Direction direction();

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
}
