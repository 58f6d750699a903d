package io.counterfoil.payments.returned;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.alert.Alert;
import io.counterfoil.payments.alert.AlertKind;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Refusal;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Command;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Detail;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Event;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Kind;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Said;
import io.counterfoil.payments.returned.ChangeNotices.Notice.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The life of notices of change (PAY-30): received, then applied or refused; until then the next entry to the account or under the mandate is blocked.
 *
 * <p>A change is to be applied within so many banking days of its receipt, or before the next entry if that comes later (Nacha: 6, not confirmed). Immutable,
 * thread-safe.
 */
public final class ChangeNotices extends TableMachine<Status, ChangeNotices.Notice, Command, Event> {

    private static final Lifecycle<Status, Event> TABLE = Lifecycle.startingIn(Status.NEW, Event.class)
            .on(Status.NEW, Kind.RECEIVE.eventName(), Status.RECEIVED)
            .by(Actor.Role.RAIL, Actor.Role.HOST)
            .on(Status.RECEIVED, Kind.APPLY.eventName(), Status.APPLIED)
            .by(Actor.Role.HOST)
            .guard(Finding.DETAILS_MISSING, "the details that its code corrects are supplied")
            .on(Status.RECEIVED, Kind.REFUSE.eventName(), Status.REFUSED)
            .by(Actor.Role.HOST)
            .terminal(Status.APPLIED, Status.REFUSED)
            .build();

    private final BusinessCalendar calendar;
    private final int applyWithinDays;

    private ChangeNotices(BusinessCalendar calendar, int applyWithinDays) {
        this.calendar = calendar;
        this.applyWithinDays = applyWithinDays;
    }

    /** Notices that are to be applied within 6 banking days. */
    public static ChangeNotices standard(BusinessCalendar calendar) {
        return new ChangeNotices(calendar, 6);
    }

    /** The same within so many banking days, 0 or more. */
    public ChangeNotices applyWithin(int bankingDays) {
        if (bankingDays < 0) {
            throw new IllegalArgumentException("apply within " + bankingDays + " banking days, expected 0 or more");
        }
        return new ChangeNotices(calendar, bankingDays);
    }

    /** The last day to apply the notice; empty where nothing was received or it asks for no change. */
    public Optional<LocalDate> applyBy(Notice notice) {
        return notice.notice()
                .filter(Said::asksForChange)
                .map(said -> calendar.plus(said.receivedOn(), applyWithinDays));
    }

    /** Why the next entry must wait; empty where no notice about the account or mandate is open. */
    public Optional<Obstacle> obstacle(Collection<Notice> notices, SubjectRef subject) {
        return notices.stream()
                .filter(Notice::blocksNextEntry)
                .flatMap(notice -> notice.notice().stream())
                .filter(said -> said.subject().equals(subject))
                .findFirst()
                .map(said -> Obstacle.of(
                        Finding.CHANGE_OPEN,
                        "change " + said.code() + " of " + subject + ", received " + said.receivedOn()
                                + ", is not applied: no entry before it is"));
    }

    /**
     * A check that lets no debit pass while a notice about its mandate ({@code mandate:ID}) or its other party ({@code party:ID}) is open, and then asks another.
     *
     * @param notices all or only the open ones, as they stand when an order is judged
     * @param then asked where none is open
     */
    public Payments.MandateCheck blocking(Supplier<Collection<Notice>> notices, Payments.MandateCheck then) {
        return (order, asOf) -> {
            Collection<Notice> now = notices.get();
            return Stream.concat(
                            order.mandate().map(id -> SubjectRef.of("mandate", id.value())).stream(),
                            Stream.of(
                                    SubjectRef.of("party", order.counterparty().value())))
                    .flatMap(subject -> obstacle(now, subject).stream())
                    .findFirst()
                    .map(obstacle -> Refusal.of(obstacle.code(), obstacle.sentence()))
                    .or(() -> then.refusal(order, asOf));
        };
    }

