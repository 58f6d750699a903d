package io.counterfoil.payments.exposure;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.money.MonetaryAmount;

/**
 * What lies in suspense and unapplied, since when, and who has to find out (PAY-56). Immutable, thread-safe.
 *
 * <pre>{@code
 * SuspenseAging aging = SuspenseAging.of(accounts, "operations").owner(AccountId.of("unapplied:cad"), "receivables").bands(1, 5, 30);
 * SuspenseAging.Report report = aging.assess(ledger, asOf);
 * report.proof().orThrow(); // the open items are the ledger's balances
 * }</pre>
 *
 * <p>Journals with the same {@link #ITEM} are one item, open by what is left of it. Where a journal names no item, what goes out is taken from what came in first. An item's age is counted
 * in calendar days from the booking that opened it; an item that went through zero opens anew.
 */
public final class SuspenseAging {

    /** Attribute of a journal: the item that it opens, adds to or clears. */
    public static final String ITEM = "suspenseItem";

    /** Attribute of a journal: who has to find out; the last one said holds. */
    public static final String OWNER = "owner";

    private final List<AccountId> accounts;
    private final Map<AccountId, String> owners;
    private final String owner;
    private final List<Integer> bands;

    private SuspenseAging(List<AccountId> accounts, Map<AccountId, String> owners, String owner, List<Integer> bands) {
        this.accounts = List.copyOf(accounts);
        this.owners = Map.copyOf(owners);
        this.owner = owner;
        this.bands = List.copyOf(bands);
        if (owner.isBlank() || owners.values().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("owner of suspense is blank, expected a role or a person");
        }
    }

    /**
     * The accounts in the roles {@link AccountMap.Role.Core#SUSPENSE} and {@link AccountMap.Role.Core#UNAPPLIED}, in every currency; bands up to 1, 5 and 30 days.
     *
     * @param owner who has to find out where nothing more particular is said
     */
    public static SuspenseAging of(AccountMap accounts, String owner) {
        List<AccountId> found = new ArrayList<>();
        for (Account any : accounts.accounts()) {
            for (AccountMap.Role.Core role : List.of(AccountMap.Role.Core.SUSPENSE, AccountMap.Role.Core.UNAPPLIED)) {
                accounts.find(role, any.currency()).map(Account::id).ifPresent(found::add);
            }
        }
        return new SuspenseAging(found.stream().distinct().sorted().toList(), Map.of(), owner, List.of(1, 5, 30));
    }

    /** The same with one account more, or another owner of one. */
    public SuspenseAging owner(AccountId account, String who) {
        List<AccountId> all = new ArrayList<>(accounts);
        all.add(account);
        Map<AccountId, String> named = new TreeMap<>(owners);
        named.put(account, who);
        return new SuspenseAging(all.stream().distinct().sorted().toList(), named, owner, bands);
    }

    /** The same with other bands: the last day of each but the last, which has none. */
    public SuspenseAging bands(int... lastDays) {
        List<Integer> days = Arrays.stream(lastDays).boxed().toList();
        boolean rising = IntStream.range(1, lastDays.length).allMatch(at -> lastDays[at] > lastDays[at - 1]);
        if (lastDays.length == 0 || lastDays[0] < 0 || !rising) {
            throw new IllegalArgumentException(
                    "bands of " + days + " days, expected at least one, from 0 on and rising");
        }
        return new SuspenseAging(accounts, owners, owner, days);
    }

