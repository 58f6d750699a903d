package io.counterfoil.ticketing.redemption;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.ticketing.clock.ClockKind;
import io.counterfoil.ticketing.ticket.CloseReason;
import io.counterfoil.ticketing.ticket.Intake;
import io.counterfoil.ticketing.ticket.Ticket;
import io.counterfoil.ticketing.ticket.TicketEvent;
import io.counterfoil.ticketing.ticket.TicketId;
import io.counterfoil.ticketing.ticket.Tickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;

/**
 * Trouble with a redemption as its events have made it. Immutable, thread-safe.
 *
 * @param status where it stands
 * @param history every event, oldest first
 */
public record RedemptionIssue(Status status, History<Event> history)
        implements TableMachine.Fold<RedemptionIssue.Status, RedemptionIssue.Event> {

    /** Where it stands. */
    public enum Status {
        REPORTED,
        /** The vendor's clock runs. */
        WITH_VENDOR,
        ANSWERED,
        /** A remedy waits for approval. */
        PROPOSED,
        /** A remedy is decided and under way. */
        DECIDED,
        RESOLVED,
        WITHDRAWN
    }

    /** What went wrong (ticketing codes, {@code redemptionIssues}). */
    public enum Trouble {
        NOT_DELIVERED,
        DELIVERED_DAMAGED,
        WRONG_ITEM,
        CODE_NOT_WORKING,
        CODE_ALREADY_USED,
        OUT_OF_STOCK,
        ADDRESS_WRONG,
        POINTS_NOT_DEDUCTED,
        POINTS_DEDUCTED_TWICE,
        RETURN_REQUESTED,
        VENDOR_NO_ANSWER
    }

    /**
     * What was reported.
     *
     * @param id names the issue for ever
     * @param redemption the redemption; its points are restored once, however many issues it has
     * @param participant whose
     * @param vendor who delivers
     * @param trouble what went wrong
     * @param value what was redeemed, in points or money, above zero
     */
    public record Report(
            String id, String redemption, PartyId participant, String vendor, Trouble trouble, MonetaryAmount value) {

        public Report {
            Objects.requireNonNull(participant, "participant");
            Objects.requireNonNull(trouble, "trouble");
            if (id.isBlank() || redemption.isBlank() || vendor.isBlank() || Amounts.minor(value) <= 0) {
                throw new IllegalArgumentException("issue '" + id + "' of redemption '" + redemption + "' at vendor '"
                        + vendor + "' over " + Amounts.text(value) + ", expected no blank and more than 0");
            }
        }

        /** The subject of a ticket about it. */
        public SubjectRef subject() {
            return SubjectRef.of("redemption-issue", id);
        }
    }

    /**
     * What is done about it.
     *
     * @param act which way
     * @param amount given back; zero where goods are sent or nothing is done
     */
    public record Remedy(Act act, MonetaryAmount amount) {

        public Remedy {
            Objects.requireNonNull(act, "act");
            if (act.givesBack ? Amounts.minor(amount) <= 0 : Amounts.minor(amount) != 0) {
                throw new IllegalArgumentException("remedy " + act + " gives back " + Amounts.text(amount)
                        + ", expected " + (act.givesBack ? "more than 0" : "0"));
            }
        }

        /** The ways. */
        public enum Act {
            RESEND(false),
            REPLACE(false),
            /** Points go back to the participant. */
            RE_CREDIT(true),
            /** Money goes back; the host pays it. */
            REFUND(true),
            REJECT(false);

            private final boolean givesBack;

            Act(boolean givesBack) {
                this.givesBack = givesBack;
            }
        }
    }

    /** What was reported; empty before. */
    public Optional<Report> report() {
        return find(Kind.REPORT).map(event -> ((Reported) event.detail()).report());
    }

    /** The remedy that was decided or waits for approval; empty while there is none. */
    public Optional<Remedy> remedy() {
        Remedy remedy = null;
        for (Event event : history.toList()) {
            remedy = event.kind() == Kind.REFUSE
                    ? null
                    : event.detail() instanceof Decided decided ? decided.remedy() : remedy;
        }
        return Optional.ofNullable(remedy);
    }

    /**
     * The issue as clocks see it: the vendor has it in the pause {@link ClockKind#VENDOR}, it is SOLVED when it is resolved or withdrawn. Its VENDOR_RESPONSE clock is
     * the vendor's.
     */
    public Ticket asTicket() {
        List<TicketEvent> log = new ArrayList<>();
        for (Event event : history.toList()) {
            TicketEvent.Occurrence at = new TicketEvent.Occurrence(
                    event.stamp(), log.size(), event.stamp().at());
            switch (event.kind()) {
                case REPORT -> {
                    Report report = ((Reported) event.detail()).report();
                    log.add(new TicketEvent.Opened(
                            at,
                            Intake.builder()
                                    .id(TicketId.of(report.id()))
                                    .subject(report.subject())
                                    .title(report.trouble() + " " + report.redemption())
                                    .build()));
                }
                case SEND -> log.add(new TicketEvent.PauseBegun(at, ClockKind.VENDOR));
                case ANSWER -> log.add(new TicketEvent.PauseEnded(at, ClockKind.VENDOR));
                case COMPLETE -> log.add(new TicketEvent.Solved(at, CloseReason.SOLVED, ""));
                case WITHDRAW -> log.add(new TicketEvent.Solved(at, CloseReason.WITHDRAWN, ""));
                default -> {}
            }
        }
        return Tickets.standard().fold(log);
    }

    Optional<Event> find(Kind kind) {
        return history.toList().stream().filter(event -> event.kind() == kind).findFirst();
    }

    /** The events. */
    public enum Kind {
        REPORT(Reported.class),
        SEND(Noted.class),
        ANSWER(Noted.class),
        /** A remedy within the limit. */
        DECIDE(Decided.class),
        /** A remedy above the limit. */
        PROPOSE(Decided.class),
        APPROVE(Noted.class),
        REFUSE(Noted.class),
        COMPLETE(Noted.class),
        WITHDRAW(Noted.class);

        private final Class<? extends Detail> says;

        Kind(Class<? extends Detail> says) {
            this.says = says;
        }

        void requireDetail(Detail detail) {
            if (!says.isInstance(detail)) {
                throw new IllegalArgumentException(
                        this + " says " + detail.getClass().getSimpleName() + ", expected " + says.getSimpleName());
            }
        }
    }

    /** What is said beside the kind. */
    public sealed interface Detail {
        /** Tells a repetition from another fact. */
        Sha256 digest();
    }

    /** What was reported. */
    public record Reported(Report report) implements Detail {
        @Override
        public Sha256 digest() {
            return Sha256.ofFields(
                    report.id(),
                    report.redemption(),
                    report.participant(),
                    report.vendor(),
                    report.trouble(),
                    report.value());
        }
    }

    /** What is done. */
    public record Decided(Remedy remedy) implements Detail {
        @Override
        public Sha256 digest() {
            return Sha256.ofFields(remedy.act(), remedy.amount());
        }
    }

    /** Words, redacted; may be empty. */
    public record Noted(String text) implements Detail {
        public Noted {
            text = PanRedactor.redact(text);
        }

        @Override
        public Sha256 digest() {
            return Sha256.ofFields(text);
        }
    }

    /**
     * Something that happened.
     *
     * @param kind what
     * @param detail what is said with it
     * @param stamp who, when, under which key
     */
    public record Event(Kind kind, Detail detail, History.Stamped.Stamp stamp)
            implements History.Stamped, Lifecycle.Named {
        public Event {
            kind.requireDetail(detail);
            Objects.requireNonNull(stamp, "stamp");
        }

        @Override
        public String eventName() {
            return Lifecycle.Named.of(kind);
        }
    }
}
