package io.counterfoil.payments.returned;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.lifecycle.Stamped;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A bank's word that details of an account or mandate have changed (PAY-30): an ACH notification of change, a Bacs ADDACS advice, a Canadian notice of change.
 * The fold of its events. Immutable.
 *
 * @param status where it stands
 * @param said what the bank said; null before anything was
 * @param history what happened so far
 */
public record ChangeNotice(Status status, @Nullable Said said, History<Event> history) {

    static final ChangeNotice NEW = new ChangeNotice(Status.NEW, null, History.empty());

    /** What the bank said; empty before anything was. */
    public Optional<Said> notice() {
        return Optional.ofNullable(said);
    }

    /** Whether the next entry must wait for it: it was received, asks for a change, and was neither applied nor refused. */
    public boolean blocksNextEntry() {
        return status == Status.RECEIVED && notice().filter(Said::asksForChange).isPresent();
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
            for (Optional<String> text : java.util.List.of(holder(), individualId(), routing(), transactionCode())) {
                if (text.filter(said -> !PanRedactor.redact(said).equals(said)).isPresent()) {
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
                throw new IllegalArgumentException(kind
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
            Said told = said;
            return told == null
                    ? Sha256.ofFields(kind, reason)
                    : Sha256.ofFields(
                            kind,
                            told.subject(),
                            told.rail(),
                            told.report(),
                            told.code(),
                            told.receivedOn(),
                            told.routing(),
                            told.account().map(BankAccountRef.Token::value),
                            told.lastFour(),
                            told.transactionCode(),
                            told.holder(),
                            told.individualId());
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
    public record Event(Kind kind, @Nullable Said said, String reason, Stamped.Stamp stamp)
            implements Stamped, Lifecycle.Named {
        @Override
        public String eventName() {
            return kind.eventName();
        }
    }
}
