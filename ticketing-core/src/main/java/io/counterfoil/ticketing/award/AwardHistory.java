package io.counterfoil.ticketing.award;

import io.counterfoil.payments.money.Amounts;
import io.counterfoil.ticketing.award.Award.Claimant;
import io.counterfoil.ticketing.award.AwardRules.Cap;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was awarded so far, one award a claim; a reversed one counts no more. Immutable, thread-safe. */
public final class AwardHistory {

    private static final AwardHistory NONE = new AwardHistory(new TreeMap<>());

    private final SortedMap<String, Award> awards;

    private AwardHistory(SortedMap<String, Award> awards) {
        this.awards = Collections.unmodifiableSortedMap(awards);
    }

    /** Nothing yet. */
    public static AwardHistory none() {
        return NONE;
    }

    /** These awards; of one claim the last given. */
    public static AwardHistory of(Collection<Award> awards) {
        SortedMap<String, Award> byClaim = new TreeMap<>();
        awards.forEach(award -> byClaim.put(award.claim(), award));
        return new AwardHistory(byClaim);
    }

    /** With one more, in the place of an earlier one of the same claim. */
    public AwardHistory plus(Award award) {
        SortedMap<String, Award> more = new TreeMap<>(awards);
        more.put(award.claim(), award);
        return new AwardHistory(more);
    }

    /** Without the award of a claim: it was reversed. */
    public AwardHistory without(String claim) {
        SortedMap<String, Award> fewer = new TreeMap<>(awards);
        fewer.remove(claim);
        return new AwardHistory(fewer);
    }

    /** The awards, by claim. */
    public Collection<Award> awards() {
        return awards.values();
    }

    /** Minor units that count against the cap for the claimant, of every claim but this one. */
    long usedMinor(Cap cap, Claimant claimant, String butClaim) {
        long used = 0;
        for (Award award : awards.values()) {
            if (!award.claim().equals(butClaim)
                    && cap.period().contains(award.date())
                    && shares(cap.scope(), claimant, award.claimant())) {
                used = Math.addExact(
                        used, Amounts.minor(award.total().in(cap.limit().getCurrency())));
            }
        }
        return used;
    }

    private static boolean shares(Cap.Scope scope, Claimant one, Claimant other) {
        return switch (scope) {
            case PARTICIPANT -> one.participant().equals(other.participant());
            case HOUSEHOLD -> !one.household().isEmpty() && one.household().equals(other.household());
            case PROGRAMME -> true;
        };
    }
}
