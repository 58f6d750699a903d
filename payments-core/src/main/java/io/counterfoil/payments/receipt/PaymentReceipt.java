package io.counterfoil.payments.receipt;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.document.Table;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.fee.Fee;
import io.counterfoil.payments.fee.TaxBill;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.order.Payment;
import io.counterfoil.payments.order.PaymentId;
import io.counterfoil.payments.order.PaymentOrder;
import io.counterfoil.payments.order.PaymentStatus;
import io.counterfoil.payments.order.Payments;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returns.ReturnReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * What a payer or payee gets in hand: a confirmation while the payment is on its way, a receipt once it settled, a notice when it came back (PAY-24). Immutable.
 *
 * <pre>{@code
 * PaymentReceipt receipt = PaymentReceipt.of("R-2027-0001", eft, payment, now).payerName("Ana Roy").build();
 * Documents.text(receipt.toDocument(Locale.CANADA_FRENCH, TORONTO), Locale.CANADA_FRENCH);
 * receipt.resentAt(later); // the same number, and it says "copy"
 * }</pre>
 *
 * <p>A model of what was true when it was issued: later events make another receipt, not another copy. Names and messages lose card numbers; an account shows four digits.
 */
@Value.Immutable
public interface PaymentReceipt {

    /** Its number, the issuer's; kept when it is sent again. */
    String number();

    /** When it was issued. */
    Instant issuedAt();

    /** When it was sent again, oldest first; empty for the original. */
    List<Instant> resentAt();

    /** What it is. */
    Kind kind();

    /** The payment. */
    PaymentId payment();

    /** Where the payment stood. */
    PaymentStatus status();

    /** How much. */
    MonetaryAmount amount();

    /** Whose money goes. */
    String payerName();

    /** Who gets it. */
    String payeeName();

    /** Account, card or cheque, by its last digits. */
    String instrument();

    /** The end-to-end reference. */
    String reference();

    /** What the payer tells the payee; may be empty. */
    @Value.Default
    default String message() {
        return "";
    }

    /** The day for which it was asked. */
    LocalDate requestedOn();

    /** The day on which it should settle; empty once it did. */
    Optional<LocalDate> expectedOn();

    /** The day on which it settled. */
    Optional<LocalDate> settledOn();

    /** The day on which it came back. */
    Optional<LocalDate> returnedOn();

    /** Why it came back. */
    Optional<ReturnReason> reason();

    /** The last day on which it can be returned. */
    Optional<LocalDate> finalOn();

    /** Fees and taxes charged for it. */
    List<Charge> charges();

    /** Whether it was sent before. */
    default boolean isCopy() {
        return !resentAt().isEmpty();
    }

    /** The same receipt, sent again: the number stays, and it says that it is a copy. */
    default PaymentReceipt resentAt(Instant now) {
        return builder().from(this).addResentAt(now).build();
    }

    /** A number, and no card number in any text. */
    @Value.Check
    default PaymentReceipt check() {
        if (number().isBlank()) {
            throw new IllegalArgumentException(
                    "receipt of payment " + payment() + " without a number, expected the issuer's");
        }
        boolean clean = List.of(payerName(), payeeName(), message()).stream().noneMatch(PanRedactor::holdsCardData);
        return clean
                ? this
                : builder()
                        .from(this)
                        .payerName(PanRedactor.redact(payerName()))
                        .payeeName(PanRedactor.redact(payeeName()))
                        .message(PanRedactor.redact(message()))
                        .build();
    }

