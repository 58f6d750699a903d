package io.counterfoil.bankfiles.record;

import io.counterfoil.payments.account.AccountNumber;
import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returned.ChangeNotices;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** A record of a bank's or a partner's file that is no statement entry. Immutable; which one it is, its type says. */
public interface BankRecord {

    /** Where it stands in the file: a line from 1, 0 where the file has none. */
    @Value.Default
    default long line() {
        return 0;
    }

    /** A payment that a file orders. */
    @Value.Immutable
    interface PaymentEntry extends BankRecord {

        /** The rail. */
        Rail rail();

        /** Whether the other side is debited or credited. */
        Rail.Direction direction();

        /** How much; zero for a prenote or an instruction without money. */
        MonetaryAmount amount();

        /** The other side's account. */
        BankAccountRef account();

        /** The other side's name. */
        @Value.Default
        default String name() {
            return "";
        }

        /** The day on which it is due or takes effect. */
        Optional<LocalDate> dueOn();

        /** The rail's trace number. */
        @Value.Default
        default String trace() {
            return "";
        }

        /** The originator's own reference: identification, cross-reference, end-to-end id. */
        @Value.Default
        default String reference() {
            return "";
        }

        /** The rail's transaction code, such as 27 (ACH), 450 (EFT) or 17 (Bacs). */
        @Value.Default
        default String transactionCode() {
            return "";
        }

        /** The kind of the batch, such as PPD; empty on rails without kinds. */
        @Value.Default
        default String entryClass() {
            return "";
        }

        /** What the rail prints beside the amount. */
        @Value.Default
        default String description() {
            return "";
        }

        /** Who ordered it, by the number that the rail knows the originator under. */
        @Value.Default
        default String originator() {
            return "";
        }

        /** What the payee is told, one text a part. */
        List<String> remittance();

        /** The payer's permission. */
        @Value.Default
        default String mandate() {
            return "";
        }

        /** Whether it takes back an earlier payment by mistake of the originator. */
        @Value.Default
        default boolean correction() {
            return false;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds entries. Not thread-safe. */
        final class Builder extends ImmutablePaymentEntry.Builder {
            Builder() {}
        }
    }

    /** A bank's word that details of an account or a mandate have changed, or that a mandate ended. */
    @Value.Immutable
    interface AccountChange extends BankRecord {

        /** The rail. */
        Rail rail();

        /** The report that carries the code, such as {@code ADDACS}; empty for ACH. */
        @Value.Default
        default String report() {
            return "";
        }

        /** The rail's code as written. */
        String code();

        /** The reference of the mandate, or the identification in the entry that it answers. */
        @Value.Default
        default String reference() {
            return "";
        }

        /** The trace number of the entry that it answers. */
        @Value.Default
        default String trace() {
            return "";
        }

        /** The day from which it holds. */
        Optional<LocalDate> effectiveOn();

        /** The account as it was. */
        Optional<BankAccountRef> account();

        /** The name of the other side. */
        @Value.Default
        default String name() {
            return "";
        }

        /** The correction as written; may hold an account number. */
        @Value.Default
        @Value.Redacted
        default String correctedData() {
            return "";
        }

        /** The new routing. */
        Optional<String> newRouting();

        /** The new account with its number, for the host's vault. */
        Optional<AccountNumber> newAccount();

        /** The new transaction code. */
        Optional<String> newTransactionCode();

        /** The new name. */
        Optional<String> newName();

        /** The new identification of the receiver. */
        Optional<String> newIndividualId();

        /** The notice as payments-core keeps it, without the number. */
        default ChangeNotices.Notice.Said said(SubjectRef subject, LocalDate receivedOn) {
            ChangeNotices.Notice.Said.Builder said = ChangeNotices.Notice.Said.builder()
                    .subject(subject)
                    .rail(rail())
                    .report(report())
                    .code(code())
                    .receivedOn(receivedOn)
                    .routing(newRouting())
                    .transactionCode(newTransactionCode())
                    .holder(newName().map(PanRedactor::redact))
                    .individualId(newIndividualId().map(PanRedactor::redact));
            newAccount()
                    .map(AccountNumber::ref)
                    .ifPresent(account -> said.account(account.token()).lastFour(account.lastFour()));
            return said.build();
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds changes. Not thread-safe. */
        final class Builder extends ImmutableAccountChange.Builder {
            Builder() {}
        }
    }

    /** What a bank says about a message, a part of it or one transaction that was sent. */
    @Value.Immutable
    interface StatusItem extends BankRecord {

        /** What it speaks of. */
        Level level();

        /** The id of the message that was sent. */
        String originalMessageId();

        /** The id of the part of it; empty for the whole message. */
        @Value.Default
        default String paymentId() {
            return "";
        }

        /** The end-to-end id of the transaction; empty for the levels above. */
        @Value.Default
        default String endToEndId() {
            return "";
        }

        /** The id of the transaction as instructed; empty where none is said. */
        @Value.Default
        default String instructionId() {
            return "";
        }

        /** The status as written, such as {@code RJCT}. */
        String status();

        /** Whether the standard knows the status. */
        boolean known();

        /** The code of the reason, as written. */
        Optional<String> reason();

        /** More words about it. */
        @Value.Default
        default String information() {
            return "";
        }

        /** The amount that was sent, where it is repeated. */
        Optional<MonetaryAmount> amount();

