package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.onboarding.MerchantApplication.Applicant;
import io.counterfoil.payments.onboarding.MerchantApplication.BusinessType;
import io.counterfoil.payments.onboarding.MerchantApplication.Owner;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What an applicant must show, by type of business and jurisdiction: templates that become the items of one application (payments specification 4.13). Immutable.
 */
public final class Checklist {

    private final List<Requirement> requirements;

    private Checklist(List<Requirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * The templates of the house: registration, ownership from 25 %, identity of signatories and of such owners, bank proof, processing history, website and refund
     * policy, PCI self-assessment; the wording of Canada, the United Kingdom and elsewhere. A start, not legal advice: a host adds, replaces and removes.
     */
    public static Checklist standard() {
        return new Checklist(StandardRequirements.all());
    }

    /** Templates of the host's own, in their order. */
    public static Checklist of(List<Requirement> requirements) {
        return new Checklist(requirements);
    }

    /** These templates with one more; one of the same code, types and jurisdictions is replaced. */
    public Checklist with(Requirement requirement) {
        List<Requirement> next = new ArrayList<>(requirements);
        next.removeIf(old -> old.code().equals(requirement.code())
                && old.types().equals(requirement.types())
                && old.jurisdictions().equals(requirement.jurisdictions()));
        next.add(requirement);
        return new Checklist(next);
    }

    /** These templates without those of the code. */
    public Checklist without(String code) {
        return new Checklist(
                requirements.stream().filter(old -> !old.code().equals(code)).toList());
    }

    /** The templates, in order. */
    public List<Requirement> requirements() {
        return requirements;
    }

    /**
     * What the applicant must show. Of several templates with one code that fit, the one that names the jurisdiction goes before one for everywhere, and one that names
     * the type before one for all.
     */
    public List<Line> linesFor(Applicant applicant) {
        Map<String, Requirement> chosen = new LinkedHashMap<>();
        for (Requirement requirement : requirements) {
            if (requirement.fits(applicant)) {
                chosen.merge(requirement.code(), requirement, (old, next) -> next.weight() > old.weight() ? next : old);
            }
        }
        List<Line> lines = new ArrayList<>();
        for (Requirement requirement : chosen.values()) {
            if (requirement.per() == Per.BUSINESS) {
                lines.add(requirement.line(requirement.code(), requirement.title()));
            } else {
                applicant.owners().stream()
                        .filter(requirement.per()::concerns)
                        .forEach(owner -> lines.add(requirement.line(
                                requirement.code() + ":" + owner.name(), requirement.title() + ", " + owner.name())));
            }
        }
        return lines;
    }

    /** For whom an item is asked. */
    public enum Per {
        /** Once. */
        BUSINESS,
        /** Of each person who signs, and of each who owns 25 % or more. */
        SIGNATORY_OR_OWNER,
        /** Of each person who owns 25 % or more. */
        OWNER;

        private static final BigDecimal QUARTER = new BigDecimal(25);

        boolean concerns(Owner owner) {
            return isBigOwner(owner) || (this == SIGNATORY_OR_OWNER && owner.signatory());
        }

        static boolean isBigOwner(Owner owner) {
            return owner.sharePercent().compareTo(QUARTER) >= 0;
        }
    }

    /** When an item is asked at all. */
    public enum When {
        ALWAYS,
        /** The merchant takes cards. */
        TAKES_CARDS,
        /** The merchant sells on line. */
        SELLS_ONLINE,
        /** The merchant has taken payments before. */
        PROCESSED_BEFORE
    }

    /**
     * An item of one application.
     *
     * @param key names it within the application: the code, and for a person's item a colon and the name
     * @param title what is asked, in words
     * @param beforeSubmit whether it must be there before the application is submitted
     * @param validMonths how long a document counts where it says no end itself; 0 for as long as it takes
     * @param waivable whether a person may do without it
     */
    public record Line(String key, String title, boolean beforeSubmit, int validMonths, boolean waivable) {
        public Line {
            if (key.isBlank() || title.isBlank() || validMonths < 0) {
                throw new IllegalArgumentException("checklist line '" + key + "' '" + title + "' of " + validMonths
                        + " months, expected a key, a title and no month below 0");
            }
        }
    }

    /** A template of an item. Immutable. */
    @Value.Immutable
    public interface Requirement {

        /** Stable, in capitals, such as {@code BANK_PROOF}. */
        String code();

        /** What is asked, in words. */
        String title();

        /** For whom. */
        @Value.Default
        default Per per() {
            return Per.BUSINESS;
        }

        /** When. */
        @Value.Default
        default When when() {
            return When.ALWAYS;
        }

        /** Of which types of business; of all where it is empty. */
        Set<BusinessType> types();

        /** In which countries, ISO 3166-1 alpha-2; everywhere where it is empty. */
        Set<String> jurisdictions();

        /** Whether it must be there before the application is submitted. */
        @Value.Default
        default boolean beforeSubmit() {
            return true;
        }

        /** How many months a document counts where it says no end itself; 0 for as long as it takes. */
        @Value.Default
        default int validMonths() {
            return 0;
        }

        /** Whether a person may do without it. */
        @Value.Default
        default boolean waivable() {
            return true;
        }

        /** A code in capitals, no colon. */
        @Value.Check
        default void check() {
            if (!code().matches("[A-Z][A-Z0-9_]*") || validMonths() < 0) {
                throw new IllegalArgumentException("requirement '" + code() + "' of " + validMonths()
                        + " months, expected capitals, digits and underscores, and no month below 0");
            }
        }

        /** Whether it is asked of the applicant. */
        default boolean fits(Applicant applicant) {
            boolean now = switch (when()) {
                case ALWAYS -> true;
                case TAKES_CARDS -> applicant.takesCards();
                case SELLS_ONLINE -> applicant.sellsOnline();
                case PROCESSED_BEFORE -> applicant.processedBefore();
            };
            return now
                    && (types().isEmpty() || types().contains(applicant.type()))
                    && (jurisdictions().isEmpty() || jurisdictions().contains(applicant.jurisdiction()));
        }

        /** How exactly it names its applicants. */
        private int weight() {
            return (jurisdictions().isEmpty() ? 0 : 2) + (types().isEmpty() ? 0 : 1);
        }

        private Line line(String key, String title) {
            return new Line(key, title, beforeSubmit(), validMonths(), waivable());
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds templates. Not thread-safe. */
        final class Builder extends ImmutableRequirement.Builder {
            Builder() {}
        }
    }
}
