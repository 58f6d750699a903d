package io.counterfoil.collections.dispute;

import io.counterfoil.collections.dispute.InvoiceDisputes.DisputeEvent;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A dispute of an invoice, or of a part of it (COL-48): what is claimed, and what became of it by commands. Immutable.
 *
 * @param status where it stands
 * @param maybeTerms what is claimed; empty before it was raised
 * @param history what happened; nothing for a dispute that was only built
 */
public record InvoiceDispute(Status status, Optional<Terms> maybeTerms, History<DisputeEvent> history)
        implements TableMachine.Fold<InvoiceDispute.Status, DisputeEvent>, CollectionFacts.Disputed {

    /** A new builder; the dispute counts as raised. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether there are terms at all. */
    public boolean isRaised() {
        return maybeTerms.isPresent();
    }

    /**
     * What is claimed.
     *
     * @throws IllegalStateException before it was raised
     */
    public Terms terms() {
        return maybeTerms.orElseThrow(
                () -> new IllegalStateException("the dispute is NOT_RAISED and has no terms, expected raise first"));
    }

    /** Which dispute. */
    public DisputeId id() {
        return terms().id();
    }

    @Override
    public PartyId party() {
        return terms().party();
    }

    @Override
    public OpenItemId item() {
        return terms().item();
    }

    /** How much of the item is claimed not to be owed. */
    public MonetaryAmount amount() {
        return terms().amount();
    }

    /** Who works on it; empty before it was assigned. */
    public Optional<String> owner() {
        return last(DisputeEvent::owner);
    }

    /** The credit or write-off that settled it; empty while none did. */
    public Optional<String> settledBy() {
        return last(DisputeEvent::reference);
    }

    /** The ticket about it, if any. */
    public Optional<SubjectRef> ticket() {
        return last(DisputeEvent::ticket);
    }

    private <T> Optional<T> last(Function<DisputeEvent, Optional<T>> part) {
        Optional<T> found = Optional.empty();
        for (DisputeEvent event : history.toList()) {
            Optional<T> said = part.apply(event);
            found = said.isPresent() ? said : found;
        }
        return found;
    }

    /** What of an open amount the dispute stops now: the claimed part, at most what is open; nothing once it is resolved. */
    public MonetaryAmount disputed(MonetaryAmount open) {
        return disputed(open, status);
    }

    @Override
    public MonetaryAmount disputed(MonetaryAmount open, AsOf asOf) {
        return disputed(open, statusAt(asOf));
    }

    private MonetaryAmount disputed(MonetaryAmount open, Status then) {
        Amounts amounts = Amounts.in(open.getCurrency());
        boolean stops = then.isLive()
                && amount().getCurrency()
                        .getCurrencyCode()
                        .equals(open.getCurrency().getCurrencyCode());
        long part = Math.min(Amounts.minor(amount()), Math.max(0, Amounts.minor(open)));
        return stops ? amounts.ofMinor(part) : amounts.zero();
    }

    /** What of an open amount is still collected. */
    public MonetaryAmount collectable(MonetaryAmount open) {
        return open.subtract(disputed(open));
    }

    @Override
    public Optional<LocalDate> resumedOn(AsOf asOf) {
        return history.toList().stream()
                .filter(event -> event.kind() == DisputeEvent.Kind.RESOLVE_INVALID)
                .filter(event -> !event.stamp().at().isAfter(asOf.knownAt()))
                .map(DisputeEvent::on)
                .filter(day -> !day.isAfter(asOf.effective()))
                .findFirst();
    }

    /** Where it stood on the day, as known at the instant; one that was only built stands as it was built. */
    public Status statusAt(AsOf asOf) {
        if (maybeTerms.isEmpty() || terms().raisedOn().isAfter(asOf.effective())) {
            return Status.NOT_RAISED;
        }
        if (history.size() == 0) {
            return status;
        }
        Status then = Status.NOT_RAISED;
        for (DisputeEvent event : history.toList()) {
            boolean counts =
                    !event.stamp().at().isAfter(asOf.knownAt()) && !event.on().isAfter(asOf.effective());
            then = counts ? event.leadsTo().orElse(then) : then;
        }
        return then;
    }

    @Override
    public String toString() {
        return maybeTerms
                .map(terms -> "dispute " + terms.id() + " of " + Amounts.text(terms.amount()) + " on " + terms.item()
                        + " (" + terms.reason().id() + "), " + status)
                .orElse("dispute NOT_RAISED");
    }

    /** Where a dispute stands. */
    public enum Status implements Code {
        NOT_RAISED,
        OPEN,
        ASSIGNED,
        /** The customer was asked something: the clock stands still. */
        PENDING_CUSTOMER,
        ESCALATED,
        /** The customer is right: a credit or a write-off settles it. */
        RESOLVED_VALID,
        /** The customer is not right: the chase goes on. */
        RESOLVED_INVALID,
        WITHDRAWN;

        @Override
        public String id() {
            return "DISPUTE." + name();
        }

        /** Whether it stops the disputed part. */
        public boolean isLive() {
            return this == OPEN || this == ASSIGNED || this == PENDING_CUSTOMER || this == ESCALATED;
        }
    }

    /**
     * Why an invoice is disputed: a subset of the adjustment reasons of X12 data element 426, in our own words. A host's own reasons are {@link #host}.
     */
    public enum Reason implements Code {
        PRICING("01"),
        ALLOWANCE_OR_CHARGE("02"),
        EXTENSION_ERROR("03"),
        DAMAGED("04"),
        QUALITY("05"),
        QUANTITY_CONTESTED("06"),
        INCORRECT_PRODUCT("07"),
        TERMS_OF_SALE("09"),
        RETURN_DAMAGE("11"),
        RETURN_QUALITY("12"),
        RETURN_OTHER("13"),
        DUPLICATE_BILLING("19"),
        INCORRECT_DISCOUNT("24"),
        DELIVERY_CHARGE("30"),
        MISSING_DISCOUNT("43"),
        DOCUMENTS_MISSING("44"),
        FREIGHT_DEDUCTED("54"),
        TAX_DEDUCTED("55"),
        ADVERTISING_ALLOWANCE("56"),
        VOLUME_DISCOUNT("57"),
        NOT_RECEIVED("59");

        private static final Pattern HOST = Pattern.compile("H_[A-Z0-9_]+");

        private final String x12;

        Reason(String x12) {
            this.x12 = x12;
        }

        /** The code of X12 data element 426. */
        public String x12() {
            return x12;
        }

        @Override
        public String id() {
            return "DISPUTE." + name();
        }

        /** The reason with the X12 code; empty where the subset has none. */
        public static Optional<Reason> ofX12(String code) {
            for (Reason reason : values()) {
                if (reason.x12.equals(code)) {
                    return Optional.of(reason);
                }
            }
            return Optional.empty();
        }

        /**
         * A reason of the host's own.
         *
         * @param code begins with {@code H_}, in capitals, digits and underscores
         */
        public static Code host(String code) {
            if (!HOST.matcher(code).matches()) {
                throw new IllegalArgumentException("dispute reason '" + code
                        + "' is not one of the host's, expected H_ and capitals, digits or underscores");
            }
            return Code.of(code);
        }
    }

    /**
     * A dispute's own id.
     *
     * @param value not blank
     */
    public record DisputeId(String value) implements Comparable<DisputeId> {

        public DisputeId {
            if (value.isBlank()) {
                throw new IllegalArgumentException("dispute id is blank, expected the host's id");
            }
        }

        /** The dispute with the id. */
        public static DisputeId of(String value) {
            return new DisputeId(value);
        }

        @Override
        public int compareTo(DisputeId other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** What is claimed. Immutable. */
    @Value.Immutable
    public interface Terms {

        /** Which dispute. */
        DisputeId id();

        /** Who disputes. */
        PartyId party();

        /** Which item. */
        OpenItemId item();

        /** How much of it is claimed not to be owed. */
        MonetaryAmount amount();

        /** Why: a {@link Reason} or one of the host's. */
        Code reason();

        /** The day on which it was raised. */
        LocalDate raisedOn();

        /** In the customer's words, redacted; may be empty. */
        @Value.Default
        default String note() {
            return "";
        }

        /** What is said, word by word, for the digest of a command. */
        default Command.Words words() {
            return Command.Words.of("id", id())
                    .and("party", party())
                    .and("item", item())
                    .and("amount", amount())
                    .and("reason", reason().id())
                    .and("raisedOn", raisedOn())
                    .and("note", note());
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds terms. Not thread-safe. */
        final class Builder extends ImmutableTerms.Builder {
            Builder() {}
        }
    }

    /** Builds disputes. Not thread-safe. */
    public static final class Builder {

        private final Terms.Builder terms = Terms.builder();

        private Builder() {}

        /** Which dispute, by the host's id. */
        public Builder id(String id) {
            terms.id(DisputeId.of(id));
            return this;
        }

        /** Who disputes. */
        public Builder party(PartyId party) {
            terms.party(party);
            return this;
        }

        /** Who disputes, by the host's id. */
        public Builder party(String id) {
            return party(PartyId.of(id));
        }

        /** Which item. */
        public Builder item(OpenItemId item) {
            terms.item(item);
            return this;
        }

        /** Which item, by its number. */
        public Builder item(String number) {
            return item(OpenItemId.of(number));
        }

        /** How much of it is claimed not to be owed. */
        public Builder amount(MonetaryAmount amount) {
            terms.amount(amount);
            return this;
        }

        /** Why: a {@link Reason} or {@link Reason#host}. */
        public Builder reason(Code reason) {
            terms.reason(reason);
            return this;
        }

        /** The day on which it was raised. */
        public Builder raisedOn(LocalDate day) {
            terms.raisedOn(day);
            return this;
        }

        /** In the customer's words; redacted before it is kept. */
        public Builder note(String text) {
            terms.note(PanRedactor.redact(text));
            return this;
        }

        /** The dispute, raised. */
        public InvoiceDispute build() {
            return new InvoiceDispute(Status.OPEN, Optional.of(terms.build()), History.empty());
        }
    }

    /** The sentence of a dispute for people. */
    public String sentence() {
        return Amounts.text(amount()) + " of " + item() + " disputed since " + terms().raisedOn() + " ("
                + terms().reason().id() + "), "
                + status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
