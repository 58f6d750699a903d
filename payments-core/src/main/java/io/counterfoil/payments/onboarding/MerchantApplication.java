package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A merchant's application, as its events leave it (payments specification PAY-44). Made by folding events. Immutable. */
@Value.Immutable
public interface MerchantApplication extends TableMachine.Fold<MerchantApplicationStatus, MerchantApplicationEvent> {

    /** Where it stands. */
    @Override
    MerchantApplicationStatus status();

    /** Who applies; empty before it is begun. */
    Optional<Applicant> applicant();

    /** The checklist, in its order. */
    List<Item> items();

    /** The keys of the items that were asked for and are not here yet. */
    Set<String> requested();

    /** The last request to the applicant, in words; empty where there was none. */
    @Value.Default
    default String request() {
        return "";
    }

    /** When the applicant was last asked. */
    Optional<Instant> requestedAt();

    /** When the applicant was last reminded of that request. */
    Optional<Instant> remindedAt();

    /** How often the applicant was reminded of that request. */
    @Value.Default
    default int reminders() {
        return 0;
    }

    /** The partner's name; empty where it never went to one. */
    @Value.Default
    default String partner() {
        return "";
    }

    /** What was set up; empty before it is configured. */
    Optional<Setup> setup();

    /** What became of the test transaction; empty before one ran or was waived. */
    Optional<Test> test();

    /** Why it was declined or withdrawn; empty where nobody said. */
    @Value.Default
    default String reason() {
        return "";
    }

    /** When it was begun. */
    Optional<Instant> begunAt();

    /** Since when it has its status. */
    Optional<Instant> since();

    /** What happened. */
    @Override
    History<MerchantApplicationEvent> history();

    /** The item with the key. */
    default Optional<Item> item(String key) {
        return items().stream().filter(item -> item.line().key().equals(key)).findFirst();
    }

    /** Legal form, as far as it decides what must be shown. */
    enum BusinessType {
        SOLE_TRADER,
        PARTNERSHIP,
        CORPORATION,
        NON_PROFIT,
        PUBLIC_BODY
    }

    /**
     * Names an application.
     *
     * @param value the host's id
     */
    record Id(String value) {
        public Id {
            if (value.isBlank()) {
                throw new IllegalArgumentException("application id is blank, expected the host's id");
            }
        }

