package io.counterfoil.payments.returned;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Direction;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A returned item as a partner's file or a bank's message shows it, before anybody knows which payment it is. Immutable.
 *
 * <p>Days are the rail's. References are kept as written; the account is a token.
 */
@Value.Immutable
public interface ReturnItem {

    /** Names the item within its source, such as a line or the partner's own id. */
    String reference();

    /** The partner's file or message. */
    String source();

    /** The rail. */
    Rail rail();

    /** What came back: a debit that was not paid, or a credit that was not taken. */
    Direction direction();

    /** The report or message that carries the code; empty where the code says the same in all. */
    @Value.Default
    default String report() {
        return "";
    }

    /** The rail's code as written. */
    String code();

    /** How much came back, above zero. */
    MonetaryAmount amount();

    /** What the bank charges for it. */
    Optional<MonetaryAmount> fee();

    /** The day it came back. */
    LocalDate returnedOn();

    /** The trace number of the original. */
    Optional<String> trace();

    /** The originator's cross-reference. */
    Optional<String> crossReference();

    /** The end-to-end id. */
    Optional<String> endToEndId();

    /** The other side's account. */
    Optional<BankAccountRef.Token> account();

    /** The due or settlement day of the original. */
    Optional<LocalDate> originalOn();

    /** What alerts and journals about it speak of. */
    default SubjectRef subject() {
        return SubjectRef.of("return-item", source() + "/" + reference());
    }

    /** An amount above zero and names that are not blank; a card number in a reference is refused. */
    @Value.Check
    default void check() {
        if (reference().isBlank() || source().isBlank() || code().isBlank()) {
            throw new IllegalArgumentException("return item '" + PanRedactor.redact(reference()) + "' of source '"
                    + PanRedactor.redact(source()) + "' with code '" + PanRedactor.redact(code())
                    + "', expected none of them blank");
        }
        if (Amounts.minor(amount()) <= 0
                || fee().filter(charge -> Amounts.minor(charge) < 0).isPresent()) {
            throw new IllegalArgumentException("return item " + reference() + " of " + Amounts.plain(amount())
                    + ", expected above 0, and no fee below 0");
        }
        for (String name : new String[] {
            reference(),
            source(),
            trace().orElse(""),
            crossReference().orElse(""),
            endToEndId().orElse("")
        }) {
            if (!PanRedactor.redact(name).equals(name)) {
                throw new IllegalArgumentException(
                        "return item of " + returnedOn() + " has a card number in a reference, expected none");
            }
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds items. Not thread-safe. */
    final class Builder extends ImmutableReturnItem.Builder {
        Builder() {}
    }
}
