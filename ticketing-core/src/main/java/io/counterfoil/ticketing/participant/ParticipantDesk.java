package io.counterfoil.ticketing.participant;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.DateRange;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.BalanceBasis;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.LedgerEntry;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.award.Awards;
import io.counterfoil.ticketing.participant.ParticipantView.Affairs;
import io.counterfoil.ticketing.participant.ParticipantView.Enrolment;
import io.counterfoil.ticketing.participant.ParticipantView.Points;
import io.counterfoil.ticketing.participant.ParticipantView.PointsKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.money.CurrencyUnit;

/** Puts a participant's page together from the ledger and the host's records. Immutable, thread-safe. */
public final class ParticipantDesk {

    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);

    private final AccountMap accounts;
    private final CurrencyUnit unit;

    private ParticipantDesk(AccountMap accounts, CurrencyUnit unit) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.unit = Objects.requireNonNull(unit, "unit");
    }

    /** Pages with balances in the unit; each participant has a {@link Awards.Role#BALANCE} account of their own. */
    public static ParticipantDesk of(AccountMap accounts, CurrencyUnit unit) {
        return new ParticipantDesk(accounts, unit);
    }

    /**
     * The page as of then.
     *
     * @throws IllegalArgumentException where the participant has no balance account of their own
     */
    public ParticipantView assess(Enrolment enrolment, Affairs affairs, Ledger ledger, AsOf asOf) {
        PartyId participant = enrolment.participant();
        Account account = accounts.find(Awards.Role.BALANCE.of(participant.value()), unit)
                .orElseThrow(() -> new IllegalArgumentException("participant " + participant + " has no balance in "
                        + unit.getCurrencyCode() + "\nMaybe the map lacks account(BALANCE.of(participant), ...)"));
        Map<PointsKind, Long> minor = new EnumMap<>(PointsKind.class);
        Map<PointsKind, List<JournalId>> journals = new EnumMap<>(PointsKind.class);
        ledger.entries(account.id(), DateRange.of(EVER, asOf.effective()))
                .filter(entry -> !entry.recordedAt().isAfter(asOf.knownAt()))
                .forEach(entry -> add(minor, journals, kind(entry), entry));
        ledger.pending(account.id(), asOf, BalanceBasis.BOOKED)
                .forEach(entry -> add(minor, journals, PointsKind.PENDING, entry));
        List<Points> points = new ArrayList<>();
        for (PointsKind kind : PointsKind.values()) {
            points.add(new Points(
                    kind,
                    Amounts.in(unit).ofMinor(minor.getOrDefault(kind, 0L)),
                    journals.getOrDefault(kind, List.of())));
        }
        return ImmutableParticipantView.builder()
                .enrolment(enrolment)
                .asOf(asOf)
                .points(points)
                .available(
                        ledger.balance(account.id(), asOf, BalanceBasis.BOOKED).available())
                .openClaims(affairs.openClaims(participant))
                .openRedemptions(affairs.openRedemptions(participant))
                .openIssues(affairs.openIssues(participant))
                .openTickets(affairs.openTickets())
                .build();
    }

    /** Credits raise what was earned; debits raise what was redeemed, expired or is held. */
    private static void add(
            Map<PointsKind, Long> minor,
            Map<PointsKind, List<JournalId>> journals,
            PointsKind kind,
            LedgerEntry entry) {
        boolean rises = kind == PointsKind.EARNED || kind == PointsKind.OTHER;
        long amount = rises ? -entry.signedMinor() : entry.signedMinor();
        minor.merge(kind, amount, Math::addExact);
        journals.computeIfAbsent(kind, first -> new ArrayList<>()).add(entry.journal());
    }

    private static PointsKind kind(LedgerEntry entry) {
        String act = entry.attributes().getOrDefault(Awards.ACT, "");
        for (Awards.Act known : Awards.Act.values()) {
            if (known.attribute().equals(act)) {
                return switch (known) {
                    case EARNED, REVERSED -> PointsKind.EARNED;
                    case REDEEMED, RESTORED -> PointsKind.REDEEMED;
                    case EXPIRED -> PointsKind.EXPIRED;
                };
            }
        }
        return PointsKind.OTHER;
    }
}
