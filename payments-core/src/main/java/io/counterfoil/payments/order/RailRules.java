package io.counterfoil.payments.order;

import io.counterfoil.payments.account.Instrument;
import io.counterfoil.payments.calendar.BusinessCalendar;
import io.counterfoil.payments.exposure.FinalityPolicy;
import io.counterfoil.payments.ledger.AccountMap;
import io.counterfoil.payments.lifecycle.table.LifecycleTable;
import io.counterfoil.payments.rail.CutOffs;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.rail.RailTerms;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * The rules of one rail through one bank, as data: what may be ordered, which table a payment lives by, how long answers take, who bears what.
 *
 * <pre>{@code
 * RailRules rules = RailRules.canadaEft(canada).toBuilder()
 *     .approvals(ApprovalPolicy.builder().upTo(cad.of("10000.00"), 1).above(2).build())
 *     .addLimit(cad.of("99999999.99"))
 *     .build();
 * Payments eft = Payments.of(rules, accounts);
 * }</pre>
 *
 * <p>The factories give defaults; numbers of rule books and banks among them are to be confirmed by the host (payments specification, section 10). Days are
 * those of the rail's zone. Immutable.
 */
@Value.Immutable
public interface RailRules {

    /** The last part of the role of its account in flight, such as {@code cad-eft}. */
    String name();

    /** The rail. */
    Rail rail();

    /** Calendar, cut-offs and processing days. */
    RailTerms.Settlement settlement();

    /** The table of debits; none where the rail takes none. */
    Optional<LifecycleTable.Standard> debits();

    /** The table of credits; none where the rail takes none. */
    Optional<LifecycleTable.Standard> credits();

    /** The currencies by their codes; any where it is empty. */
    Set<String> currencies();

    /** The most that one payment may move, one amount for a currency, included; no limit in a currency without one. */
    List<MonetaryAmount> limits();

    /** What a payment on the rail is made with. */
    Set<Instrument.Kind> instruments();

    /** How many calendar days a wanted day may lie back. */
    @Value.Default
    default int daysBack() {
        return 0;
    }

    /** How many calendar days a wanted day may lie ahead. */
    @Value.Default
    default int daysAhead() {
        return 366;
    }

    /** The characters that texts may have, as a regular expression of one character. */
    @Value.Default
    default String characters() {
        return "[\\x20-\\x7e]";
    }

    /** The most characters of a text by its field: {@code remittance}, {@code reference}, {@code endToEndId}, {@code entryDescription}, {@code transactionCode}. */
    Map<String, Integer> lengths();

    /** Whether a debit needs a mandate. */
    @Value.Default
    default boolean mandateNeeded() {
        return false;
    }

    /** What holds for the recourse of a debit where its order does not say. */
    Optional<RailTerms> debitTerms();

    /** What holds for the recourse of a credit where its order does not say. */
    Optional<RailTerms> creditTerms();

    /** How long a settled payment can be taken back. */
    @Value.Default
    default FinalityPolicy finality() {
        return FinalityPolicy.standard();
    }

    /** What return codes mean. */
    @Value.Default
    default ReturnCodes returnCodes() {
        return ReturnCodes.bundled();
    }

    /** Who must approve; nobody where it is empty. */
    Optional<ApprovalPolicy> approvals();

    /** How long a single answer is awaited before the outcome is unknown. */
    @Value.Default
    default Duration answerTime() {
        return Duration.ofMinutes(15);
    }

    /** The waits between queries about an unknown outcome; after the last a person must look (PAY-18). */
    @Value.Default
    default List<Duration> queryPlan() {
        Duration day = Duration.ofDays(1);
        return List.of(Duration.ofMinutes(5), Duration.ofHours(1), day, day, day, day, day);
    }

    /** Business days without a return after the due date, after which settlement is presumed. */
    @Value.Default
    default int answerDays() {
        return 5;
    }

    /** Business days for which a cheque is held before it counts as cleared. */
    @Value.Default
    default int holdDays() {
        return 5;
    }

    /** How long a card authorisation holds where the issuer does not say. */
    @Value.Default
    default Duration authorisationLife() {
        return Duration.ofDays(7);
    }

    /** How far captures may go above the authorisation, in hundredths of a percent of it. */
    @Value.Default
    default int captureToleranceBps() {
        return 0;
    }

    /** How short a returned credit may be before a person must look, one amount for a currency; nothing in a currency without one. */
    List<MonetaryAmount> shortReturnTolerances();

    /** Who bears the bank's fee for a return: fees, or the client by agreement. */
    @Value.Default
    default AccountMap.Role returnFeeBorneBy() {
        return AccountMap.Role.Core.FEES;
    }

    /** Who bears a lost dispute or an indemnity: the client, or we. */
    @Value.Default
    default AccountMap.Role lossBorneBy() {
        return AccountMap.Role.Core.CLIENT;
    }

    /** Where a disputed amount is taken from: our cash, or what is in flight to us. */
    @Value.Default
    default AccountMap.Role disputesTakenFrom() {
        return AccountMap.Role.Core.CASH;
    }

