package io.counterfoil.payments.verification;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.AccountNumberCheck;
import io.counterfoil.payments.account.AccountNumberCheck.InstitutionDirectory.Branch;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.TableMachine;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The verification of one client's account, as its events leave it (payments specification PAY-12). Made by folding events. Immutable. */
@Value.Immutable
public interface AccountVerification extends TableMachine.Fold<AccountVerificationStatus, AccountVerificationEvent> {

    /** Where it stands. */
    @Override
    AccountVerificationStatus status();

    /** Which verification; empty before a document is submitted. */
    Optional<Id> id();

    /** What the client says. */
    Optional<Claim> claim();

    /** The document that is to prove it. */
    Optional<Paper> paper();

    /** What was found when the document was checked. */
    Optional<Review> review();

    /** The day on which prenote or deposits were sent. */
    Optional<LocalDate> sentOn();

    /** Stands for the two amounts that were deposited. */
    Optional<Sha256> deposits();

    /** How often wrong amounts were told. */
    @Value.Default
    default int attempts() {
        return 0;
    }

    /** The day on which the account was verified; empty where it is not. */
    Optional<LocalDate> verifiedOn();

    /** The last day on which the verification holds; empty where it does not. */
    Optional<LocalDate> validThrough();

    /** Why it was refused, returned, revoked or asked for again; empty where nobody said. */
    @Value.Default
    default String reason() {
        return "";
    }

    /** What happened. */
    @Override
    History<AccountVerificationEvent> history();

    /** Whether the account may be used on the day. */
    default boolean holdsOn(LocalDate day) {
        return status() == AccountVerificationStatus.VERIFIED
                && validThrough().map(last -> !day.isAfter(last)).orElse(false);
    }

    /**
     * Names a verification.
     *
     * @param value the host's id
     */
    record Id(String value) {
        public Id {
            if (value.isBlank()) {
                throw new IllegalArgumentException("verification id is blank, expected the host's id");
            }
        }

        /** The verification with the id. */
        public static Id of(String value) {
            return new Id(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * What a client says of an account: that it is his.
     *
     * @param client who
     * @param holder the name in which the account is held, as the form has it
     * @param account the account, without its number
     */
    record Claim(PartyId client, String holder, BankAccountRef account) {

        public Claim {
            Objects.requireNonNull(client, "client");
            Objects.requireNonNull(account, "account");
            holder = PanRedactor.redact(holder.strip());
            if (holder.isEmpty()) {
                throw new IllegalArgumentException("account holder is blank, expected a name");
            }
        }

        /** A claim to the account, whose number is not kept. */
        public static Claim of(PartyId client, String holder, AccountNumber number) {
            return new Claim(client, holder, number.ref());
        }

        /** The same, where the number passes the check: a failed one gives no claim, an unchecked one a claim and a warning. */
        public static Checked<Claim> of(PartyId client, String holder, AccountNumber number, AccountNumberCheck check) {
            AccountNumberCheck.Result result = check.check(number);
            Diagnostic.Location where = Diagnostic.Location.of("form").field("account");
            if (result.error().isPresent()) {
                Code code = result.error().get();
                return Checked.failed(Diagnostic.error(
                        code,
                        "account " + number.ref() + " fails with " + code.id() + ", expected a well-formed one",
                        where));
            }
            Claim claim = of(client, holder, number);
            return result instanceof AccountNumberCheck.Result.Unchecked unchecked
                    ? Checked.of(
                            claim,
                            List.of(Diagnostic.warning(
                                    AccountVerifications.Code.ACCOUNT_UNCHECKED,
                                    "account " + number.ref() + " was not checked: " + unchecked.why(),
                                    where)))
                    : Checked.of(claim);
        }
    }

    /**
     * A document and what was read from it. The image stays with the host.
     *
     * @param kind such as {@code VOID_CHEQUE}
     * @param image digest of the image
     * @param holder the name on it; empty where none can be read
     * @param account the account on it, without its number; null where none can be read
     * @param problem the code of what kept the account from being read; empty where it was
     */
    record Paper(
            Kind kind,
            Sha256 image,
            String holder,
            @Nullable BankAccountRef account,
            String problem) {

        public Paper {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(image, "image");
            holder = PanRedactor.redact(holder.strip());
            if ((account == null) == problem.isEmpty()) {
                throw new IllegalArgumentException("document has " + (account == null ? "no account" : "an account")
                        + " and problem '" + problem + "', expected one of the two");
            }
        }

        /** A void cheque of a Canadian account; its line is parsed and not kept. */
        public static Paper voidCheque(Sha256 image, String micr, String holder) {
            Checked<Instrument.MicrLine> line = Instrument.MicrLine.parse(micr);
            return line.value()
                    .map(read -> new Paper(
                            Kind.VOID_CHEQUE, image, holder, read.account().ref(), ""))
                    .orElseGet(() -> new Paper(
                            Kind.VOID_CHEQUE,
                            image,
                            holder,
                            null,
                            line.diagnostics().get(0).code().id()));
        }

        /** A bank's letter or statement, with the account that a person or a reader found on it. */
        public static Paper letter(Sha256 image, AccountNumber read, String holder) {
            return new Paper(Kind.BANK_LETTER, image, holder, read.ref(), "");
        }

        /** The account on it; empty where none can be read. */
        public Optional<BankAccountRef> read() {
            return Optional.ofNullable(account);
        }

        /** What a client hands in. */
        public enum Kind {
            VOID_CHEQUE,
            BANK_LETTER
        }
    }

    /**
     * What was found when a document was looked at; made by {@link AccountVerifications#review}.
     *
     * @param branch the branch in the directory; null where it has none
     * @param otherHolders other clients for whom the same account is verified or being verified
     * @param nameAccepted why a person takes a name that is not the same; empty where nobody did
     * @param branchAccepted why a person takes an account whose branch is not found or closed; empty where nobody did
     */
    record Review(@Nullable Branch branch, List<PartyId> otherHolders, String nameAccepted, String branchAccepted) {

        public Review {
            otherHolders = otherHolders.stream().distinct().sorted().toList();
            nameAccepted = PanRedactor.redact(nameAccepted.strip());
            branchAccepted = PanRedactor.redact(branchAccepted.strip());
        }

        /** The same, with a name that a person takes for the reason. */
        public Review acceptName(String reason) {
            return new Review(branch, otherHolders, reason, branchAccepted);
        }

        /** The same, with a branch that a person takes for the reason. */
        public Review acceptBranch(String reason) {
            return new Review(branch, otherHolders, nameAccepted, reason);
        }

        /** The branch in the directory; empty where it has none. */
        public Optional<Branch> found() {
            return Optional.ofNullable(branch);
        }
    }
}
