package io.counterfoil.payments.order;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.mandate.MandateId;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What somebody wants paid: how much, from whom to whom, with what, when (PAY-13). Not a payment yet: {@link Payments} checks it against its rail.
 *
 * <pre>{@code
 * PaymentOrder order = PaymentOrder.builder().id("p-1").direction(DEBIT).amount(cad.of("100.00"))
 *     .payer("ana").payee("client-42").instrument(account).mandate("m-7").requestedOn(today).build();
 * }</pre>
 *
 * <p>Texts that a person may have typed lose card numbers here; a reference that is one is refused. Immutable.
 */
@Value.Immutable
public interface PaymentOrder {

    /** Its name, for ever. */
    PaymentId id();

    /** Whether the client's counterparty is debited or credited. */
    Rail.Direction direction();

    /** How much, above zero. */
    MonetaryAmount amount();

    /** Whose money goes. */
    PartyId payer();

    /** Who gets it. */
    PartyId payee();

    /** The counterparty's account, card or cheque. */
    Instrument instrument();

    /** The day on which it is wanted: the due date of a debit, the execution date of a transfer. On the calendar of the rail's zone. */
    LocalDate requestedOn();

    /** The payer's permission, where a debit needs one. */
    Optional<MandateId> mandate();

    /** When the payer was told of the debit, where it was. */
    Optional<LocalDate> notifiedOn();

    /** What decides how long it can come back; the rail's cautious default where it is not said. */
    Optional<RailTerms> terms();

    /** What the payee is told. */
    @Value.Default
    default Remittance remittance() {
        return Remittance.none();
    }

    /** The end-to-end reference; the payment's id where it is not said. */
    @Value.Default
    default String endToEndId() {
        return id().value();
    }

    /** What the rail prints for the payer beside the amount, such as the ACH company entry description; empty for the rail's standard. */
    @Value.Default
    default String entryDescription() {
        return "";
    }

    /** The rail's transaction code, such as 450 (EFT) or 17 (Bacs); empty for the rail's standard. */
    @Value.Default
    default String transactionCode() {
        return "";
    }

    /** The unique end-to-end transaction reference of a wire, a UUID of version 4 (ISO 20022, SWIFT gpi); empty elsewhere. */
    @Value.Default
    default String uetr() {
        return "";
    }

    /** The payment that this one presents again, on rails where that is a new payment. */
    Optional<PaymentId> retryOf();

    /** Which presentment it is, from 1. */
    @Value.Default
    default int presentment() {
        return 1;
    }

    /** The party of ours behind the payment: who is paid by a debit, who pays with a credit. */
    default PartyId client() {
        return direction() == Rail.Direction.DEBIT ? payee() : payer();
    }

    /** The other party. */
    default PartyId counterparty() {
        return direction() == Rail.Direction.DEBIT ? payer() : payee();
    }

    /** A builder that starts from this order. */
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /** An amount above zero; no card number in a reference. */
    @Value.Check
    default void check() {
        if (Amounts.minor(amount()) <= 0) {
            throw new IllegalArgumentException(
                    "order " + id() + " of " + Amounts.text(amount()) + ", expected above 0");
        }
        if (presentment() < 1) {
            throw new IllegalArgumentException(
                    "order " + id() + " is presentment " + presentment() + ", expected 1 or more");
        }
        for (String text : new String[] {endToEndId(), entryDescription(), transactionCode(), uetr()}) {
            if (PanRedactor.holdsCardData(text)) {
                throw new IllegalArgumentException(
                        "order " + id() + " has a card number in a reference, expected none");
            }
        }
    }

    /** What can be wrong with an order, or with a command about it, before any table is asked. */
    enum Fault implements Code {
        /** Nothing was ordered yet. */
        NO_ORDER,
        /** It was ordered already, or the change would make it another payment. */
        ORDER_EXISTS,
        /** The rail takes no payments of the direction. */
        DIRECTION,
        /** The rail does not move this currency, or the fact is in another than the order. */
        CURRENCY,
        /** It is over the limit of one payment. */
        OVER_LIMIT,
        /** The fact's amount is not above zero. */
        AMOUNT,
        /** The wanted day lies too far back. */
        TOO_EARLY,
        /** The wanted day lies too far ahead. */
        TOO_LATE,
        /** The wanted day is no business day: it settles on the next one. */
        NOT_A_BUSINESS_DAY,
        /** The calendar ends before it settles. */
        CALENDAR_ENDS,
        /** The rail cannot be paid with the instrument. */
        INSTRUMENT,
        /** The card has expired. */
        CARD_EXPIRED,
        /** A text has characters that the rail cannot carry. */
        CHARACTERS,
        /** A text is longer than the rail can carry. */
        TOO_LONG,
        /** A debit names no mandate. */
        MANDATE_MISSING,
        /** The terms of recourse are those of another rail or direction, or no rule of finality covers them. */
        TERMS,
        /** A wire has no UETR, or it is no UUID of version 4. */
        UETR,
        /** The account map has no account for a role that the payment needs. */
        ACCOUNT_MISSING;