    /** Whether {@code CardDisputes} or the host books disputed money; where it does not, the payment's own dispute events do. */
    @Value.Default
    default boolean disputesBookedApart() {
        return false;
    }

    /** The business days on which the rail moves money. */
    default BusinessCalendar calendar() {
        return settlement().calendar();
    }

    /** The bank's cut-offs. */
    default CutOffs cutOffs() {
        return settlement().cutOffs();
    }

    /** The zone in which the rail's days are read. */
    default ZoneId zone() {
        return cutOffs().zone(rail());
    }

    /** The table for a direction. */
    default Optional<LifecycleTable.Standard> table(Rail.Direction direction) {
        return direction == Rail.Direction.DEBIT ? debits() : credits();
    }

    /** What decides the recourse of the order. */
    default RailTerms terms(PaymentOrder order) {
        return order.terms()
                .or(() -> order.direction() == Rail.Direction.DEBIT ? debitTerms() : creditTerms())
                .orElseGet(() -> RailTerms.of(rail(), order.direction()));
    }

    /** At least one table, counts of 0 or more; a wire is always approved by a second person. */
    @Value.Check
    default void check() {
        if (debits().isEmpty() && credits().isEmpty()) {
            throw new IllegalArgumentException(
                    "rules " + name() + " have no table, expected one for debits or credits");
        }
        Map.of(
                        "daysBack", daysBack(),
                        "daysAhead", daysAhead(),
                        "answerDays", answerDays(),
                        "holdDays", holdDays(),
                        "captureToleranceBps", captureToleranceBps())
                .forEach((what, count) -> {
                    if (count < 0) {
                        throw new IllegalArgumentException(
                                "rules " + name() + " have " + what + " of " + count + ", expected 0 or more");
                    }
                });
        if (settlement().rail() != rail()) {
            throw new IllegalArgumentException("rules " + name() + " are of rail " + rail() + ", settlement of "
                    + settlement().rail() + ", expected one rail");
        }
        if (credits().equals(Optional.of(LifecycleTable.Standard.WIRE))
                && approvals().isEmpty()) {
            throw new IllegalArgumentException("rules " + name()
                    + " let a wire go without a second person, expected approvals"
                    + "\nMaybe ApprovalPolicy.of(1).");
        }
    }

    /** Canadian electronic funds transfers: PAD debits and direct deposits; the recourse of a debit that does not say its category is that of a personal one. */
    static RailRules canadaEft(BusinessCalendar calendar) {
        return on("cad-eft", Rail.EFT_CA, calendar, ZoneId.of("America/Toronto"), 1)
                .debits(LifecycleTable.Standard.EFT_PAD)
                .credits(LifecycleTable.Standard.EFT_PAD)
                .addCurrencies("CAD", "USD")
                .addInstruments(Instrument.Kind.BANK_ACCOUNT)
                .daysBack(30)
                .daysAhead(173)
                .mandateNeeded(true)
                .debitTerms(RailTerms.pad(RailTerms.PadCategory.PERSONAL))
                .putLength("entryDescription", 15)
                .putLength("transactionCode", 3)
                .putLength("reference", 19)
                .build();
    }

    /** The US Automated Clearing House; a debit that does not say whom it reaches is taken to reach a consumer. */
    static RailRules ach(BusinessCalendar calendar) {
        return on("usd-ach", Rail.ACH, calendar, ZoneId.of("America/New_York"), 1)
                .debits(LifecycleTable.Standard.ACH_ENTRY)
                .credits(LifecycleTable.Standard.ACH_ENTRY)
                .addCurrencies("USD")
                .addInstruments(Instrument.Kind.BANK_ACCOUNT)
                .mandateNeeded(true)
                .debitTerms(RailTerms.builder()
                        .rail(Rail.ACH)
                        .direction(Rail.Direction.DEBIT)
                        .receiver(RailTerms.Receiver.CONSUMER)
                        .build())
                .answerTime(Duration.ofDays(1))
                .putLength("remittance", 80)
                .putLength("reference", 15)
                .putLength("entryDescription", 10)
                .build();
    }

    /** UK Bacs: Direct Debits, never final, and Direct Credits on the common table. */
    static RailRules bacs(BusinessCalendar calendar) {
        return on("gbp-bacs", Rail.BACS, calendar, ZoneId.of("Europe/London"), 2)
                .debits(LifecycleTable.Standard.BACS_COLLECTION)
                .credits(LifecycleTable.Standard.PAYMENT_ORDER)
                .addCurrencies("GBP")
                .addInstruments(Instrument.Kind.BANK_ACCOUNT)
                .daysAhead(30)
                .mandateNeeded(true)
                .characters("[A-Z0-9 ./&-]")
                .answerTime(Duration.ofDays(1))
                .putLength("remittance", 18)
                .putLength("reference", 18)
                .putLength("entryDescription", 0)
                .putLength("transactionCode", 2)
                .build();
    }

