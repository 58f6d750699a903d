package io.counterfoil.payments.mandate;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.RailTerms;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A payer's permission to be debited, as its events leave it (payments specification PAY-23). Made by folding events with {@link Mandates}. Immutable. */
@Value.Immutable
public interface Mandate extends TableMachine.Fold<MandateStatus, MandateEvent> {

    /** Where it stands. */
    @Override
    MandateStatus status();

    /** What was agreed, as last amended; empty before it is drawn up. */
    Optional<Terms> terms();

    /** How the payer agreed; PAD only. */
    Optional<Consent> consent();

    /** The day on which the payer was told the first date and amount; PAD only. */
    Optional<LocalDate> notifiedOn();

    /** The day on which it was sent to the payer's bank; Bacs only. */
    Optional<LocalDate> lodgedOn();

    /** The day on which it last became active. */
    Optional<LocalDate> activeSince();

    /** How many debits were filed under it. */
    @Value.Default
    default int collections() {
        return 0;
    }

    /** The due date of the latest debit filed under it. */
    Optional<LocalDate> lastCollectedOn();

    /** Why it ended or was suspended, in a person's or a report's words; empty where nobody said. */
    @Value.Default
    default String reason() {
        return "";
    }

    /** What happened. */
    @Override
    History<MandateEvent> history();

    /** The account that is debited now; empty where the terms name none. */
    default Optional<BankAccountRef> account() {
        return terms().flatMap(Terms::account);
    }

    /** Whose rules it follows. */
    enum Scheme {
        /** Canadian pre-authorised debit (Payments Canada Rule H1). */
        PAD(LifecycleTable.Standard.PAD_MANDATE),
        /** Bacs direct debit instruction. */
        BACS(LifecycleTable.Standard.BACS_INSTRUCTION),
        /** SEPA direct debit mandate (EPC Core and B2B rule books). */
        SEPA(LifecycleTable.Standard.SEPA_MANDATE);

        private final LifecycleTable.Standard life;

        Scheme(LifecycleTable.Standard life) {
            this.life = life;
        }

        /** The normative table of its life. */
        public LifecycleTable.Standard life() {
            return life;
        }
    }

    /** How a payer agreed. */
    enum Means {
        /** A signature on paper. */
        PAPER,
        /** A signature or consent given on line. */
        ELECTRONIC,
        /** A recorded call. */
        RECORDED_CALL
    }

    /**
     * That the payer agreed.
     *
     * @param means how
     * @param on when
     * @param proof digest of the signed form or the recording, which stay with the host
     */
    record Consent(Means means, LocalDate on, Sha256 proof) {
        public Consent {
            Objects.requireNonNull(means, "means");
            Objects.requireNonNull(on, "on");
            Objects.requireNonNull(proof, "proof");
        }
    }

    /** What payer and payee agreed. Immutable. */
    @Value.Immutable
    interface Terms {

        /** Which mandate; for SEPA the unique mandate reference, for Bacs the reference under which it is lodged. */
        MandateId id();

        /** Whose rules it follows. */
        Scheme scheme();

        /** Who pays. */
        PartyId payer();

        /** Who collects. */
        PartyId payee();

        /** The payer's account. */
        Optional<BankAccountRef> account();

        /** What its debits are for; a PAD without it is never confirmed. */
        Optional<RailTerms.PadCategory> category();

        /** The scheme of a SEPA mandate. */
        @Value.Default
        default RailTerms.SepaScheme sepaScheme() {
            return RailTerms.SepaScheme.SDD_CORE;
        }

        /** The day of the signature; a SEPA mandate must have it. */
        Optional<LocalDate> signedOn();

        /** The most that one debit may take, that amount included; no limit where it is empty. */
        Optional<MonetaryAmount> maxAmount();

        /** Whether the payer waived the notice before each debit. */
        @Value.Default
        default boolean noticeWaived() {
            return false;
        }

        /** Whether it covers a single debit only. */
        @Value.Default
        default boolean oneTime() {
            return false;
        }

        /** The last day on which a debit may be due; none where it is empty. */
        Optional<LocalDate> endsOn();

        /** A limit above zero, a scheme for debits, a day of signature where one is needed. */
        @Value.Check
        default void check() {
            maxAmount().filter(amount -> amount.signum() <= 0).ifPresent(amount -> {
                throw new IllegalArgumentException("mandate " + id() + " is limited to " + Amounts.plain(amount) + " "
                        + amount.getCurrency().getCurrencyCode() + ", expected more than 0");
            });
            if (sepaScheme() != RailTerms.SepaScheme.SDD_CORE && sepaScheme() != RailTerms.SepaScheme.SDD_B2B) {
                throw new IllegalArgumentException(
                        "mandate " + id() + " is of scheme " + sepaScheme() + ", expected SDD_CORE or SDD_B2B");
            }
            if (scheme() == Scheme.SEPA && signedOn().isEmpty()) {
                throw new IllegalArgumentException("SEPA mandate " + id() + " has no day of signature, expected one");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** A builder that begins with these terms. */
        default Builder toBuilder() {
            return builder().from(this);
        }

        /** Builds terms. Not thread-safe. */
        final class Builder extends ImmutableTerms.Builder {
            Builder() {}

            /** Which mandate, by the host's id. */
            public Builder id(String id) {
                id(MandateId.of(id));
                return this;
            }

            /** Who pays, by the host's id. */
            public Builder payer(String id) {
                payer(PartyId.of(id));
                return this;
            }

            /** Who collects, by the host's id. */
            public Builder payee(String id) {
                payee(PartyId.of(id));
                return this;
            }
        }
    }

    /** A debit somebody wants to file: how much, when, and when the payer was told. Immutable. */
    final class Debit {

        private final MonetaryAmount amount;
        private final LocalDate dueOn;
        private final @Nullable LocalDate notifiedOn;

        private Debit(MonetaryAmount amount, LocalDate dueOn, @Nullable LocalDate notifiedOn) {
            this.amount = Objects.requireNonNull(amount, "amount");
            this.dueOn = Objects.requireNonNull(dueOn, "dueOn");
            this.notifiedOn = notifiedOn;
            if (amount.signum() <= 0) {
                throw new IllegalArgumentException("debit of " + Amounts.plain(amount) + " "
                        + amount.getCurrency().getCurrencyCode() + ", expected more than 0");
            }
        }

        /** A debit of which the payer was not told. */
        public static Debit of(MonetaryAmount amount, LocalDate dueOn) {
            return new Debit(amount, dueOn, null);
        }

        /** The same debit, of which the payer was told on the day. */
        public Debit notifiedOn(LocalDate day) {
            return new Debit(amount, dueOn, Objects.requireNonNull(day, "day"));
        }

        /** How much. */
        public MonetaryAmount amount() {
            return amount;
        }

        /** The day on which the payer's account is to be debited. */
        public LocalDate dueOn() {
            return dueOn;
        }

        /** The day on which the notice was sent; empty where none was. */
        public Optional<LocalDate> notifiedOn() {
            return Optional.ofNullable(notifiedOn);
        }

        @Override
        public String toString() {
            return Amounts.plain(amount) + " " + amount.getCurrency().getCurrencyCode() + " due " + dueOn
                    + (notifiedOn == null ? "" : ", notified " + notifiedOn);
        }
    }
}
