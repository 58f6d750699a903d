package io.counterfoil.payments.dispute;

import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** A card dispute, with the inquiry before it where there was one: the fold of its events. Immutable. */
@Value.Immutable
public interface CardDispute extends TableMachine.Fold<CardDisputeStatus, CardDisputeEvent> {

    /** Where it stands. */
    @Override
    CardDisputeStatus status();

    /** What was reported when the dispute began; of the inquiry while there is no dispute; empty before anything was. */
    Optional<Opening> opening();

    /** What the network's code meant when it began. */
    Optional<DisputeCodes.Reason> reason();

    /** The inquiry that came before the dispute, or is all there is. */
    Optional<Inquiry> inquiry();

    /** Until when the merchant must answer, while an answer is awaited; empty where nobody says. */
    Optional<Deadline> deadline();

    /** Everything sent so far, in the order in which it was sent. */
    List<Piece> evidence();

    /** What happened so far. */
    @Override
    History<CardDisputeEvent> history();

    /** Whether money was taken that has neither come back nor been given up. */
    default boolean holdsMoney() {
        return status().compareTo(CardDisputeStatus.OPENED) >= 0
                && status().compareTo(CardDisputeStatus.ARBITRATION) <= 0;
    }

    /** What alerts about it speak of. */
    default SubjectRef subject() {
        return SubjectRef.of(
                "dispute", opening().map(known -> known.id().value()).orElse("new"));
    }

