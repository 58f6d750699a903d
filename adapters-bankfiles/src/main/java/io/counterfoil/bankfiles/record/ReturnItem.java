package io.counterfoil.bankfiles.record;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.rail.Rail;
import io.counterfoil.payments.redaction.PanRedactor;
import io.counterfoil.payments.returned.ReturnedItems;
import io.counterfoil.payments.returns.ReturnCodes;
import io.counterfoil.payments.returns.ReturnReason;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * A payment that came back, from any rail's file: NACHA, CPA 005, Bacs, pain.002, a partner's report (BNK-07). {@link #toItem} makes it what
 * payments-core's {@code ReturnMatcher} looks for. Immutable.
 */
@Value.Immutable
public interface ReturnItem extends BankRecord {

    /** Names the item within its file. */
    String id();

    /** The file. */
    String source();

    /** The rail. */
    Rail rail();

    /** The report that carries the code, such as {@code ARUDD}; empty where the code says the same in all. */
    @Value.Default
    default String report() {
        return "";
    }

    /** The first return, or an answer to one. */
    @Value.Default
    default Stage stage() {
        return Stage.RETURN;
    }

    /** The rail's code, known or not. */
    String code();

    /** The code as the file writes it, where that is more than the code. */
    @Value.Default
    default String rawCode() {
        return code();
    }

    /** The codes of the returns that this one answers, first things first. */
    List<String> answered();

    /** What came back: a debit that was not paid, or a credit that was not taken. */
    Rail.Direction direction();

    /** How much came back; zero for a prenote. */
    MonetaryAmount amount();

    /** What the bank charges for it. */
    Optional<MonetaryAmount> fee();

    /** The day it came back, where the file says it. */
    Optional<LocalDate> returnedOn();

    /** The due or processing day of the original, where the file says it. */
    Optional<LocalDate> originalOn();

    /** The trace number of the original. */
    @Value.Default
    default String trace() {
        return "";
    }

    /** The originator's reference of the original. */
    @Value.Default
    default String reference() {
        return "";
    }

    /** The end-to-end id of the original, on rails that have one. */
    @Value.Default
    default String endToEndId() {
        return "";
    }

    /** The other side's account. */
    Optional<BankAccountRef> account();

    /** The other side's name. */
    @Value.Default
    default String name() {
        return "";
    }

    /** The transaction code or type of the original. */
    @Value.Default
    default String transactionCode() {
        return "";
    }

    /** More words of the bank. */
    @Value.Default
    default String information() {
        return "";
    }

    /** CPA 900: the data elements that failed an edit, such as {@code 08}. */
    List<String> invalidElements();

    /** The same in words (Payments Canada Standard 005 by way of returns_cpa005.json); an element that is not tabled stays as it is written. */
    default List<String> failedEdits() {
        return invalidElements().stream()
                .map(element -> switch (element) {
                    case "07" -> "institution id";
                    case "08" -> "account number";
                    case "16" -> "return institution";
                    case "17", "M1" -> "return account";
                    case "D2" -> "destination not on the institution file";
                    case "E1" -> "destination account";
                    case "L2" -> "return institution not on the institution file";
                    case "L3" -> "cross-reference";
                    default -> element;
                })
                .toList();
    }

    /** What the code means; a reason that is not known where no table has it. */
    default ReturnReason reason() {
        return ReturnCodes.bundled().reason(rail(), report(), code());
    }

    /**
     * The item as payments-core looks for its payment; nothing where no money came back or it answers an earlier return. A reference that reads as a card number is
     * left out.
     *
     * @param receivedOn stands in where the file does not say when it came back
     */
    default Optional<ReturnedItems.Item> toItem(LocalDate receivedOn) {
        if (stage() != Stage.RETURN || Amounts.minor(amount()) <= 0) {
            return Optional.empty();
        }
        ReturnedItems.Item.Builder item = ReturnedItems.Item.builder()
                .reference(id())
                .source(PanRedactor.redact(source()))
                .rail(rail())
                .direction(direction())
                .report(report())
                .code(code())
                .amount(amount())
                .fee(fee())
                .returnedOn(returnedOn().orElse(receivedOn))
                .trace(usable(trace()))
                .crossReference(usable(reference()))
                .endToEndId(usable(endToEndId()))
                .account(account().map(BankAccountRef::token))
                .originalOn(originalOn());
        return Optional.of(item.build());
    }

    private static Optional<String> usable(String name) {
        return name.isBlank() || PanRedactor.holdsCardData(name) ? Optional.empty() : Optional.of(name);
    }

    /** Where in the exchange of returns it stands. */
    enum Stage implements Code {
        /** The other bank sends the payment back. */
        RETURN,
        /** Our bank sends the return back (Nacha R61 to R70). */
        DISHONOURED,
        /** The other bank insists (Nacha R71 to R77). */
        CONTESTED;

        private static final Set<String> DISHONOURS = Set.of("R61", "R62", "R67", "R68", "R69", "R70");

        @Override
        public String id() {
            return "RETURN_STAGE." + name();
        }

        /** The stage that a code of Nacha stands for. */
        public static Stage ofNacha(String code) {
            String capitals = code.toUpperCase(Locale.ROOT);
            return DISHONOURS.contains(capitals) ? DISHONOURED : capitals.matches("R7[1-7]") ? CONTESTED : RETURN;
        }
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds items. Not thread-safe. */
    final class Builder extends ImmutableReturnItem.Builder {
        Builder() {}
    }
}
