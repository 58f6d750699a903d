package io.counterfoil.bankfiles.imports;

import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.proof.ImportReceipt;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the records of a file: items with their sums, records kept apart, records refused. Proving a file counts them, and so does every reading after it: what
 * is handed out must be what the receipt says (BNK-02). Not thread-safe.
 */
final class ItemCount {

    private final Map<String, Sum> sums = new TreeMap<>();
    private @Nullable Sum latest;
    private long items;
    private long keptApart;
    private long rejected;

    /** An item without an amount. */
    void item() {
        items++;
    }

    /** An item; false where with it, for the first time, the sum of the currency leaves 64 bits. */
    boolean item(CurrencyUnit currency, long minor) {
        items++;
        Sum sum = latest;
        if (sum == null || !sum.currency.equals(currency)) {
            sum = sums.computeIfAbsent(currency.getCurrencyCode(), code -> new Sum(currency));
            latest = sum;
        }
        return sum.add(minor);
    }

    void keptApart() {
        keptApart++;
    }

    void rejected() {
        rejected++;
    }

    long items() {
        return items;
    }

    /** Items, what was kept apart and what was refused: all that came in. */
    long records() {
        return items + keptApart + rejected;
    }

    long apart() {
        return keptApart;
    }

    /** The sums that fit into 64 bits. */
    Totals sums() {
        Totals signed = Totals.none();
        for (Sum sum : sums.values()) {
            signed = sum.isOutside ? signed : signed.plus(sum.currency, sum.minor);
        }
        return signed;
    }

    /**
     * Makes sure, at the end of a reading, that it is the one the receipt tells of.
     *
     * @throws Refusal.RefusedException {@link ImportCode#RECEIPT_DIFFERS} where a count or a sum is another
     */
    void confirm(ImportReceipt receipt) {
        confirm(receipt, "items", receipt.items(), items);
        confirm(receipt, "records kept apart", receipt.keptApart(), keptApart);
        confirm(receipt, "rejections", (long) receipt.rejections().size(), rejected);
        confirm(receipt, "records", receipt.records(), records());
        confirm(receipt, "sums", receipt.sums(), sums());
    }

    private static void confirm(ImportReceipt receipt, String what, Object said, Object found) {
        if (!said.equals(found)) {
            throw new Refusal.RefusedException(
                    Refusal.of(
                            ImportCode.RECEIPT_DIFFERS,
                            what + " of " + receipt.source() + " are " + found + ", expected " + said
                                    + " as the receipt says\nMaybe the receipt was made with another profile or other limits: prove the file anew."));
        }
    }

    private static final class Sum {
        private final CurrencyUnit currency;
        private long minor;
        private boolean isOutside;

        private Sum(CurrencyUnit currency) {
            this.currency = currency;
        }

        private boolean add(long more) {
            long next = minor + more;
            boolean leaves = ((minor ^ next) & (more ^ next)) < 0;
            boolean first = leaves && !isOutside;
            isOutside |= leaves;
            minor = next;
            return !first;
        }
    }
}