    /**
     * What contesting would be worth on average: a figure to look at, never a decision.
     *
     * @param winRate between 0 and 1, such as of disputes of the same category in the past
     * @param fee what contesting costs, in the currency of the dispute
     * @param rounding of the share, to minor units
     * @throws IllegalStateException before anything was reported
     */
    default Worth worthOfContesting(BigDecimal winRate, MonetaryAmount fee, RoundingMode rounding) {
        MonetaryAmount amount = opening()
                .orElseThrow(() -> new IllegalStateException("dispute is NEW, expected one that was opened"))
                .amount();
        return Worth.of(amount, winRate, fee, rounding);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds folds. Not thread-safe. */
    final class Builder extends ImmutableCardDispute.Builder {
        Builder() {}
    }

    /**
     * Names a dispute.
     *
     * @param value the processor's id, or the host's
     */
    record Id(String value) {
        public Id {
            if (value.isBlank()) {
                throw new IllegalArgumentException("dispute id is blank, expected the processor's or the host's");
            }
        }

        /** The dispute with the id. */
        public static Id of(String value) {
            return new Id(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** What the processor reports when an inquiry or a dispute begins. Immutable. */
    @Value.Immutable
    interface Opening {

        /** Names the dispute; an inquiry and the dispute it becomes have the same. */
        Id id();

        /** The disputed payment. */
        PaymentId payment();

        /** The client that was paid. */
        PartyId client();

        /** The card network as text: {@code VISA}, {@code MASTERCARD}. */
        String network();

        /** The network's code. */
        String code();

        /** How much is disputed, above zero. */
        MonetaryAmount amount();

        /** What the processor charges for the dispute as such. */
        Optional<MonetaryAmount> fee();

        /** The day it began, in the network's zone. */
        LocalDate openedOn();

        /** The last day to answer, where the processor names one; it wins over the table. */
        Optional<LocalDate> dueBy();

        /** Who bears a loss, by the agreement with the client. */
        @Value.Default
        default Bearer borneBy() {
            return Bearer.CLIENT;
        }

        /** Refuses amounts that are not above zero. */
        @Value.Check
        default void check() {
            if (Amounts.minor(amount()) <= 0
                    || fee().filter(cost -> Amounts.minor(cost) <= 0).isPresent()) {
                throw new IllegalArgumentException("dispute " + id() + " of " + Amounts.plain(amount()) + " with fee "
                        + fee().map(Amounts::plain).orElse("none") + ", expected both above 0, or no fee");
            }
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds openings. Not thread-safe. */
        final class Builder extends ImmutableOpening.Builder {
            Builder() {}

            /** Names the dispute. */
            public Builder id(String id) {
                id(Id.of(id));
                return this;
            }

            /** The disputed payment, by its id. */
            public Builder payment(String id) {
                payment(PaymentId.of(id));
                return this;
            }

            /** The client, by its id. */
            public Builder client(String id) {
                client(PartyId.of(id));
                return this;
            }
        }
    }

    /** Who bears the loss of a dispute. */
    enum Bearer {
        /** The client that was paid. */
        CLIENT,
        /** We do. */
        US
    }

    /**
     * The inquiry before a dispute.
     *
     * @param status where it stands
     * @param opening what was asked
     */
    record Inquiry(CardDisputeStatus status, Opening opening) {
        public Inquiry {
            Objects.requireNonNull(opening, "opening");
            if (!status.isInquiry()) {
                throw new IllegalArgumentException("inquiry in status " + status + ", expected one of CARD_INQUIRY");
            }
        }
    }

    /**
     * Until when to answer.
     *
     * @param day the last day in time
     * @param source who says so
     */
    record Deadline(LocalDate day, Source source) {
        public Deadline {
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(source, "source");
        }

        /** Who says so. */
        public enum Source {
            /** The processor gave the date. */
            PROCESSOR,
            /** The day it began and the days of the code table or of the policy. */
            TABLE
        }

        /** Reads as {@code 2027-03-31 (TABLE)}. */
        @Override
        public String toString() {
            return day + " (" + source + ")";
        }
    }

    /**
     * A piece of evidence; the document stays with the host.
     *
     * @param kind what it shows
     * @param digest of the document
     * @param note a few words; card numbers are taken out
     */
    record Piece(EvidenceKind kind, Sha256 digest, String note) {
        public Piece {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(digest, "digest");
            note = PanRedactor.redact(note);
        }

        /** A piece without a note. */
        public static Piece of(EvidenceKind kind, Sha256 digest) {
            return new Piece(kind, digest, "");
        }
    }

    /** What a piece of evidence shows. */
    enum EvidenceKind implements Code {
        /** The receipt or invoice of the sale. */
        RECEIPT("the receipt or invoice of the sale"),
        /** The approval of the authorisation. */
        AUTHORISATION_RECORD("the approval code and answer of the authorisation"),
        /** Chip and PIN or 3-D Secure. */
        AUTHENTICATION("the result of chip and PIN or of 3-D Secure"),
        /** Address and security code. */
        ADDRESS_AND_CODE_CHECK("the results of address and security-code checks"),
        /** Earlier payments. */
        PRIOR_TRANSACTIONS("earlier undisputed payments of the cardholder from the same device or address"),
        /** Device and address. */
        DEVICE_AND_ADDRESS("device, network address and place of the order"),
        /** Delivery or use. */
        DELIVERY_PROOF("proof that it was delivered, attended or used"),
        /** Terms. */
        TERMS_ACCEPTED("terms, refund and cancellation policy as shown and accepted"),
        /** What was sold. */
        DESCRIPTION("description or pictures of what was sold"),
        /** Messages. */
        CUSTOMER_MESSAGES("messages exchanged with the customer"),
        /** Cancellation. */
        CANCELLATION_RECORD("when and how the customer cancelled, or that there was no cancellation"),
        /** Credit. */
        CREDIT_RECORD("the credit that was given, or why none is due"),
        /** Different sales. */
        DISTINCT_SALES("records that the payments are for different sales"),
        /** Dates. */
        PRESENTMENT_DATES("the days of sale, authorisation and presentment");

        private final String words;

        EvidenceKind(String words) {
            this.words = words;
        }

        /** What it is, in words. */
        public String words() {
            return words;
        }

        @Override
        public String id() {
            return "EVIDENCE." + name();
        }
    }

    /**
     * What contesting would be worth on average.
     *
     * @param amount at stake
     * @param winRate between 0 and 1
     * @param fee what contesting costs
     * @param value amount times win rate, less fee; may be below zero
     */
    record Worth(MonetaryAmount amount, BigDecimal winRate, MonetaryAmount fee, MonetaryAmount value) {

        static Worth of(MonetaryAmount amount, BigDecimal winRate, MonetaryAmount fee, RoundingMode rounding) {
            if (winRate.signum() < 0 || winRate.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("win rate " + winRate + ", expected 0 to 1");
            }
            if (!amount.getCurrency().getCurrencyCode().equals(fee.getCurrency().getCurrencyCode())) {
                throw new IllegalArgumentException("fee in " + fee.getCurrency().getCurrencyCode()
                        + " for a dispute in " + amount.getCurrency().getCurrencyCode()
                        + ", expected the same currency");
            }
            long share = BigDecimal.valueOf(Amounts.minor(amount))
                    .multiply(winRate)
                    .setScale(0, rounding)
                    .longValueExact();
            return new Worth(
                    amount,
                    winRate,
                    fee,
                    Amounts.in(amount.getCurrency()).ofMinor(Math.subtractExact(share, Amounts.minor(fee))));
        }

        /** Reads as {@code 100.00 USD x 0.4 - 15.00 USD = 25.00 USD}. */
        @Override
        public String toString() {
            return text(amount) + " x " + winRate.toPlainString() + " - " + text(fee) + " = " + text(value);
        }

        private static String text(MonetaryAmount money) {
            return Amounts.plain(money) + " " + money.getCurrency().getCurrencyCode();
        }
    }

    /**
     * Which evidence the category of a dispute asks for, and what of it is at hand.
     *
     * @param category of the dispute
     * @param items needed ones first
     */
    record Checklist(DisputeCodes.Reason.Category category, List<Item> items) {
        public Checklist {
            items = List.copyOf(items);
        }

        /**
         * A line of the checklist.
         *
         * @param kind of evidence
         * @param needed whether an answer is weak without it; else it helps
         * @param atHand whether there is a piece of it
         */
        public record Item(EvidenceKind kind, boolean needed, boolean atHand) {}

        /** What is needed and not at hand. */
        public List<EvidenceKind> missing() {
            return kinds(true);
        }

        /** What would help and is not at hand. */
        public List<EvidenceKind> helpful() {
            return kinds(false);
        }

        private List<EvidenceKind> kinds(boolean needed) {
            return items.stream()
                    .filter(item -> item.needed() == needed && !item.atHand())
                    .map(Item::kind)
                    .toList();
        }

        /** Whether nothing that is needed is missing. */
        public boolean isComplete() {
            return missing().isEmpty();
        }

        /** One line: what is missing. */
        public String sentence() {
            return isComplete()
                    ? "all evidence that a dispute of category " + category + " needs is at hand"
                    : "missing for a dispute of category " + category + ": "
                            + missing().stream().map(EvidenceKind::words).collect(Collectors.joining("; "));
        }

        /** The checklist as a table. */
        public Document toDocument() {
            Table.Builder table = Table.titled("Evidence")
                    .text("evidence", "Evidence")
                    .text("needed", "Needed")
                    .text("state", "At hand");
            for (Item item : items) {
                Document.Tone tone =
                        item.atHand() ? Document.Tone.GOOD : item.needed() ? Document.Tone.BAD : Document.Tone.CAUTION;
                table.row(
                        item.kind().name(),
                        item.kind().words(),
                        item.needed() ? "yes" : "helps",
                        new Table.Cell.Mark(item.atHand() ? "yes" : "missing", tone));
            }
            return Document.titled("Evidence for a dispute of category " + category)
                    .paragraph(sentence())
                    .table(table.build())
                    .build();
        }
    }
}