    /** What a person must look at: a change that was not applied in its days, with the same key until it is. */
    public Optional<Alert> alert(Notice notice, AsOf asOf) {
        return applyBy(notice)
                .filter(last -> notice.blocksNextEntry() && asOf.effective().isAfter(last))
                .flatMap(last -> notice.notice()
                        .map(said -> Alert.builder()
                                .kind(AlertKind.CHANGE_NOT_APPLIED)
                                .severity(Diagnostic.Severity.HIGH)
                                .subject(said.subject())
                                .period(said.code() + "/" + said.receivedOn())
                                .evidence(Evidence.of(
                                        Finding.CHANGE_OPEN,
                                        "change " + said.code() + " of " + said.subject() + ", received "
                                                + said.receivedOn() + ", was to be applied by " + last
                                                + (said.confident() ? "" : "; the code is not confirmed")))
                                .raisedAt(asOf.knownAt())
                                .build()));
    }

    @Override
    public Notice initial() {
        return Notice.NEW;
    }

    @Override
    public Notice evolve(Notice notice, Event event) {
        return new Notice(
                TABLE.next(notice.status(), event).orElse(notice.status()),
                event.said() == null ? notice.said() : event.said(),
                notice.history().plus(event));
    }

    @Override
    public Lifecycle<Status, Event> lifecycle() {
        return TABLE;
    }

    @Override
    protected List<Event> events(Notice notice, Command command, Instant now) {
        return List.of(
                new Event(command.kind(), command.said(), command.reason(), History.Stamped.Stamp.of(command, now)));
    }

    @Override
    protected Optional<String> unmet(Notice notice, Event event, Instant now) {
        Said said = notice.notice().orElseThrow();
        Set<Detail> missing = EnumSet.noneOf(Detail.class);
        missing.addAll(said.corrects());
        missing.removeAll(said.supplies());
        if (!missing.isEmpty()) {
            return Optional.of("code " + said.code() + " corrects " + said.corrects() + ", missing " + missing);
        }
        boolean isOpen = said.corrects().isEmpty() && said.rail() != Rail.ACH;
        return isOpen && said.supplies().isEmpty()
                ? Optional.of("code " + said.code() + " came without any new detail")
                : Optional.empty();
    }

    @Override
    protected Evidence evidence(Notice after, List<Event> events) {
        Said said = after.notice().orElseThrow();
        Event event = events.get(0);
        return Evidence.of(
                event.kind(),
                "change " + said.code() + " of " + said.subject() + " is " + after.status()
                        + (event.reason().isEmpty() ? "" : ": " + event.reason()));
    }

    /** What stands in the way. */
    public enum Finding implements Code {
        /** A change is not applied. */
        CHANGE_OPEN,
        /** What the code corrects is not supplied. */
        DETAILS_MISSING;

        @Override
        public String id() {
            return "CHANGE_NOTICE." + name();
        }
    }

