package io.counterfoil.ticketing.participant;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.redemption.RedemptionIssue;
import io.counterfoil.ticketing.redemption.SpecialRedemption;
import io.counterfoil.ticketing.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** A participant's account as a person at the desk needs it. Immutable. */
@Value.Immutable
public interface ParticipantView {

    /** Who, and how their account stands. */
    Enrolment enrolment();

    /** What keeps them from using it, gravest first. */
    default Set<Problem> problems() {
        return enrolment().problems();
    }

    /** As of when. */
    AsOf asOf();

    /** Every figure of the balance, in the order of {@link PointsKind}. */
    List<Points> points();

    /** What may be redeemed now: the balance less what is held. */
    MonetaryAmount available();

    /** Claims that wait for somebody, with us or with the participant. */
    List<Claim> openClaims();

    /** Special redemptions on their way. */
    List<SpecialRedemption> openRedemptions();

    /** Trouble with redemptions that is not settled. */
    List<RedemptionIssue> openIssues();

    /** Tickets that are not solved. */
    List<Ticket> openTickets();

    /** The figure of the kind. */
    default Points points(PointsKind kind) {
        return points().stream()
                .filter(points -> points.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("view has no figure " + kind));
    }

    /** The page. */
    default Document toDocument() {
        Document.Builder page =
                Document.titled("Participant " + enrolment().participant()).subtitle("as of " + asOf().effective());
        for (Problem problem : problems()) {
            page.callout(Document.Tone.CAUTION, problem.title(), String.join("; ", problem.checklist()));
        }
        Table.Builder figures = Table.titled("Points")
                .text("kind", "Figure")
                .text("amount", "Amount")
                .number("journals", "Journals");
        for (Points figure : points()) {
            figures.row(
                    figure.kind().name(),
                    figure.kind().name().toLowerCase(Locale.ROOT),
                    Amounts.text(figure.amount()),
                    figure.journals().size());
        }
        figures.row("AVAILABLE", "available", Amounts.text(available()), 0);
        return page.table(figures.build()).table(open()).build();
    }

    private Table open() {
        Table.Builder table = Table.titled("Open").text("id", "What").text("status", "Status");
        openClaims().forEach(claim -> row(table, "claim " + claim.receipt().id(), claim.status()));
        openRedemptions()
                .forEach(wish ->
                        row(table, "redemption " + wish.request().orElseThrow().id(), wish.status()));
        openIssues()
                .forEach(issue ->
                        row(table, "issue " + issue.report().orElseThrow().id(), issue.status()));
        openTickets().forEach(ticket -> row(table, "ticket " + ticket.id(), ticket.status()));
        return table.build();
    }

    private static void row(Table.Builder table, String what, Enum<?> status) {
        table.row(what, what, status.name());
    }

    /** What a figure of the balance counts. */
    enum PointsKind {
        /** Awards less their reversals. */
        EARNED,
        /** Held for redemptions on their way; still in the balance. */
        PENDING,
        /** Redemptions less what was given back. */
        REDEEMED,
        EXPIRED,
        /** What else was booked, such as an opening balance. */
        OTHER
    }

    /**
     * One figure with its journals.
     *
     * @param kind what it counts
     * @param amount positive in its own sense; OTHER as it changed the balance
     * @param journals in the order of booking
     */
    record Points(PointsKind kind, MonetaryAmount amount, List<JournalId> journals) {
        public Points {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(amount, "amount");
            journals = List.copyOf(journals);
        }
    }

    /** What keeps a participant from using the account, gravest first, each with what to do. */
    enum Problem implements Code {
        NOT_ENROLLED("Not enrolled", "look for another spelling or an earlier address", "send the enrolment form"),
        SUSPENDED("Suspended", "read the reason of the suspension", "refer to the programme's integrity team"),
        LOCKED(
                "Log-in locked",
                "confirm who calls by two facts of the enrolment",
                "look for log-ins from elsewhere",
                "unlock",
                "ask for a new password"),
        WRONG_ADDRESS(
                "Address wrong",
                "confirm who calls by two facts of the enrolment",
                "take the new address",
                "send a new verification",
                "look for mail and rewards sent to the old address"),
        UNVERIFIED("Address not verified", "confirm the address", "send the verification again", "check after one day"),
        NOT_ACTIVATED("Not activated", "explain the activation", "send the activation link again");

