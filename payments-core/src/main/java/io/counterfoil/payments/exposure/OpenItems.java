package io.counterfoil.payments.exposure;

import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Open items of one account: those with a name by their name, the others first in, first out. Confined to one report. */
final class OpenItems {

    private final Map<String, Left> named = new LinkedHashMap<>();
    private final Deque<Left> unnamed = new ArrayDeque<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /** What is left of an item; the sum is never zero. */
    record Left(String reference, long minor, LocalDate since, String owner) {
        Left with(long other) {
            return new Left(reference, other, since, owner);
        }
    }

    void add(LedgerEntry entry, Journal.Side normal) {
        long minor = entry.side() == normal ? Amounts.minor(entry.amount()) : -Amounts.minor(entry.amount());
        String owner = entry.attributes().getOrDefault(SuspenseAging.OWNER, "");
        String item = entry.attributes().getOrDefault(SuspenseAging.ITEM, "");
        if (item.isEmpty()) {
            firstOut(new Left(unique(entry.journal().value()), minor, entry.bookedOn(), owner));
        } else {
            named.compute(item, (key, before) -> {
                long sum = Math.addExact(before == null ? 0 : before.minor(), minor);
                if (sum == 0) {
                    return null;
                }
                LocalDate since = before == null ? entry.bookedOn() : before.since();
                String who = owner.isEmpty() && before != null ? before.owner() : owner;
                return new Left(item, sum, since, who);
            });
        }
    }

    /** Two legs of one journal on the account are two items. */
    private String unique(String journal) {
        int times = seen.merge(journal, 1, Integer::sum);
        return times == 1 ? journal : journal + " (" + times + ")";
    }

    private void firstOut(Left entry) {
        long rest = entry.minor();
        while (rest != 0
                && !unnamed.isEmpty()
                && Long.signum(unnamed.peekFirst().minor()) != Long.signum(rest)) {
            Left oldest = unnamed.removeFirst();
            long sum = Math.addExact(oldest.minor(), rest);
            if (Long.signum(sum) == Long.signum(oldest.minor())) {
                unnamed.addFirst(oldest.with(sum));
                return;
            }
            rest = sum;
        }
        if (rest != 0) {
            unnamed.addLast(entry.with(rest));
        }
    }

    List<Left> left() {
        List<Left> all = new ArrayList<>(named.values());
        all.addAll(unnamed);
        return all;
    }
}