    /** SEPA direct debits and credit transfers; the recourse of a debit that does not say its scheme is that of Core. */
    static RailRules sepa(BusinessCalendar calendar) {
        return on("eur-sepa", Rail.SEPA, calendar, ZoneId.of("Europe/Brussels"), 1)
                .debits(LifecycleTable.Standard.SEPA_COLLECTION)
                .credits(LifecycleTable.Standard.SEPA_TRANSFER)
                .addCurrencies("EUR")
                .addInstruments(Instrument.Kind.BANK_ACCOUNT)
                .mandateNeeded(true)
                .characters("[A-Za-z0-9/\\-?:().,'+ ]")
                .debitTerms(RailTerms.sepa(RailTerms.SepaScheme.SDD_CORE))
                .creditTerms(RailTerms.sepa(RailTerms.SepaScheme.SCT))
                .answerTime(Duration.ofDays(1))
                .putLength("remittance", 140)
                .putLength("reference", 35)
                .putLength("endToEndId", 35)
                .putLength("entryDescription", 0)
                .build();
    }

    /** Wires through a bank in the zone: always approved by a second person. */
    static RailRules wire(BusinessCalendar calendar, ZoneId zone) {
        return on("wire", Rail.WIRE, calendar, zone, 0)
                .credits(LifecycleTable.Standard.WIRE)
                .addInstruments(Instrument.Kind.BANK_ACCOUNT)
                .approvals(ApprovalPolicy.of(1))
                .characters("[A-Za-z0-9/\\-?:().,'+ ]")
                .answerTime(Duration.ofHours(2))
                .putLength("remittance", 140)
                .putLength("reference", 35)
                .putLength("endToEndId", 35)
                .putLength("entryDescription", 0)
                .build();
    }

    /** Cards through a provider that reads days in the zone; disputed money is booked by {@code CardDisputes}. */
    static RailRules card(BusinessCalendar calendar, ZoneId zone) {
        return on("card", Rail.CARD, calendar, zone, 2)
                .debits(LifecycleTable.Standard.CARD)
                .addInstruments(Instrument.Kind.CARD_TOKEN)
                .answerTime(Duration.ofMinutes(2))
                .disputesBookedApart(true)
                .daysAhead(0)
                .putLength("entryDescription", 22)
                .build();
    }

    /** Cheques paid in at a bank in the zone. */
    static RailRules cheque(BusinessCalendar calendar, ZoneId zone) {
        return on("cheque", Rail.CHEQUE, calendar, zone, 0)
                .debits(LifecycleTable.Standard.CHEQUE_DEPOSIT)
                .addInstruments(Instrument.Kind.CHEQUE)
                .daysAhead(0)
                .returnCodes(ReturnCodes.bundled().overlaidBy(ChequeReturns.CODES))
                .finality(FinalityPolicy.standard().with(RailTerms.of(Rail.CHEQUE), ReturnWindow.bankingDays(10)))
                .build();
    }

    /** Payments of bills through a biller network, on the common table. */
    static RailRules billPayment(BusinessCalendar calendar, ZoneId zone) {
        return on("bill-payment", Rail.BILL_PAYMENT, calendar, zone, 1)
                .credits(LifecycleTable.Standard.PAYMENT_ORDER)
                .addInstruments(Instrument.Kind.BILLER_ACCOUNT)
                .finality(FinalityPolicy.standard().with(RailTerms.of(Rail.BILL_PAYMENT), ReturnWindow.calendarDays(0)))
                .build();
    }

    /** Transfers between accounts of one's own books, on the common table; final on the day. */
    static RailRules bookTransfer(BusinessCalendar calendar, ZoneId zone) {
        return on("book", Rail.BOOK_TRANSFER, calendar, zone, 0)
                .credits(LifecycleTable.Standard.PAYMENT_ORDER)
                .addInstruments(Instrument.Kind.LEDGER_ACCOUNT)
                .finality(
                        FinalityPolicy.standard().with(RailTerms.of(Rail.BOOK_TRANSFER), ReturnWindow.calendarDays(0)))
                .build();
    }

    private static Builder on(String name, Rail rail, BusinessCalendar calendar, ZoneId zone, int days) {
        CutOffs.Builder untilMidnight = CutOffs.builder(zone);
        for (DayOfWeek day : DayOfWeek.values()) {
            untilMidnight.on(rail, day, LocalTime.MAX);
        }
        return builder()
                .name(name)
                .rail(rail)
                .settlement(RailTerms.Settlement.builder()
                        .rail(rail)
                        .calendar(calendar)
                        .cutOffs(untilMidnight.build())
                        .processingDays(days)
                        .build());
    }

    /** The same rules with the cut-offs of a bank; those of the factories take payments until midnight on every day. */
    default RailRules with(CutOffs bank) {
        return toBuilder()
                .settlement(RailTerms.Settlement.builder()
                        .from(settlement())
                        .cutOffs(bank)
                        .build())
                .build();
    }

    /** A builder that starts from these rules. */
    default Builder toBuilder() {
        return new Builder().from(this);
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds rules. Not thread-safe. */
    final class Builder extends ImmutableRailRules.Builder {
        Builder() {}
    }
}
