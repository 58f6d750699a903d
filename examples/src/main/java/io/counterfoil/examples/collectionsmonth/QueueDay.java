package io.counterfoil.examples.collectionsmonth;

import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.worklist.Worklist;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.money.MonetaryAmount;

/**
 * A day of the queue.
 *
 * @param on the business day
 * @param decisions of the morning
 * @param worklist of the morning
 * @param open at the end of the day
 * @param overdue at the end of the day
 * @param received on the day
 * @param dso days sales outstanding at the end of the day, over ninety days of sales
 */
public record QueueDay(
        LocalDate on,
        List<ContactDecision> decisions,
        Worklist.Listing worklist,
        MonetaryAmount open,
        MonetaryAmount overdue,
        MonetaryAmount received,
        BigDecimal dso) {

    /** How many decisions are of the kind. */
    long count(ContactDecision.Kind kind) {
        return decisions.stream().filter(decision -> decision.kind() == kind).count();
    }
}
