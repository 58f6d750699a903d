package io.counterfoil.reconciliation.statement;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.reconciliation.item.ItemId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * One movement on an account, as the bank or provider states it. Immutable; text and raw text are redacted before the entry exists.
 */
@Value.Immutable
public interface StatementEntry {

    /** Unique within the account: the format's own reference, or content and occurrence where it has none. */
    ItemId id();

    /** The account the entry stands on. */
    BankAccountRef account();

    /** The day the bank booked it. */
    LocalDate bookedOn();

    /** The day it bears interest from; the booking day where the statement states none. */
    @Value.Default
    default LocalDate valueOn() {
        return bookedOn();
    }

    /** Signed as the account holder sees it: money in is positive. */
    MonetaryAmount amount();

    /** What it is. */
    @Value.Default
    default Kind kind() {
        return Kind.OTHER;
    }

    /** Whether the bank marks it as the reversal of an earlier entry; the sign of the amount already says which way money went. */
    @Value.Default
    default boolean reversal() {
        return false;
    }

    /** References by role. */
    @Value.Default
    default References references() {
        return References.none();
    }

    /** The other party, as far as the bank names it. */
    Optional<Counterparty> counterparty();

    /** The bank of the other party: its BIC, its number in a clearing system or its name; empty where none is stated. */
    @Value.Default
    default String agent() {
        return "";
    }

    /** What the payment is for, as a code (ISO 20022 external purpose code) or in the bank's words; empty where it is not stated. */
    @Value.Default
    default String purpose() {
        return "";
    }

    /** The amount in the currency it was instructed in, where that differs. */
    Optional<MonetaryAmount> original();

    /** Charges that the entry's amount already contains. */
    List<Charge> charges();

    /** The return reason code of the rail, where the entry is a return. */
    Optional<String> returnCode();

    /** The bank's own transaction code, as written. */
    @Value.Default
    default String bankCode() {
        return "";
    }

    /** What the payer or the bank wrote, in one line, without card numbers; it does not appear in {@code toString}. */
    @Value.Default
    @Value.Redacted
    default String text() {
        return "";
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds entries. Not thread-safe. */
    final class Builder extends ImmutableStatementEntry.Builder {
        Builder() {}
    }

    /**
     * References that came with an entry, by role.
     *
     * @param byRole role to reference, roles as in {@link Role}; absent references are left out
     */
    record References(Map<Role, String> byRole) {
        public References {
            byRole = Map.copyOf(byRole);
        }

        /** No reference at all. */
        public static References none() {
            return new References(Map.of());
        }

        /** The reference in the role. */
        public Optional<String> of(Role role) {
            return Optional.ofNullable(byRole.get(role));
        }

        /** Which party gave a reference, and for what. */
        public enum Role {
            /** The bank's own reference of the entry. */
            BANK,
            /** Given by the payer and passed through to the payee. */
            END_TO_END,
            /** The clearing's transaction id. */
            TRANSACTION,
            /** Unique end-to-end transaction reference of a wire. */
            UETR,
            /** Mandate of a direct debit. */
            MANDATE,
            /** Structured creditor reference (ISO 11649 or national). */
            CREDITOR,
            /** Batch or message the entry came in. */
            BATCH,
            /** Instruction id given by the sender's bank. */
            INSTRUCTION,
            /** Cheque number. */
            CHEQUE,
            /** Clearing system reference. */
            CLEARING
        }
    }

    /**
     * The other party of an entry.
     *
     * @param name as the bank writes it; may be empty
     * @param account where it is known
     */
    record Counterparty(String name, Optional<BankAccountRef> account) {
        /** A party by name alone. */
        public static Counterparty named(String name) {
            return new Counterparty(name, Optional.empty());
        }
    }

    /**
     * A charge inside an entry's amount.
     *
     * @param amount positive where the account holder bears it
     * @param description as the bank writes it
     */
    record Charge(MonetaryAmount amount, String description) {}

    /** What a statement entry is, as far as the bank's code or the format tells. */
    enum Kind {
        TRANSFER,
        DIRECT_DEBIT,
        CARD,
        CHEQUE,
        CASH,
        FEE,
        INTEREST,
        TAX,
        PAYOUT,
        RETURN,
        REVERSAL,
        CORRECTION,
        OTHER
    }
}
