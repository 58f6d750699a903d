package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.ticket.Ticket;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * A claim as its events have made it. Immutable, thread-safe.
 *
 * @param status where it stands
 * @param history every event, oldest first
 */
public record Claim(Status status, History<ClaimEvent> history) implements TableMachine.Fold<Claim.Status, ClaimEvent> {

    /** Where a claim stands (lifecycles, {@code claim}). */
    public enum Status {
        RECEIVED,
        KEYED,
        VERIFIED,
        IN_REVIEW,
        /** With the participant: our clock stands still. */
        RETURNED,
        APPROVED,
        AWARDED,
        REVERSED,
        REJECTED,
        EXPIRED,
        CANCELLED;

        /** Whether somebody here has work with it. */
        public boolean isWork() {
            return switch (this) {
                case RECEIVED, KEYED, VERIFIED, IN_REVIEW, APPROVED -> true;
                case RETURNED, AWARDED, REVERSED, REJECTED, EXPIRED, CANCELLED -> false;
            };
        }

        /** Whether it lives on or was taken: what a duplicate of it is a duplicate of. */
        public boolean isAlive() {
            return this != REJECTED && this != CANCELLED;
        }
    }

    /**
     * What came in.
     *
     * @param id names the claim for ever
     * @param participant who claims
     * @param client whose programme
     * @param slaClass the client's priority, 1 being the first
     * @param batch the batch it was received in
     * @param document digest of the document
     * @param claimed what is claimed, zero or more
     */
    public record Receipt(
            String id,
            PartyId participant,
            String client,
            int slaClass,
            String batch,
            Sha256 document,
            MonetaryAmount claimed) {

        public Receipt {
            Objects.requireNonNull(participant, "participant");
            Objects.requireNonNull(document, "document");
            if (id.isBlank() || client.isBlank() || batch.isBlank() || slaClass < 1) {
                throw new IllegalArgumentException("claim '" + id + "' of client '" + client + "' in batch '" + batch
                        + "' with service class " + slaClass + ", expected no blank and a class from 1");
            }
            if (Amounts.minor(claimed) < 0) {
                throw new IllegalArgumentException(
                        "claim '" + id + "' over " + Amounts.text(claimed) + ", expected zero or more");
            }
        }

        /** The subject of a ticket or an alert about the claim. */
        public SubjectRef subject() {
            return SubjectRef.of("claim", id);
        }
    }

    /**
     * What the document says, as verified.
     *
     * @param invoice its number
     * @param date of the invoice
     * @param total of the whole invoice; where only some lines are claimed, more than theirs
     * @param lines what is claimed of it
     */
    public record Content(String invoice, LocalDate date, MonetaryAmount total, List<Line> lines) {

        public Content {
            Objects.requireNonNull(invoice, "invoice");
            Objects.requireNonNull(date, "date");
            lines = List.copyOf(lines);
            Set<Integer> numbers = new HashSet<>();
            CurrencyUnit currency = total.getCurrency();
            for (Line line : lines) {
                if (!numbers.add(line.number()) || !line.amount().getCurrency().equals(currency)) {
                    throw new IllegalArgumentException("line " + line.number() + " over " + Amounts.text(line.amount())
                            + ", expected each number once and " + currency);
                }
            }
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("invoice '" + invoice + "' has no line, expected one or more");
            }
        }

        /** What is claimed, all lines together. */
        public MonetaryAmount claimed() {
            long minor = 0;
            for (Line line : lines) {
                minor = Math.addExact(minor, Amounts.minor(line.amount()));
            }
            return Amounts.in(total.getCurrency()).ofMinor(minor);
        }
    }

    /**
     * One line of an invoice.
     *
     * @param number its place on the invoice
     * @param product the programme's code
     * @param quantity above zero
     * @param amount zero or more
     * @param serial of the thing bought; empty where it has none
     */
    public record Line(int number, String product, long quantity, MonetaryAmount amount, String serial) {
        public Line {
            Objects.requireNonNull(serial, "serial");
            if (product.isBlank() || number < 1 || quantity < 1 || Amounts.minor(amount) < 0) {
                throw new IllegalArgumentException("line " + number + " of " + quantity + " '" + product + "' over "
                        + Amounts.text(amount) + ", expected a product, number and quantity above 0 and no debt");
            }
        }
    }

    /** Whether it was received. */
    public boolean exists() {
        return history.size() > 0;
    }

    /**
     * What came in first.
     *
     * @throws IllegalStateException before it was received
     */
    public Receipt receipt() {
        return find(ClaimEvent.Kind.RECEIVE)
                .map(event -> ((ClaimEvent.Received) event.detail()).receipt())
                .orElseThrow(() -> new IllegalStateException("claim has no events, expected its receipt first"));
    }

    /** From 1; one more for each resubmission and each reopening. */
    public int revision() {
        return 1
                + (int) history.toList().stream()
                        .filter(event ->
                                event.kind() == ClaimEvent.Kind.RESUBMIT || event.kind() == ClaimEvent.Kind.REOPEN)
                        .count();
    }

    /** Digest of the document that counts now. */
    public Sha256 document() {
        return find(ClaimEvent.Kind.RESUBMIT)
                .map(event -> ((ClaimEvent.Resubmitted) event.detail()).document())
                .orElseGet(() -> receipt().document());
    }

    /** What is claimed now, as declared. */
    public MonetaryAmount claimed() {
        return find(ClaimEvent.Kind.RESUBMIT)
                .map(event -> ((ClaimEvent.Resubmitted) event.detail()).claimed())
                .orElseGet(() -> receipt().claimed());
    }

    /** What the participant must put right, by document; empty unless it is returned. */
    public SortedMap<String, Deficiency> deficiencies() {
        return status != Status.RETURNED
                ? new TreeMap<>()
                : find(ClaimEvent.Kind.RETURN)
                        .map(event -> ((ClaimEvent.Returned) event.detail()).documents())
                        .orElseGet(TreeMap::new);
    }

    /** What the verified document says; empty before review, and again after a correction or resubmission. */
    public Optional<Content> content() {
        Content content = null;
        for (ClaimEvent event : history.toList()) {
            switch (event.kind()) {
                case REVIEW -> content = ((ClaimEvent.Reviewed) event.detail()).content();
                case CORRECT, RESUBMIT, REOPEN -> content = null;
                default -> {}
            }
        }
        return Optional.ofNullable(content);
    }

    /** Everybody who typed or corrected it, in any revision. */
    public Set<String> keyers() {
        Set<String> keyers = new HashSet<>();
        for (ClaimEvent event : history.toList()) {
            if (event.detail() instanceof ClaimEvent.Keyed || event.detail() instanceof ClaimEvent.Corrected) {
                keyers.add(event.stamp().by().id());
            }
        }
        return keyers;
    }

    /**
     * The claim as clocks and measures see it: PENDING while it is with the participant, SOLVED when it is awarded, rejected, expired or cancelled. Its RESOLUTION
     * clock is ours, its PARTICIPANT_RESPONSE clock the participant's.
     */
    public Ticket asTicket() {
        return ClaimTicket.of(this);
    }

    Optional<ClaimEvent> find(ClaimEvent.Kind kind) {
        ClaimEvent found = null;
        for (ClaimEvent event : history.toList()) {
            found = event.kind() == kind ? event : found;
        }
        return Optional.ofNullable(found);
    }
}