    /**
     * A receipt for the payment as it stands, to be completed with names and charges.
     *
     * @param payments the machine of the payment: knows its finality and its rail's codes
     */
    static Builder of(String number, Payments payments, Payment payment, Instant now) {
        PaymentOrder order = payment.order();
        Kind kind = Kind.of(payment.status());
        Builder receipt = builder()
                .number(number)
                .issuedAt(now)
                .kind(kind)
                .payment(payment.id())
                .status(payment.status())
                .amount(payment.amount())
                .payerName(order.payer().value())
                .payeeName(order.payee().value())
                .instrument(order.instrument().masked())
                .reference(order.endToEndId())
                .message(order.remittance().text())
                .requestedOn(order.requestedOn());
        if (kind == Kind.ORDER || kind == Kind.CONFIRMATION) {
            receipt.expectedOn(payment.expectedOn());
        } else {
            receipt.settledOn(payment.settledOn());
        }
        if (kind == Kind.RECEIPT) {
            LocalDate today = AsOf.at(now, payments.rules().zone()).effective();
            receipt.finalOn(payments.finalAt(payment).filter(last -> !last.isBefore(today)));
        }
        if (kind == Kind.NOTICE) {
            payment.lastReturn().ifPresent(fact -> {
                receipt.returnedOn(fact.on());
                if (!fact.code().isEmpty()) {
                    receipt.reason(payments.rules()
                            .returnCodes()
                            .reason(payments.rules().rail(), fact.report(), fact.code()));
                }
            });
        }
        return receipt;
    }

    /** The receipt for people: its language is the locale's, English or French; instants are shown in the zone. */
    default Document toDocument(Locale locale, ZoneId zone) {
        return toDocument(Wording.in(locale), zone);
    }

