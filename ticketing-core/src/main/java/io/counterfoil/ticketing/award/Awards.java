package io.counterfoil.ticketing.award;

import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.ledger.Account;
import io.counterfoil.payments.ledger.AccountId;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.ledger.Journal;
import io.counterfoil.payments.ledger.JournalId;
import io.counterfoil.payments.ledger.Ledger;
import io.counterfoil.payments.ledger.Posting;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.ticketing.award.Award.Claimant;
import io.counterfoil.ticketing.award.Award.Cut;
import io.counterfoil.ticketing.award.AwardRules.Cap;
import io.counterfoil.ticketing.award.AwardRules.Rule;
import io.counterfoil.ticketing.claim.Claim;
import io.counterfoil.ticketing.internal.Bookings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;

/**
 * Turns approved claims into awards and awards into journals. Immutable, thread-safe.
 *
 * <p>A journal for each line, with the id {@code award:claim:line:revision}: Dr {@link Role#PROGRAMME_COST} Cr {@link Role#BALANCE} of the participant. A reversal is
 * a posting of opposite sign under {@code :reversed}. What comes after its period was locked is booked today under {@code :late}.
 */
public final class Awards {

    /** The attribute of a journal that says what it did to a participant's balance: an {@link Act} in lower case. */
    public static final String ACT = "act";

    private final AwardRules rules;
    private final AccountMap accounts;