        /** The application with the id. */
        public static Id of(String value) {
            return new Id(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * A person who owns or signs.
     *
     * @param name as on the identity document
     * @param sharePercent of the business, 0 to 100
     * @param signatory whether he signs for the business
     */
    record Owner(String name, BigDecimal sharePercent, boolean signatory) {
        public Owner {
            name = PanRedactor.redact(name.strip());
            if (name.isEmpty() || sharePercent.signum() < 0 || sharePercent.compareTo(new BigDecimal(100)) > 0) {
                throw new IllegalArgumentException(
                        "owner '" + name + "' of " + sharePercent.toPlainString() + " %, expected a name and 0 to 100");
            }
        }
    }

    /** Who applies, as far as it decides what must be shown. Immutable. */
    @Value.Immutable
    interface Applicant {

        /** Which application. */
        Id id();

        /** The merchant to be. */
        PartyId merchant();

        /** The registered name. */
        String legalName();

        /** Legal form. */
        BusinessType type();

        /** Where it is registered, ISO 3166-1 alpha-2. */
        String jurisdiction();

        /** Owners and signatories. */
        List<Owner> owners();

        /** Whether nobody owns 25 % or more although the owners that are named leave room for one. */
        @Value.Default
        default boolean widelyHeld() {
            return false;
        }

        /** Whether it will take cards. */
        @Value.Default
        default boolean takesCards() {
            return false;
        }

        /** Whether it sells on line. */
        @Value.Default
        default boolean sellsOnline() {
            return false;
        }

        /** Whether it has taken payments before. */
        @Value.Default
        default boolean processedBefore() {
            return false;
        }

        /** What of the business is owned by nobody who is named, in per cent. */
        default BigDecimal unnamedPercent() {
            return owners().stream().map(Owner::sharePercent).reduce(new BigDecimal(100), BigDecimal::subtract);
        }

        /** Whether somebody who owns 25 % or more may be missing: legal forms that have owners, not widely held, a quarter or more unnamed. */
        default boolean mayHideAnOwner() {
            boolean owned = type() != BusinessType.NON_PROFIT && type() != BusinessType.PUBLIC_BODY;
            return owned && !widelyHeld() && unnamedPercent().compareTo(new BigDecimal(25)) >= 0;
        }

        /** Two capitals, a name, somebody who signs, no more than the whole, nobody twice. */
        @Value.Check
        default Applicant check() {
            if (!jurisdiction().matches("[A-Z]{2}") || legalName().isBlank()) {
                throw new IllegalArgumentException("application " + id() + " of '" + legalName() + "' in '"
                        + jurisdiction() + "', expected a name and two capitals such as CA");
            }
            if (owners().stream().noneMatch(Owner::signatory)) {
                throw new IllegalArgumentException("application " + id() + " has no signatory, expected one or more");
            }
            Set<String> names = new HashSet<>();
            owners().forEach(owner -> {
                if (!names.add(owner.name())) {
                    throw new IllegalArgumentException(
                            "application " + id() + " names '" + owner.name() + "' twice, expected each once");
                }
            });
            if (unnamedPercent().signum() < 0) {
                throw new IllegalArgumentException("owners of application " + id() + " hold "
                        + new BigDecimal(100).subtract(unnamedPercent()).toPlainString()
                        + " %, expected 100 at most");
            }
            return PanRedactor.holdsCardData(legalName())
                    ? builder()
                            .from(this)
                            .legalName(PanRedactor.redact(legalName()))
                            .build()
                    : this;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds applicants. Not thread-safe. */
        final class Builder extends ImmutableApplicant.Builder {
            Builder() {}

            /** Which application, by the host's id. */
            public Builder id(String id) {
                id(Id.of(id));
                return this;
            }

            /** The merchant to be, by the host's id. */
            public Builder merchant(String id) {
                merchant(PartyId.of(id));
                return this;
            }

            /** One more owner or signatory. */
            public Builder owner(String name, String sharePercent, boolean signatory) {
                addOwners(new Owner(name, new BigDecimal(sharePercent), signatory));
                return this;
            }
        }
    }

    /** How far an item is. */
    enum ItemState {
        /** Not here yet. */
        PENDING,
        /** Here, to be looked at. */
        RECEIVED,
        /** In order. */
        ACCEPTED,
        /** Not in order, with the reason. */
        REJECTED,
        /** Done without, with who and why. */
        WAIVED,
        /** Was in order for a time that is over. */
        EXPIRED
    }

    /**
     * A document that came in. It stays with the host.
     *
     * @param name the file's name or what it is
     * @param digest of its bytes
     * @param validUntil the last day on which it counts; null where it says none
     */
    record Upload(String name, Sha256 digest, @Nullable LocalDate validUntil) {
        public Upload {
            Objects.requireNonNull(digest, "digest");
            name = PanRedactor.redact(name.strip());
        }

        /** A document that says no last day. */
        public static Upload of(String name, Sha256 digest) {
            return new Upload(name, digest, null);
        }

        /** The same, good until the day. */
        public Upload validUntil(LocalDate day) {
            return new Upload(name, digest, Objects.requireNonNull(day, "day"));
        }
    }

    /**
     * An item of the checklist.
     *
     * @param line what is asked
     * @param state how far it is, as recorded
     * @param upload what came in; null where nothing did
     * @param by who last changed it; empty where nobody did
     * @param reason why it was rejected or waived; may be empty
     * @param goodUntil the last day on which it counts; null for as long as it takes
     */
    record Item(
            Checklist.Line line,
            ItemState state,
            @Nullable Upload upload,
            String by,
            String reason,
            @Nullable LocalDate goodUntil) {

        static Item pending(Checklist.Line line) {
            return new Item(line, ItemState.PENDING, null, "", "", null);
        }

        /** What came in; empty where nothing did. */
        public Optional<Upload> received() {
            return Optional.ofNullable(upload);
        }

        /** The last day on which it counts; empty for as long as it takes. */
        public Optional<LocalDate> countsUntil() {
            return Optional.ofNullable(goodUntil);
        }

        /** How far it is on the day: what was accepted for a time that is over has expired, also before the clock said so. */
        public ItemState stateOn(LocalDate day) {
            return state == ItemState.ACCEPTED && goodUntil != null && day.isAfter(goodUntil)
                    ? ItemState.EXPIRED
                    : state;
        }

        /** Whether nothing is missing on the day: accepted or waived. */
        public boolean isSettledOn(LocalDate day) {
            ItemState now = stateOn(day);
            return now == ItemState.ACCEPTED || now == ItemState.WAIVED;
        }
    }

    /**
     * What a merchant needs before payments flow.
     *
     * @param accounts ledger accounts
     * @param feeSchedule the name of the fee schedule
     * @param singleLimit the most that one payment may be; null where it is not set
     * @param dailyLimit the most that a day's payments may be; null where it is not set
     */
    record Setup(
            List<String> accounts,
            String feeSchedule,
            @Nullable MonetaryAmount singleLimit,
            @Nullable MonetaryAmount dailyLimit) {
        public Setup {
            accounts = List.copyOf(accounts);
            Objects.requireNonNull(feeSchedule, "feeSchedule");
        }
    }

    /**
     * What became of the test transaction.
     *
     * @param passed whether it succeeded, or was waived
     * @param detail its reference, or who waived it and why
     */
    record Test(boolean passed, String detail) {
        public Test {
            detail = PanRedactor.redact(detail);
        }
    }

    /** Whose turn it is. */
    enum Turn {
        APPLICANT,
        REVIEWER,
        PARTNER,
        APPROVER,
        HOST,
        NOBODY
    }

    /**
     * How an application stands at an instant.
     *
     * @param status where it stands
     * @param turn whose turn it is
     * @param ageDays days since it was begun, by the calendar
     * @param daysInStatus days since it has its status
     * @param open the keys of the items that are neither accepted nor waived
     * @param remindOn the day from which the applicant is due a reminder; null where none is
     * @param lapseOn the day from which it lapses; null where it does not
     */
    record Standing(
            MerchantApplicationStatus status,
            Turn turn,
            long ageDays,
            long daysInStatus,
            List<String> open,
            @Nullable LocalDate remindOn,
            @Nullable LocalDate lapseOn) {
        public Standing {
            open = List.copyOf(open);
        }

        /** In one sentence. */
        public String sentence() {
            String days = daysInStatus + (daysInStatus == 1 ? " day" : " days");
            String who = switch (turn) {
                case APPLICANT -> ", the applicant's turn";
                case REVIEWER -> ", the reviewer's turn";
                case PARTNER -> ", the partner's turn";
                case APPROVER -> ", an approver's turn";
                case HOST -> ", our turn";
                case NOBODY -> "";
            };
            return status + " for " + days + who
                    + (open.isEmpty() || turn == Turn.NOBODY ? "" : ": open are " + String.join(", ", open))
                    + (lapseOn == null ? "" : "; lapses on " + lapseOn);
        }
    }
}