    /**
     * What is open at the end of the day, oldest first.
     *
     * @throws IllegalArgumentException where the ledger has no such account
     */
    public Report assess(Ledger ledger, AsOf asOf) {
        List<Item> items = new ArrayList<>();
        List<Proof.Figure> figures = new ArrayList<>();
        List<Proof.Figure> differences = new ArrayList<>();
        for (AccountId account : accounts) {
            List<Item> open = open(account, ledger, asOf);
            items.addAll(open);
            MonetaryAmount balance =
                    ledger.balance(account, asOf, BalanceBasis.BOOKED).posted();
            Amounts amounts = Amounts.in(balance.getCurrency());
            long sum = open.stream()
                    .mapToLong(item -> Amounts.minor(item.amount()))
                    .reduce(0, Math::addExact);
            figures.add(new Proof.Figure(
                    "OPEN:" + account,
                    account.value(),
                    open.size(),
                    amounts.ofMinor(sum),
                    open.stream()
                            .map(item ->
                                    new Proof.Figure.Item(item.reference(), item.amount(), "since " + item.since()))
                            .toList()));
            long difference = Math.subtractExact(sum, Amounts.minor(balance));
            if (difference != 0) {
                differences.add(Proof.Figure.of(
                        "DIFFERENCE:" + account,
                        account + ", open items less balance",
                        0,
                        amounts.ofMinor(difference)));
            }
        }
        items.sort(
                Comparator.comparing(Item::since).thenComparing(Item::account).thenComparing(Item::reference));
        Proof proof = Proof.builder()
                .subject(SubjectRef.of("suspense", asOf.effective().toString()))
                .sentence(items.size() + (items.size() == 1 ? " item" : " items") + " open in suspense and unapplied")
                .status(differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .figures(figures)
                .differences(differences)
                .build();
        return new Report(asOf.effective(), items, bandNames(), proof);
    }

    private List<Item> open(AccountId account, Ledger ledger, AsOf asOf) {
        Account of = ledger.account(account)
                .orElseThrow(() -> new IllegalArgumentException(
                        "account " + account + " is not in the ledger, expected one that was opened"));
        OpenItems open = new OpenItems();
        ledger.entries(account, DateRange.of(LocalDate.MIN, asOf.effective()))
                .filter(entry -> !entry.recordedAt().isAfter(asOf.knownAt()))
                .sorted(Comparator.comparing(LedgerEntry::bookedOn)
                        .thenComparing(LedgerEntry::sequence)
                        .thenComparing(LedgerEntry::legIndex))
                .forEach(entry -> open.add(entry, of.normalSide()));
        Amounts amounts = Amounts.in(of.currency());
        String fallback = owners.getOrDefault(account, owner);
        return open.left().stream()
                .map(left -> {
                    long age = ChronoUnit.DAYS.between(left.since(), asOf.effective());
                    return new Item(
                            account,
                            left.reference(),
                            amounts.ofMinor(left.minor()),
                            left.since(),
                            age,
                            band(age),
                            left.owner().isEmpty() ? fallback : left.owner());
                })
                .toList();
    }

    private String band(long age) {
        List<String> names = bandNames();
        for (int at = 0; at < bands.size(); at++) {
            if (age <= bands.get(at)) {
                return names.get(at);
            }
        }
        return names.get(bands.size());
    }

    private List<String> bandNames() {
        List<String> names = new ArrayList<>();
        int from = 0;
        for (int to : bands) {
            names.add(from == to ? Integer.toString(to) : from + "-" + to);
            from = to + 1;
        }
        names.add("over " + (from - 1));
        return List.copyOf(names);
    }

    /**
     * Something open.
     *
     * @param account where it lies
     * @param reference the item, or the journal that brought it
     * @param amount what is left, positive where the account is owed it; negative where more went out than came in
     * @param since the day of the booking that opened it
     * @param ageDays calendar days since
     * @param band the band of its age
     * @param owner who has to find out
     */
    public record Item(
            AccountId account,
            String reference,
            MonetaryAmount amount,
            LocalDate since,
            long ageDays,
            String band,
            String owner) {

        public Item {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(amount, "amount");
        }
    }

    /**
     * What is open on a day.
     *
     * @param day the day
     * @param items oldest first
     * @param bands their names, youngest first
     * @param proof that the items are the balances
     */
    public record Report(LocalDate day, List<Item> items, List<String> bands, Proof proof) {

        public Report {
            items = List.copyOf(items);
            bands = List.copyOf(bands);
        }

        /** Everything open. */
        public Totals open() {
            return Totals.of(items.stream().map(Item::amount).toList());
        }

        /** What is open in a band. */
        public Totals in(String band) {
            return Totals.of(items.stream()
                    .filter(item -> item.band().equals(band))
                    .map(Item::amount)
                    .toList());
        }

        /** The report for people: bands at a glance, then every item. */
        public Document toDocument() {
            Table.Builder ages = Table.titled("By age")
                    .text("band", "Days")
                    .number("items", "Items")
                    .number("amount", "Open");
            for (String band : bands) {
                ages.row(
                        band,
                        band,
                        items.stream().filter(item -> item.band().equals(band)).count(),
                        in(band));
            }
            Table.Builder table = Table.titled("Open items")
                    .text("account", "Account")
                    .text("item", "Item")
                    .text("since", "Since")
                    .number("age", "Days")
                    .text("owner", "Owner")
                    .number("amount", "Amount");
            for (Item item : items) {
                table.row(
                        item.account() + " " + item.reference(),
                        item.account().value(),
                        item.reference(),
                        item.since(),
                        item.ageDays(),
                        item.owner(),
                        item.amount());
            }
            return Document.titled("Suspense and unapplied")
                    .facts(
                            Document.Block.Fact.of("As of", day),
                            Document.Block.Fact.of("Open", open()),
                            new Document.Block.Fact(
                                    "Proof",
                                    Table.Cell.of(proof.status().name()),
                                    proof.sentence(),
                                    proof.holds() ? Document.Tone.GOOD : Document.Tone.BAD))
                    .table(ages.build())
                    .table(table.build())
                    .build();
        }
    }
}