    private Awards(AwardRules rules, AccountMap accounts) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
    }

    /** Awards by these rules in these accounts. */
    public static Awards of(AwardRules rules, AccountMap accounts) {
        return new Awards(rules, accounts);
    }

    /** The parts that accounts play for a programme. */
    public enum Role implements AccountMap.Role {
        /** What awards cost the programme. */
        PROGRAMME_COST("programmeCost", Account.Kind.EXPENSE),
        /** What a participant may redeem; one account for each, {@code BALANCE.of("pat")}, or one for all. */
        BALANCE("balance", Account.Kind.LIABILITY),
        /** What was redeemed and is owed to vendors. */
        REDEEMED("redeemed", Account.Kind.LIABILITY);

        private final String id;
        private final Account.Kind kind;

        Role(String id, Account.Kind kind) {
            this.id = id;
            this.kind = kind;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Account.Kind kind() {
            return kind;
        }
    }

    /** What a journal does to a participant's balance. */
    public enum Act {
        EARNED,
        /** An award was taken back. */
        REVERSED,
        REDEEMED,
        /** A redemption was undone. */
        RESTORED,
        EXPIRED;

        /** As journals say it. */
        public String attribute() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the claim earns beside everything earned before; an award of the same claim in the history is not counted.
     *
     * @throws IllegalArgumentException where the claim is not approved, or is another participant's
     */
    public Award propose(Claim claim, Claimant claimant, AwardHistory history, Instant now) {
        Claim.Receipt receipt = claim.receipt();
        boolean approved = claim.status() == Claim.Status.APPROVED || claim.status() == Claim.Status.AWARDED;
        if (!approved || !receipt.participant().equals(claimant.participant())) {
            throw new IllegalArgumentException("claim " + receipt.id() + " of " + receipt.participant() + " is "
                    + claim.status() + ", expected an approved claim of " + claimant.participant());
        }
        Claim.Content content = claim.content().orElseThrow();
        List<Award.Line> lines = new ArrayList<>();
        Map<Cap, Long> left = new HashMap<>();
        for (Cap cap : rules.caps()) {
            long used = history.usedMinor(cap, claimant, receipt.id());
            left.put(cap, Math.max(0, Math.subtractExact(Amounts.minor(cap.limit()), used)));
        }
        for (Claim.Line line : content.lines()) {
            lines.add(rules.rule(line, content.date(), claimant.tier())
                    .map(rule -> capped(line, rule, content.date(), claimant, left))
                    .orElseGet(() -> without(line, content.date(), claimant)));
        }
        return new Award(receipt.id(), claim.revision(), claimant, content.date(), lines, now);
    }

    private Award.Line without(Claim.Line line, LocalDate date, Claimant claimant) {
        MonetaryAmount nothing =
                Amounts.in(rules.rules().get(0).reward().unit()).zero();
        return new Award.Line(
                line.number(),
                "",
                nothing,
                nothing,
                List.of(Obstacle.of(
                        Cut.NO_RULE,
                        "no rule for " + line.quantity() + " " + line.product() + " on " + date
                                + (claimant.tier().isEmpty() ? "" : " in tier " + claimant.tier()))));
    }

    private static Award.Line capped(
            Claim.Line line, Rule rule, LocalDate date, Claimant claimant, Map<Cap, Long> left) {
        long uncapped = rule.reward().minor(line);
        CurrencyUnit unit = rule.reward().unit();
        long amount = uncapped;
        List<Obstacle> cuts = new ArrayList<>();
        List<Cap> binding = left.keySet().stream()
                .filter(cap -> cap.limit().getCurrency().equals(unit)
                        && cap.period().contains(date)
                        && (cap.scope() != Cap.Scope.HOUSEHOLD
                                || !claimant.household().isEmpty()))
                .sorted((one, two) -> one.scope().compareTo(two.scope()))
                .toList();
        for (Cap cap : binding) {
            long may = Objects.requireNonNull(left.get(cap));
            if (may < uncapped) {
                cuts.add(Obstacle.of(
                        Cut.valueOf(cap.scope().name()),
                        "rule " + rule.id() + " gives "
                                + Amounts.text(Amounts.in(unit).ofMinor(uncapped))
                                + ", the cap of " + Amounts.text(cap.limit()) + " leaves "
                                + Amounts.text(Amounts.in(unit).ofMinor(may))));
            }
            amount = Math.min(amount, may);
        }
        for (Cap cap : binding) {
            left.put(cap, Objects.requireNonNull(left.get(cap)) - amount);
        }
        return new Award.Line(
                line.number(),
                rule.id(),
                Amounts.in(unit).ofMinor(uncapped),
                Amounts.in(unit).ofMinor(amount),
                cuts);
    }

    /** What the award means for the ledger, to look at; lines that earn nothing have no journal. */
    public List<Journal> journals(Award award) {
        List<Journal> journals = new ArrayList<>();
        for (Award.Line line : award.lines()) {
            if (Amounts.minor(line.amount()) > 0) {
                journals.add(journal(award, line, "", award.at(), Act.EARNED)
                        .debit(cost(line.amount()), line.amount())
                        .credit(balance(award.claimant().participant(), line.amount()), line.amount()));
            }
        }
        return List.copyOf(journals);
    }

    /** Books the award, safe to repeat: the answer is the last line's, or the first refusal, or that there was nothing to book. */
    public Posting post(Award award, Ledger ledger, Instant now) {
        return new Bookings(ledger, now).postAll(journals(award));
    }

    /** Books the award back, safe to repeat; lines that were never booked are passed over. */
    public Posting reverse(Award award, Ledger ledger, Instant now) {
        List<Journal> journals = new ArrayList<>();
        for (Award.Line line : award.lines()) {
            Optional<Journal> booked = ledger.journal(JournalId.of(id(award, line)))
                    .or(() -> ledger.journal(JournalId.of(id(award, line) + ":late")));
            if (booked.isPresent()) {
                journals.add(journal(award, line, ":reversed", now, Act.REVERSED)
                        .debit(balance(award.claimant().participant(), line.amount()), line.amount())
                        .credit(cost(line.amount()), line.amount()));
            }
        }
        return new Bookings(ledger, now).postAll(journals);
    }

    /**
     * Takes expired points or money out of a participant's balance, safe to repeat.
     *
     * @param key names this expiry, such as {@code pat-2027-12}
     */
    public Posting expire(PartyId participant, MonetaryAmount amount, String key, Ledger ledger, Instant now) {
        return new Bookings(ledger, now)
                .post(Journal.of("expiry:" + key)
                        .bookedOn(LocalDate.ofInstant(now, rules.zone()))
                        .attribute(ACT, Act.EXPIRED.attribute())
                        .debit(balance(participant, amount), amount)
                        .credit(cost(amount), amount));
    }

    private static String id(Award award, Award.Line line) {
        return "award:" + award.claim() + ":" + line.number() + ":" + award.revision();
    }

    private Journal journal(Award award, Award.Line line, String part, Instant at, Act act) {
        return Journal.of(id(award, line) + part)
                .bookedOn(LocalDate.ofInstant(at, rules.zone()))
                .attribute(ACT, act.attribute())
                .attribute("claim", award.claim())
                .attribute("rule", line.rule());
    }

    private AccountId cost(MonetaryAmount amount) {
        return accounts.of(Role.PROGRAMME_COST, amount.getCurrency());
    }

    private AccountId balance(PartyId participant, MonetaryAmount amount) {
        return accounts.of(Role.BALANCE, participant.value(), amount.getCurrency());
    }
}