        /** What a status speaks of. */
        enum Level {
            GROUP,
            PAYMENT,
            TRANSACTION
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds statuses. Not thread-safe. */
        final class Builder extends ImmutableStatusItem.Builder {
            Builder() {}
        }
    }

    /** A wire, whatever message carried it. */
    @Value.Immutable
    interface WireMessage extends BankRecord {

        /** The message, such as {@code FEDWIRE}, {@code MT103} or {@code pacs.008}. */
        String message();

        /** How much settles between the banks. */
        MonetaryAmount amount();

        /** The day on which it settles. */
        Optional<LocalDate> valueOn();

        /** How much was ordered, in its currency, where that is said apart. */
        Optional<MonetaryAmount> instructed();

        /** Fedwire type and subtype, such as {@code 1000}; empty elsewhere. */
        @Value.Default
        default String typeSubtype() {
            return "";
        }

        /** Business function or bank operation code, such as {@code CTR} or {@code CRED}. */
        @Value.Default
        default String function() {
            return "";
        }

        /** The sending bank: BIC or routing number. */
        @Value.Default
        default String sender() {
            return "";
        }

        /** The receiving bank: BIC or routing number. */
        @Value.Default
        default String receiver() {
            return "";
        }

        /** The sender's reference. */
        @Value.Default
        default String reference() {
            return "";
        }

        /** The end-to-end id. */
        @Value.Default
        default String endToEndId() {
            return "";
        }

        /** The unique end-to-end transaction reference; empty where there is none. */
        @Value.Default
        default String uetr() {
            return "";
        }

        /** The system's own number: IMAD of Fedwire, clearing system reference; empty where there is none. */
        @Value.Default
        default String systemReference() {
            return "";
        }

        /** Who pays. */
        @Value.Default
        default String originator() {
            return "";
        }

        /** The account of who pays. */
        Optional<BankAccountRef> originatorAccount();

        /** Who is paid. */
        @Value.Default
        default String beneficiary() {
            return "";
        }

        /** The account of who is paid. */
        Optional<BankAccountRef> beneficiaryAccount();

        /** Who bears the charges: {@code OUR}, {@code SHA}, {@code BEN}, {@code B}, {@code S}, {@code SLEV}…; empty where it is not said. */
        @Value.Default
        default String chargeBearer() {
            return "";
        }

        /** What the beneficiary is told. */
        @Value.Default
        default String text() {
            return "";
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds messages. Not thread-safe. */
        final class Builder extends ImmutableWireMessage.Builder {
            Builder() {}
        }
    }

    /** A partner's word that a cardholder disputes a payment. */
    @Value.Immutable
    interface DisputeNotice extends BankRecord {

        /** The partner's own id of the case. */
        String reference();

        /** How much is disputed. */
        MonetaryAmount amount();

        /** The scheme's reason code as written. */
        @Value.Default
        default String reasonCode() {
            return "";
        }

        /** The day of the notice. */
        Optional<LocalDate> receivedOn();

        /** The last day to answer. */
        Optional<LocalDate> answerBy();

        /** The reference of the payment that is disputed. */
        @Value.Default
        default String payment() {
            return "";
        }

        /** What else the partner says. */
        @Value.Default
        default String text() {
            return "";
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds notices. Not thread-safe. */
        final class Builder extends ImmutableDisputeNotice.Builder {
            Builder() {}
        }
    }

    /** What a processor settles in one sum. */
    @Value.Immutable
    interface SettlementBatch extends BankRecord {

        /** The partner's own id of the batch. */
        String reference();

        /** The day of the settlement. */
        Optional<LocalDate> settledOn();

        /** Sales less refunds, before fees. */
        MonetaryAmount gross();

        /** What was kept as fees; negative where fees came back. */
        Optional<MonetaryAmount> fees();

        /** What is paid out. */
        MonetaryAmount net();

        /** How many transactions; -1 where it is not said. */
        @Value.Default
        default long count() {
            return -1;
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds batches. Not thread-safe. */
        final class Builder extends ImmutableSettlementBatch.Builder {
            Builder() {}
        }
    }

    /** A fee that a partner charged. */
    @Value.Immutable
    interface FeeRecord extends BankRecord {

        /** The partner's own id of the line. */
        String reference();

        /** How much was charged; negative where it came back. */
        MonetaryAmount amount();

        /** The day. */
        Optional<LocalDate> chargedOn();

        /** What for, in the partner's word, such as {@code NSF}. */
        @Value.Default
        default String type() {
            return "";
        }

        /** The payment or item that it was charged for. */
        @Value.Default
        default String payment() {
            return "";
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds fees. Not thread-safe. */
        final class Builder extends ImmutableFeeRecord.Builder {
            Builder() {}
        }
    }

    /**
     * What a file says about itself, one a file; not counted among its items.
     *
     * @param line where its head stands
     * @param format such as {@code NACHA}
     * @param originator who made it, as the rail numbers them; empty where it does not say
     * @param destination for whom; empty where it does not say
     * @param number of the file: creation number, serial, modifier, message id; empty where it has none
     * @param figures counted by the reader, by name: {@code batches}, {@code entries}, {@code debitMinor}, …
     */
    record FileSummary(
            long line, String format, String originator, String destination, String number, Map<String, Long> figures)
            implements BankRecord {

        public FileSummary {
            figures = Map.copyOf(figures);
        }
    }
}