        @Override
        public String id() {
            return "ORDER." + name();
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds orders. Not thread-safe. */
    final class Builder extends ImmutablePaymentOrder.Builder {
        Builder() {}

        /** The payment's name. */
        public Builder id(String id) {
            return id(PaymentId.of(id));
        }

        /** Whose money goes, by the host's id. */
        public Builder payer(String party) {
            return payer(PartyId.of(party));
        }

        /** Who gets it, by the host's id. */
        public Builder payee(String party) {
            return payee(PartyId.of(party));
        }

        /** The payer's permission, by the host's id. */
        public Builder mandate(String mandate) {
            return mandate(MandateId.of(mandate));
        }

        /** The counterparty's bank account. */
        public Builder instrument(BankAccountRef account) {
            return instrument(Instrument.account(account));
        }
    }

    /**
     * What the payee is told the money is for.
     *
     * @param text free; card numbers and security codes are taken out
     * @param reference structured, such as an invoice number or an ISO 11649 reference; kept as it is, a card number is refused
     */
    record Remittance(String text, String reference) {

        private static final Remittance NONE = new Remittance("", "");

        public Remittance {
            Objects.requireNonNull(reference, "reference");
            text = PanRedactor.redact(text);
            if (PanRedactor.holdsCardData(reference)) {
                throw new IllegalArgumentException("remittance reference holds a card number, expected a reference"
                        + "\nMaybe it belongs into the text, which is redacted.");
            }
        }

        /** Nothing is said. */
        public static Remittance none() {
            return NONE;
        }

        /** Free text. */
        public static Remittance of(String text) {
            return new Remittance(text, "");
        }

        /** A structured reference. */
        public static Remittance reference(String reference) {
            return new Remittance("", reference);
        }
    }

    /**
     * How a card was taken and what was checked, as kept with its authorisation (PAY-64): it chooses the fee line, who bears fraud and what evidence to gather.
     *
     * @param entry how the card was read
     * @param authentication of the cardholder by 3-D Secure
     * @param address the answer to the billing address
     * @param securityCode the answer to the code on the card
     */
    record CardChecks(Entry entry, Authentication authentication, Answer address, Answer securityCode) {

        public CardChecks {
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(authentication, "authentication");
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(securityCode, "securityCode");
        }

        /** An entry of which nothing was checked. */
        public static CardChecks of(Entry entry) {
            return new CardChecks(entry, Authentication.NONE, Answer.NOT_CHECKED, Answer.NOT_CHECKED);
        }

        /** The same with an answer of 3-D Secure. */
        public CardChecks authentication(Authentication answer) {
            return new CardChecks(entry, answer, address, securityCode);
        }

        /** The same with an answer to the billing address. */
        public CardChecks address(Answer answer) {
            return new CardChecks(entry, authentication, answer, securityCode);
        }

        /** The same with an answer to the security code. */
        public CardChecks securityCode(Answer answer) {
            return new CardChecks(entry, authentication, address, answer);
        }

        /** The line of the fee schedule, such as {@code card.ecommerce.3ds}; hosts name their lines so. */
        public String feeLine() {
            String line =
                    "card." + entry.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            return authentication == Authentication.AUTHENTICATED ? line + ".3ds" : line;
        }

        /**
         * Who bears a fraud dispute by the usual rule of the schemes (configurable by contract, to be confirmed per scheme and region): the issuer where the chip
         * was read or the cardholder authenticated or an authentication was attempted, else the merchant.
         */
        public Liability fraudLiability() {
            boolean issuer = entry == Entry.CHIP
                    || entry == Entry.CONTACTLESS
                    || authentication == Authentication.AUTHENTICATED
                    || authentication == Authentication.ATTEMPTED;
            return issuer ? Liability.ISSUER : Liability.MERCHANT;
        }

        /** What to gather against a dispute, in the order of weight; a checklist of keys, not of documents. */
        public List<String> evidence() {
            List<String> list = new ArrayList<>();
            if (authentication == Authentication.AUTHENTICATED || authentication == Authentication.ATTEMPTED) {
                list.add("three_d_secure_result");
            }
            if (entry.isPresent()) {
                list.add("terminal_receipt");
                if (entry == Entry.KEYED || entry == Entry.SWIPE) {
                    list.add("signed_receipt");
                }
            } else {
                list.add("delivery_or_service_proof");
                list.add("customer_communication");
            }
            if (entry == Entry.RECURRING) {
                list.add("recurring_agreement");
            }
            if (entry == Entry.MAIL_PHONE) {
                list.add("order_form_or_call_record");
            }
            if (address == Answer.MATCH) {
                list.add("address_match");
            }
            if (securityCode == Answer.MATCH) {
                list.add("security_code_match");
            }
            return List.copyOf(list);
        }

        /** How a card was read. */
        public enum Entry implements Code {
            /** The chip. */
            CHIP,
            /** Held near the reader. */
            CONTACTLESS,
            /** The magnetic stripe. */
            SWIPE,
            /** Typed in with the card present. */
            KEYED,
            /** On a web page or in an application. */
            ECOMMERCE,
            /** By mail or telephone. */
            MAIL_PHONE,
            /** Under an agreement, without the cardholder. */
            RECURRING;

            /** Whether card and cardholder were at the counter. */
            public boolean isPresent() {
                return this == CHIP || this == CONTACTLESS || this == SWIPE || this == KEYED;
            }

            @Override
            public String id() {
                return "CARD_ENTRY." + name();
            }
        }

        /** What 3-D Secure answered. */
        public enum Authentication {
            /** The issuer authenticated the cardholder. */
            AUTHENTICATED,
            /** It was attempted; issuer or cardholder does not take part. */
            ATTEMPTED,
            /** It failed. */
            FAILED,
            /** It was not tried. */
            NONE
        }

        /** What the issuer answered to a datum. */
        public enum Answer {
            /** It is the one on file. */
            MATCH,
            /** A part of it is. */
            PARTIAL,
            /** It is another. */
            NO_MATCH,
            /** Nobody asked, or the issuer cannot say. */
            NOT_CHECKED
        }

        /** Who bears a fraud. */
        public enum Liability {
            /** The bank that issued the card. */
            ISSUER,
            /** The merchant. */
            MERCHANT
        }
    }
}