        private final String title;

        @SuppressWarnings("ImmutableEnumChecker") // List.of; the checker knows annotated types only
        private final List<String> checklist;

        Problem(String title, String... checklist) {
            this.title = title;
            this.checklist = List.of(checklist);
        }

        /** For people. */
        public String title() {
            return title;
        }

        /** What to do, in order. */
        public List<String> checklist() {
            return checklist;
        }

        @Override
        public String id() {
            return "PARTICIPANT." + name();
        }
    }

    /** How the account stands, as the host's membership system knows it. Immutable. */
    @Value.Immutable
    interface Enrolment {

        /** Who. */
        PartyId participant();

        /** When they enrolled. */
        Optional<Instant> enrolledAt();

        /** When they activated the account. */
        Optional<Instant> activatedAt();

        /** When their address was verified. */
        Optional<Instant> verifiedAt();

        /** Since when the log-in is locked; empty where it is not. */
        Optional<Instant> lockedAt();

        /** When mail last came back, if not verified again since. */
        Optional<Instant> mailReturnedAt();

        /** Since when the participant is suspended; empty where they are not. */
        Optional<Instant> suspendedAt();

        /** What keeps them from using the account, gravest first. */
        default Set<Problem> problems() {
            Set<Problem> problems = EnumSet.noneOf(Problem.class);
            suspendedAt().ifPresent(at -> problems.add(Problem.SUSPENDED));
            lockedAt().ifPresent(at -> problems.add(Problem.LOCKED));
            boolean returned = mailReturnedAt()
                    .filter(at -> verifiedAt().filter(at::isBefore).isEmpty())
                    .isPresent();
            if (enrolledAt().isEmpty()) {
                problems.add(Problem.NOT_ENROLLED);
            } else {
                if (returned) {
                    problems.add(Problem.WRONG_ADDRESS);
                } else if (verifiedAt().isEmpty()) {
                    problems.add(Problem.UNVERIFIED);
                }
                if (activatedAt().isEmpty()) {
                    problems.add(Problem.NOT_ACTIVATED);
                }
            }
            return problems;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds enrolments. Not thread-safe. */
        final class Builder extends ImmutableEnrolment.Builder {
            Builder() {}

            /** Who. */
            public Builder participant(String id) {
                return participant(PartyId.of(id));
            }
        }
    }

    /**
     * What the host has of participants; what belongs to others is passed over, tickets are taken as given.
     *
     * @param claims of any status
     * @param redemptions special ones, of any status
     * @param issues of any status
     * @param tickets the participant's, of any status
     */
    record Affairs(
            List<Claim> claims,
            List<SpecialRedemption> redemptions,
            List<RedemptionIssue> issues,
            List<Ticket> tickets) {

        public Affairs {
            claims = List.copyOf(claims);
            redemptions = List.copyOf(redemptions);
            issues = List.copyOf(issues);
            tickets = List.copyOf(tickets);
        }

        List<Claim> openClaims(PartyId participant) {
            return claims.stream()
                    .filter(claim -> claim.receipt().participant().equals(participant)
                            && (claim.status().isWork() || claim.status() == Claim.Status.RETURNED))
                    .toList();
        }

        List<SpecialRedemption> openRedemptions(PartyId participant) {
            List<SpecialRedemption> open = new ArrayList<>();
            for (SpecialRedemption wish : redemptions) {
                boolean over = wish.status() == SpecialRedemption.Status.FULFILLED
                        || wish.status() == SpecialRedemption.Status.CANCELLED;
                if (!over && wish.request().orElseThrow().participant().equals(participant)) {
                    open.add(wish);
                }
            }
            return open;
        }

        List<RedemptionIssue> openIssues(PartyId participant) {
            List<RedemptionIssue> open = new ArrayList<>();
            for (RedemptionIssue issue : issues) {
                boolean over = issue.status() == RedemptionIssue.Status.RESOLVED
                        || issue.status() == RedemptionIssue.Status.WITHDRAWN;
                if (!over && issue.report().orElseThrow().participant().equals(participant)) {
                    open.add(issue);
                }
            }
            return open;
        }

        List<Ticket> openTickets() {
            return tickets.stream().filter(ticket -> ticket.status().isOpen()).toList();
        }
    }
}