    /**
     * A bank's word that details of an account or mandate have changed (PAY-30): an ACH notification of change, a Bacs ADDACS advice, a Canadian notice of change.
     * The fold of its events. Immutable.
     *
     * @param status where it stands
     * @param said what the bank said; null before anything was
     * @param history what happened so far
     */
    public record Notice(Status status, @Nullable Said said, History<Event> history)
            implements TableMachine.Fold<Notice.Status, Notice.Event> {

        static final Notice NEW = new Notice(Status.NEW, null, History.empty());

        /** What the bank said; empty before anything was. */
        public Optional<Said> notice() {
            return Optional.ofNullable(said);
        }

        /** Whether the next entry must wait for it: it was received, asks for a change, and was neither applied nor refused. */
        public boolean blocksNextEntry() {
            return status == Status.RECEIVED
                    && notice().filter(Said::asksForChange).isPresent();
        }

        /** Where it stands. */
        public enum Status implements Code {
            /** Nothing was received yet. */
            NEW,
            /** To be applied. */
            RECEIVED,
            /** The account or mandate has the new details. */
            APPLIED,
            /** Refused: the details are wrong or not ours. */
            REFUSED;

            @Override
            public String id() {
                return "CHANGE_NOTICE." + name();
            }
        }

        /** A detail that may be corrected. */
        public enum Detail implements Code {
            /** Routing number, sort code, transit and institution. */
            ROUTING,
            /** Account number. */
            ACCOUNT,
            /** Kind of account and entry: the transaction code. */
            TRANSACTION_CODE,
            /** Name of the holder. */
            NAME,
            /** The receiver's identification at the originator. */
            INDIVIDUAL_ID;

            @Override
            public String id() {
                return "CHANGED_DETAIL." + name();
            }
        }

        /** What the bank said. Immutable; the number itself is not kept. */
        @Value.Immutable
        public interface Said {

            /** The account or mandate that it is about. */
            SubjectRef subject();

            /** The rail. */
            Rail rail();

            /** The report that carries the code, such as {@code ADDACS}; empty for ACH. */
            @Value.Default
            default String report() {
                return "";
            }

            /** The rail's code, such as {@code C01}. */
            String code();

            /** The day it was received. */
            LocalDate receivedOn();

            /** The new routing. */
            Optional<String> routing();

            /** The new account number, as a token. */
            Optional<BankAccountRef.Token> account();

            /** The last characters of the new number, at most four. */
            @Value.Default
            default String lastFour() {
                return "";
            }

            /** The new transaction code. */
            Optional<String> transactionCode();

            /** The new name. */
            Optional<String> holder();

            /** The new identification. */
            Optional<String> individualId();

            /** Whether it asks for a change: an answer that refuses our own notice (C61 to C69) does not. */
            default boolean asksForChange() {
                return !(rail() == Rail.ACH && code().matches("C6[1-9]"));
            }

            /** What its code corrects; empty where the code leaves open what, or nothing. */
            default Set<Detail> corrects() {
                return rail() == Rail.ACH ? ach(code()) : EnumSet.noneOf(Detail.class);
            }

            /** Whether the code's meaning and layout are tabled and confirmed. */
            default boolean confident() {
                return switch (rail()) {
                    case ACH -> code().matches("C0[1235679]");
                    case BACS -> report().equals("ADDACS") && code().matches("[3CE]");
                    default -> false;
                };
            }

            /** The details that it supplies. */
            default Set<Detail> supplies() {
                Set<Detail> given = EnumSet.noneOf(Detail.class);
                routing().ifPresent(said -> given.add(Detail.ROUTING));
                account().ifPresent(said -> given.add(Detail.ACCOUNT));
                transactionCode().ifPresent(said -> given.add(Detail.TRANSACTION_CODE));
                holder().ifPresent(said -> given.add(Detail.NAME));
                individualId().ifPresent(said -> given.add(Detail.INDIVIDUAL_ID));
                return given;
            }

            /** The account with the new routing and number; as it was where neither is said. */
            default BankAccountRef corrected(BankAccountRef current) {
                return new BankAccountRef(
                        current.country(),
                        routing().orElse(current.routing()),
                        account().isPresent() ? lastFour() : current.lastFour(),
                        account().orElse(current.token()));
            }

            /** Nacha's codes of change; what they leave to be found out, such as a wrong addenda format, corrects no detail. */
            private static Set<Detail> ach(String code) {
                return switch (code) {
                    case "C01" -> EnumSet.of(Detail.ACCOUNT);
                    case "C02", "C08" -> EnumSet.of(Detail.ROUTING);
                    case "C03" -> EnumSet.of(Detail.ROUTING, Detail.ACCOUNT);
                    case "C04" -> EnumSet.of(Detail.NAME);
                    case "C05" -> EnumSet.of(Detail.TRANSACTION_CODE);
                    case "C06" -> EnumSet.of(Detail.ACCOUNT, Detail.TRANSACTION_CODE);
                    case "C07" -> EnumSet.of(Detail.ROUTING, Detail.ACCOUNT, Detail.TRANSACTION_CODE);
                    case "C09" -> EnumSet.of(Detail.INDIVIDUAL_ID);
                    default -> EnumSet.noneOf(Detail.class);
                };
            }

            /** No blank code, no number in the last four, no card number in a text. */
            @Value.Check
            default void check() {
                if (code().isBlank() || lastFour().length() > 4) {
                    throw new IllegalArgumentException("notice of change about " + subject() + " with code '" + code()
                            + "' and " + lastFour().length()
                            + " last characters, expected a code and at most 4 characters");
                }
                for (Optional<String> text :
                        java.util.List.of(holder(), individualId(), routing(), transactionCode())) {
                    if (text.filter(said -> !PanRedactor.redact(said).equals(said))
                            .isPresent()) {
                        throw new IllegalArgumentException(
                                "notice of change about " + subject() + " holds a card number, expected none");
                    }
                }
            }

            /** A new builder. */
            static Builder builder() {
                return new Builder();
            }

            /** Builds notices. Not thread-safe. */
            final class Builder extends ImmutableSaid.Builder {
                Builder() {}
            }
        }

        /** What happens to a notice; {@link #eventName()} is the table's word. */
        public enum Kind implements Code {
            /** It came. */
            RECEIVE("receive"),
            /** The account or mandate has the new details. */
            APPLY("apply"),
            /** It is refused. */
            REFUSE("refuse");

            private final String eventName;

            Kind(String eventName) {
                this.eventName = eventName;
            }

            /** As the table writes it. */
            public String eventName() {
                return eventName;
            }

            @Override
            public String id() {
                return "CHANGE_NOTICE_EVENT." + name();
            }
        }

        /**
         * What can be asked of a notice.
         *
         * @param kind of event
         * @param said with RECEIVE; null otherwise
         * @param reason with REFUSE; empty otherwise; card numbers are taken out
         * @param by who asks
         * @param key the caller's or the rail's name for it
         */
        public record Command(Kind kind, @Nullable Said said, String reason, Actor by, IdempotencyKey key)
                implements io.counterfoil.payments.lifecycle.Command {

            public Command {
                reason = PanRedactor.redact(reason);
                if ((kind == Kind.RECEIVE) != (said != null) || (kind == Kind.REFUSE) == reason.isBlank()) {
                    throw new IllegalArgumentException(
                            kind
                                    + " of a notice of change, expected what was said with RECEIVE, a reason with REFUSE alone");
                }
            }

            /** It came from the bank. */
            public static Command receive(Said said, Actor by, String key) {
                return new Command(Kind.RECEIVE, Objects.requireNonNull(said, "said"), "", by, IdempotencyKey.of(key));
            }

            /** The account or mandate has the new details. */
            public static Command apply(Actor by, String key) {
                return new Command(Kind.APPLY, null, "", by, IdempotencyKey.of(key));
            }

            /** The details are wrong or not ours. */
            public static Command refuse(String reason, Actor by, String key) {
                return new Command(Kind.REFUSE, null, reason, by, IdempotencyKey.of(key));
            }

            @Override
            public Sha256 body() {
                return words().digest();
            }

            @Override
            public Words words() {
                Words asked = Words.of("kind", kind).and("reason", reason);
                Said told = said;
                return told == null
                        ? asked
                        : asked.and("subject", told.subject())
                                .and("rail", told.rail())
                                .and("report", told.report())
                                .and("code", told.code())
                                .and("receivedOn", told.receivedOn())
                                .and("routing", told.routing())
                                .and("account", told.account().map(BankAccountRef.Token::value))
                                .and("lastFour", told.lastFour())
                                .and("transactionCode", told.transactionCode())
                                .and("holder", told.holder())
                                .and("individualId", told.individualId());
            }
        }

        /**
         * What happened to a notice.
         *
         * @param kind what
         * @param said with RECEIVE
         * @param reason with REFUSE
         * @param stamp of the command
         */
        public record Event(Kind kind, @Nullable Said said, String reason, History.Stamped.Stamp stamp)
                implements History.Stamped, Lifecycle.Named {
            @Override
            public String eventName() {
                return kind.eventName();
            }
        }
    }
}