    /** The receipt for people, with a host's own wording of what a status or a return means. */
    default Document toDocument(Wording wording, ZoneId zone) {
        ReceiptWords words = ReceiptWords.in(wording.locale());
        Document.Builder document = Document.titled(words.text("receipt.title." + kind().name(), number())
                        + (isCopy() ? " (" + words.text("receipt.copy") + ")" : ""))
                .subtitle(words.text("receipt.issued", words.moment(issuedAt(), zone))
                        + (isCopy()
                                ? "; "
                                        + words.text(
                                                "receipt.resent",
                                                words.moment(
                                                        resentAt()
                                                                .get(resentAt().size() - 1),
                                                        zone))
                                : ""));
        document.paragraph(wording.client(status()));
        List<Document.Block.Fact> facts = new ArrayList<>();
        facts.add(Document.Block.Fact.of(words.text("receipt.amount"), amount()));
        facts.add(Document.Block.Fact.of(words.text("receipt.from"), payerName()));
        facts.add(Document.Block.Fact.of(words.text("receipt.to"), payeeName()));
        facts.add(Document.Block.Fact.of(words.text("receipt.with"), instrument()));
        facts.add(
                Document.Block.Fact.of(words.text("receipt.payment"), payment().value()));
        facts.add(Document.Block.Fact.of(words.text("receipt.reference"), reference()));
        if (!message().isEmpty()) {
            facts.add(Document.Block.Fact.of(words.text("receipt.message"), message()));
        }
        facts.add(Document.Block.Fact.of(words.text("receipt.requested"), requestedOn()));
        expectedOn().ifPresent(day -> facts.add(Document.Block.Fact.of(words.text("receipt.expected"), day)));
        settledOn().ifPresent(day -> facts.add(Document.Block.Fact.of(words.text("receipt.settled"), day)));
        returnedOn().ifPresent(day -> facts.add(Document.Block.Fact.of(words.text("receipt.returned"), day)));
        reason().ifPresent(reason -> facts.add(new Document.Block.Fact(
                words.text("receipt.reason"), Table.Cell.of(wording.client(reason)), "", Document.Tone.CAUTION)));
        finalOn().ifPresent(day -> facts.add(Document.Block.Fact.of(words.text("receipt.finality"), day)));
        document.add(new Document.Block.Facts(facts));
        if (!charges().isEmpty()) {
            Table.Builder table = Table.titled(words.text("receipt.charges"))
                    .text("name", words.text("receipt.charge"))
                    .number("amount", words.text("receipt.amount"));
            int row = 0;
            for (Charge charge : charges()) {
                table.row(Integer.toString(++row), charge.name(), charge.amount());
            }
            table.row(
                    "total",
                    words.text("receipt.total"),
                    Totals.of(charges().stream().map(Charge::amount).toList()));
            document.table(table.build());
        }
        return document.build();
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** What a receipt is. */
    enum Kind implements Code {
        /** The order was taken; nothing was handed over. */
        ORDER,
        /** It is on its way. */
        CONFIRMATION,
        /** It went through. */
        RECEIPT,
        /** It did not go, or came back. */
        NOTICE;

        static Kind of(PaymentStatus status) {
            return switch (status.phase()) {
                case ORDERED -> ORDER;
                case IN_FLIGHT -> CONFIRMATION;
                case SETTLED -> status == PaymentStatus.DUE ? CONFIRMATION : RECEIPT;
                case RETURNED -> NOTICE;
                case ENDED -> status == PaymentStatus.FINAL ? RECEIPT : NOTICE;
            };
        }

        @Override
        public String id() {
            return "RECEIPT." + name();
        }
    }

    /**
     * A fee or a tax.
     *
     * @param name line of the schedule, or place, tax and rate
     * @param amount how much
     */
    record Charge(String name, MonetaryAmount amount) {}

    /** Builds receipts. Not thread-safe. */
    final class Builder extends ImmutablePaymentReceipt.Builder {

        Builder() {}

        /** Every part of a fee. */
        public Builder fee(Fee fee) {
            fee.parts().forEach(part -> addCharge(new Charge(part.name(), part.amount())));
            return this;
        }

        /** Every line of a bill and every tax on it. */
        public Builder bill(TaxBill bill) {
            for (TaxBill.Line line : bill.lines()) {
                addCharge(new Charge(line.reference(), line.net()));
                line.charges()
                        .forEach(tax -> addCharge(new Charge(
                                tax.tax() + " " + tax.place() + " "
                                        + tax.percent().toPlainString() + " %",
                                tax.amount())));
            }
            return this;
        }
    }

    /**
     * What a code means, for the staff and for a client, and what to do next, in one language (PAY-61). Immutable, thread-safe.
     *
     * <pre>{@code
     * Wording french = Wording.in(Locale.CANADA_FRENCH);
     * french.client(ReturnCategory.INSUFFICIENT_FUNDS); // "Le paiement a été retourné : le solde disponible du compte était insuffisant."
     * }</pre>
     *
     * <p>A client's text is safe to send: it names no person's death, no suspicion and nothing of the rail's inner life. English and French come with the library; any other language, or a
     * host's own words for some codes, is a catalogue. A code that no catalogue knows, such as a host's own alert kind, has the general text of the language; {@link #find} tells.
     */
    final class Wording {

        private static final String GENERAL = "*";
        private static final int COLUMNS = 4;

        private final Locale locale;
        private final Map<String, Texts> texts;

        private static final class Bundled {
            private static final Map<String, Wording> BY_LANGUAGE =
                    Map.of("en", read(Locale.ENGLISH), "fr", read(Locale.FRENCH));
        }

        private Wording(Locale locale, Map<String, Texts> texts) {
            this.locale = locale;
            this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }

        /**
         * The texts that come with the library.
         *
         * @throws IllegalArgumentException for a language other than English and French
         */
        public static Wording in(Locale locale) {
            Wording bundled = Bundled.BY_LANGUAGE.get(locale.getLanguage());
            if (bundled == null) {
                throw new IllegalArgumentException("no texts in language '" + locale.getLanguage()
                        + "', expected one of en, fr\nMaybe read a catalogue: Wording.of(locale, reader).");
            }
            return new Wording(locale, bundled.texts);
        }

        /**
         * The texts of a catalogue: a line a code, its id, staff text, client text and next step set apart by tabs; lines that begin with a hash are notes. The line of the code {@code *} is
         * the general text.
         *
         * @throws IllegalArgumentException naming the line, where one has not four columns, a blank one, or a code that stood before
         */
        public static Wording of(Locale locale, Reader catalogue) {
            Map<String, Texts> texts = new LinkedHashMap<>();
            try (BufferedReader lines = new BufferedReader(catalogue)) {
                int number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    number++;
                    if (!line.isBlank() && line.charAt(0) != '#') {
                        add(texts, number, line);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("catalogue of texts cannot be read", e);
            }
            return new Wording(locale, texts);
        }

        private static void add(Map<String, Texts> texts, int number, String line) {
            String[] cell = line.split("\t", -1);
            boolean blank = java.util.Arrays.stream(cell).anyMatch(String::isBlank);
            if (cell.length != COLUMNS || blank) {
                throw new IllegalArgumentException("line " + number + " of a catalogue of texts has " + cell.length
                        + " columns" + (blank ? ", one of them blank" : "")
                        + ", expected code, staff text, client text and next step");
            }
            if (texts.put(cell[0], new Texts(cell[1], cell[2], cell[3])) != null) {
                throw new IllegalArgumentException(
                        "line " + number + " of a catalogue of texts has code " + cell[0] + " again, expected it once");
            }
        }

        private static Wording read(Locale locale) {
            String resource = "wording_" + locale.getLanguage() + ".tsv";
            InputStream in = Objects.requireNonNull(
                    Wording.class.getResourceAsStream(resource), () -> resource + " is missing from the jar");
            return of(locale, new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        /** These texts, with others before them. */
        public Wording overlaidBy(Wording own) {
            Map<String, Texts> all = new LinkedHashMap<>(texts);
            all.putAll(own.texts);
            return new Wording(own.locale, all);
        }

        /** The language and country. */
        public Locale locale() {
            return locale;
        }

        /** The texts of the code; empty where no catalogue has any. */
        public Optional<Texts> find(Code code) {
            return Optional.ofNullable(texts.get(code.id()));
        }

        /** For the staff: what the code says. */
        public String staff(Code code) {
            return find(code)
                    .map(Texts::staff)
                    .orElseGet(() -> general()
                            .map(texts -> texts.staff() + " (" + code.id() + ")")
                            .orElse(code.id()));
        }

        /** For a client: what may be said. */
        public String client(Code code) {
            return find(code).or(this::general).map(Texts::client).orElse("");
        }

        /** What to do next. */
        public String nextStep(Code code) {
            return find(code).or(this::general).map(Texts::nextStep).orElse("");
        }

        /** For the staff: the rail's code with its own text where the catalogue has one, else its meaning in English, else what its category says. */
        public String staff(ReturnReason reason) {
            String text = own(reason)
                    .map(Texts::staff)
                    .filter(own -> !own.equals(GENERAL))
                    .orElseGet(() -> locale.getLanguage().equals("en") && reason.known()
                            ? reason.meaning()
                            : staff(reason.category()));
            return reason.rail() + (reason.report().isEmpty() ? " " : " " + reason.report() + " ") + reason.code()
                    + ": " + text;
        }

        /** For a client: what may be said of a return; never more than its category. */
        public String client(ReturnReason reason) {
            return own(reason)
                    .map(Texts::client)
                    .filter(own -> !own.equals(GENERAL))
                    .orElseGet(() -> client(reason.category()));
        }

        /** What to do next about a return. */
        public String nextStep(ReturnReason reason) {
            return own(reason)
                    .map(Texts::nextStep)
                    .filter(own -> !own.equals(GENERAL))
                    .orElseGet(() -> nextStep(reason.action()));
        }

        private Optional<Texts> own(ReturnReason reason) {
            String code = "RETURN_CODE." + reason.rail().name() + "."
                    + (reason.report().isEmpty() ? "" : reason.report() + ".") + reason.code();
            return Optional.ofNullable(texts.get(code));
        }

        private Optional<Texts> general() {
            return Optional.ofNullable(texts.get(GENERAL));
        }

        /**
         * The three texts of a code.
         *
         * @param staff what it says, a phrase without a full stop
         * @param client what may be said to a client, whole sentences
         * @param nextStep what to do next, whole sentences
         */
        public record Texts(String staff, String client, String nextStep) {}
    }
}
