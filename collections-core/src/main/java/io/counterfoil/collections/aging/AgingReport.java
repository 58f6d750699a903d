package io.counterfoil.collections.aging;

import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** What was open on a day by age, in total, by party and item by item. Immutable, thread-safe. */
public final class AgingReport {

    private final Aging aging;
    private final Receivables receivables;
    private final AsOf asOf;
    private final Map<PartyId, AgingTotals> byParty;
    private final AgingTotals total;

    private AgingReport(Aging aging, Receivables receivables, AsOf asOf, BucketSums sums) {
        this.aging = aging;
        this.receivables = receivables;
        this.asOf = asOf;
        this.byParty = sums.byParty();
        this.total = sums.total();
    }

    static AgingReport of(Aging aging, Receivables receivables, AsOf asOf) {
        BucketSums sums = new BucketSums(aging.scheme().buckets(), receivables.parties());
        new Placement(aging, asOf, sums).scan(receivables);
        return new AgingReport(aging, receivables, asOf, sums);
    }

    /** The day and the instant of the report. */
    public AsOf asOf() {
        return asOf;
    }

    /** The buckets, from the latest due date to the oldest. */
    public List<AgingBucket> buckets() {
        return aging.scheme().buckets();
    }

    /** All parties together. */
    public AgingTotals total() {
        return total;
    }

    /** The parties of which anything is open, in order. */
    public List<PartyId> parties() {
        return List.copyOf(new TreeMap<>(byParty).keySet());
    }

    /** One party; nothing in any bucket where nothing of it is open. */
    public AgingTotals of(PartyId party) {
        AgingTotals known = byParty.get(party);
        return known == null ? new BucketSums(buckets(), List.of()).total() : known;
    }

    /** Every open item and instalment with its age: by currency, party, issue date and id. Computed anew on each call. */
    public Stream<AgedItem> items() {
        List<AgedItem> items = new ArrayList<>();
        new Placement(aging, asOf, rows -> rows.addTo(items)).scan(receivables);
        return items.stream();
    }

    /** How late a party is, after grace and holds. */
    public Delinquency delinquency(PartyId party) {
        return DelinquencyReader.assess(aging.delinquency(), aging.holdsOf(party), receivables, party, asOf);
    }

    /** Shows that the buckets and the unapplied column add up to what is open by the receivables, in total and for every party (COL-08). */
    public Proof proof() {
        List<Proof.Figure> figures = new ArrayList<>();
        List<Proof.Figure> differences = new ArrayList<>();
        Totals open = receivables.open(asOf);
        for (CurrencyUnit currency : receivables.currencies()) {
            for (AgingBucket bucket : buckets()) {
                figures.add(Proof.Figure.of(
                        bucket.label(), bucket.label(), 0, total.in(bucket).in(currency)));
            }
            figures.add(Proof.Figure.of(
                    "UNAPPLIED",
                    "Unapplied, outside the buckets",
                    0,
                    total.outsideBuckets().in(currency)));
            figures.add(Proof.Figure.of("OPEN", "Open items", 0, open.in(currency)));
        }
        differ("all parties", total.open().minus(open), differences);
        for (PartyId party : receivables.parties()) {
            differ("party " + party, of(party).open().minus(receivables.open(party, asOf)), differences);
        }
        String sentence = differences.isEmpty()
                ? "buckets and unapplied add up to " + open + " open on " + asOf.effective()
                : "buckets and unapplied are " + total.open() + ", open is " + open + " on " + asOf.effective();
        return Proof.builder()
                .subject(SubjectRef.of("aging", asOf.effective().toString()))
                .sentence(sentence)
                .status(differences.isEmpty() ? ProofStatus.PROVED : ProofStatus.BROKEN)
                .figures(figures)
                .differences(differences)
                .build();
    }

    /** The report for people: its proof, and for each currency the buckets as a chart and the parties as a table. */
    public Document toDocument() {
        return new AgingDocument(this).write();
    }

    private static void differ(String whose, Totals difference, List<Proof.Figure> differences) {
        for (MonetaryAmount amount : difference.amounts()) {
            differences.add(Proof.Figure.of("DIFFERENCE", "Buckets less open items, " + whose, 0, amount));
        }
    }

    /** Adds up rows by party and bucket. Not thread-safe: confined to one assessment. */
    private static final class BucketSums implements Placement.Sink {

        private final List<AgingBucket> buckets;
        private final List<PartyId> parties;
        private final Map<String, ByCurrency> currencies = new TreeMap<>();

        private static final class ByCurrency {
            final CurrencyUnit currency;
            final long[] sums;
            final boolean[] there;

            ByCurrency(CurrencyUnit currency, int parties, int width) {
                this.currency = currency;
                this.sums = new long[Math.multiplyExact(parties, width)];
                this.there = new boolean[parties];
            }
        }

        BucketSums(List<AgingBucket> buckets, List<PartyId> parties) {
            this.buckets = buckets;
            this.parties = parties;
        }

        @Override
        public void add(PartyRows rows) {
            ByCurrency ofCurrency = currencies.computeIfAbsent(
                    rows.currency().getCurrencyCode(),
                    code -> new ByCurrency(rows.currency(), parties.size(), width()));
            int separate = buckets.size();
            long[] sums = ofCurrency.sums;
            int first = rows.partyNumber() * width();
            int unapplied = first + separate + 1;
            for (int i = 0; i < rows.count(); i++) {
                int at = first + (rows.bucket(i) < 0 ? separate : rows.bucket(i));
                sums[at] = Math.addExact(sums[at], rows.counted(i));
                if (rows.open(i) < 0) {
                    sums[unapplied] = Math.addExact(sums[unapplied], rows.open(i));
                }
            }
            ofCurrency.there[rows.partyNumber()] = true;
        }

        /** The buckets, the column outside of them, and all unapplied credits. */
        private int width() {
            return buckets.size() + 2;
        }

        Map<PartyId, AgingTotals> byParty() {
            Map<PartyId, AgingTotals> totals = new TreeMap<>();
            for (int party = 0; party < parties.size(); party++) {
                int number = party;
                if (currencies.values().stream().anyMatch(ofCurrency -> ofCurrency.there[number])) {
                    totals.put(parties.get(party), totalsOf(party, party + 1));
                }
            }
            return totals;
        }

        AgingTotals total() {
            return totalsOf(0, parties.size());
        }

        private AgingTotals totalsOf(int fromParty, int toParty) {
            List<Totals> amounts = new ArrayList<>();
            for (int column = 0; column < width(); column++) {
                Totals sum = Totals.none();
                for (ByCurrency ofCurrency : currencies.values()) {
                    long minor = 0;
                    for (int party = fromParty; party < toParty; party++) {
                        minor = Math.addExact(minor, ofCurrency.sums[party * width() + column]);
                    }
                    sum = sum.plus(Amounts.in(ofCurrency.currency).ofMinor(minor));
                }
                amounts.add(sum);
            }
            int separate = buckets.size();
            return new AgingTotals(
                    buckets, amounts.subList(0, separate), amounts.get(separate), amounts.get(separate + 1));
        }
    }
}
