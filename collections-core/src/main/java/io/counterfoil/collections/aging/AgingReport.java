package io.counterfoil.collections.aging;

import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/** What was open on a day by age, in total, by party and item by item. Immutable, thread-safe. */
public final class AgingReport {

    private final Aging aging;
    private final Receivables receivables;
    private final AsOf asOf;
    private final BucketSums sums;
    private final AgingTotals total;

    private AgingReport(Aging aging, Receivables receivables, AsOf asOf, BucketSums sums) {
        this.aging = aging;
        this.receivables = receivables;
        this.asOf = asOf;
        this.sums = sums;
        this.total = sums.total();
    }

    /** Where credits look at no other row, blocks of rows are added up as they come; else party by party. */
    static AgingReport of(Aging aging, Receivables receivables, AsOf asOf) {
        BucketSums sums = new BucketSums(aging.scheme().buckets(), receivables.parties());
        int asOfDay = Math.toIntExact(asOf.effective().toEpochDay());
        boolean rowByRow = aging.unapplied() == Aging.UnappliedPolicy.SEPARATE
                || aging.unapplied() == Aging.UnappliedPolicy.OWN_DATE;
        if (rowByRow && BucketTable.fits(aging.scheme(), asOfDay)) {
            BucketTable table = new BucketTable(aging, asOfDay);
            if (aging.unapplied() == Aging.UnappliedPolicy.SEPARATE) {
                receivables.scanBlocks(asOf, block -> sums.addApart(block, table));
                sums.noteUnapplied();
            } else {
                receivables.scanBlocks(asOf, block -> sums.addByDate(block, table));
            }
        } else {
            new Placement(aging, asOf, sums).scan(receivables);
        }
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
        return sums.parties();
    }

    /** One party; nothing in any bucket where nothing of it is open. */
    public AgingTotals of(PartyId party) {
        return sums.of(party);
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
}
