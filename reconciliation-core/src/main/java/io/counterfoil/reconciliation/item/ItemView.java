package io.counterfoil.reconciliation.item;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * One record of one side, to be read. A view of a batch's row stands for as long as the batch; a {@link ItemBatch.Cursor} is the one view that changes
 * under its holder.
 */
public interface ItemView {

    /** The id, unique within its batch. */
    ItemId id();

    /** The amount, signed as it affects the account: money in is positive. */
    MonetaryAmount amount();

    /** What is still open of the amount: of its sign, never larger. */
    MonetaryAmount open();

    /** The day it was booked or is expected. */
    LocalDate day();

    /** The day it falls due, where that is another. */
    Optional<LocalDate> due();

    /** The instant it happened, where the source knows it; for windows in seconds. */
    Optional<Instant> instant();

    /** References as the source wrote them, none blank. */
    List<String> references();

    /** The other party, where it is known. */
    Optional<String> party();

    /** The account it stands on; never a full account number. */
    Optional<String> account();

    /** The payout, batch, slip or other group that the source put it in. */
    Optional<String> group();

    /** Free text, redacted. */
    Optional<String> text();

    /** A value with the same fields. */
    default Item toItem() {
        return Item.builder().from(this).build();
    }
}
