package io.counterfoil.ticketing.award;

import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * What a claim earns, line by line. Immutable.
 *
 * @param claim its id
 * @param revision of the claim
 * @param claimant who earns
 * @param date of the invoice: what periods of rules and caps go by
 * @param lines what each line earns, and why not more
 * @param at when it was proposed
 */
public record Award(String claim, int revision, Claimant claimant, LocalDate date, List<Line> lines, Instant at) {

    public Award {
        Objects.requireNonNull(claimant, "claimant");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(at, "at");
        lines = List.copyOf(lines);
    }

    /** What is earned in all. */
    public Totals total() {
        Totals total = Totals.none();
        for (Line line : lines) {
            total = total.plus(line.amount());
        }
        return total;
    }

    /**
     * Who earns.
     *
     * @param participant whose account
     * @param household whose caps are shared; empty for none
     * @param tier for rules of a tier; empty for none
     */
    public record Claimant(PartyId participant, String household, String tier) {

        public Claimant {
            Objects.requireNonNull(participant, "participant");
            Objects.requireNonNull(household, "household");
            Objects.requireNonNull(tier, "tier");
        }

        /** A participant without household and tier. */
        public static Claimant of(String participant) {
            return new Claimant(PartyId.of(participant), "", "");
        }
    }

    /**
     * What a line earns.
     *
     * @param number of the invoice's line
     * @param rule that was taken; empty where none fits
     * @param uncapped what the rule gives
     * @param amount what is left by the caps
     * @param cuts why it is less; empty where it is not
     */
    public record Line(int number, String rule, MonetaryAmount uncapped, MonetaryAmount amount, List<Obstacle> cuts) {
        public Line {
            Objects.requireNonNull(uncapped, "uncapped");
            Objects.requireNonNull(amount, "amount");
            cuts = List.copyOf(cuts);
        }
    }

    /** Why a line earns less than its rule gives, or nothing. */
    public enum Cut implements Code {
        /** No rule fits product, quantity, date and tier; such a line has no award. */
        NO_RULE,
        /** The participant's cap is reached. */
        PARTICIPANT,
        /** The household's cap is reached. */
        HOUSEHOLD,
        /** The programme's cap is reached. */
        PROGRAMME;

        @Override
        public String id() {
            return "AWARD." + name();
        }
    }
}
