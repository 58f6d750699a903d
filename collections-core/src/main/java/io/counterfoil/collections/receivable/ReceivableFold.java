package io.counterfoil.collections.receivable;

import io.counterfoil.collections.receivable.ItemState.Movement;
import io.counterfoil.collections.receivable.ReceivableEvent.Allocated;
import io.counterfoil.collections.receivable.ReceivableEvent.Deallocated;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemCancelled;
import io.counterfoil.collections.receivable.ReceivableEvent.ItemIssued;
import io.counterfoil.collections.receivable.ReceivableEvent.ReversalKind;
import io.counterfoil.collections.receivable.ReceivableEvent.Reversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WriteOffReversed;
import io.counterfoil.collections.receivable.ReceivableEvent.WrittenOff;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.MonetaryAmount;
import org.jspecify.annotations.Nullable;

/** Checks events one after the other and keeps what they leave behind (collections specification 4.2 and 5). Not thread-safe: confined to one replay. */
final class ReceivableFold {

    private static final Finding ACCEPTED = new Finding(Diagnostic.Level.NOTE, null, "", "", Map.of());

    private final Map<OpenItemId, ItemState> items = new HashMap<>();
    private final Map<String, Movement> movements = new HashMap<>();
    private final Map<String, ReceivableEvent> seen = new HashMap<>();

    /** What came of an event: accepted where it has no code; a mild finding stands beside an accepted event. */
    record Finding(
            Diagnostic.Level level,
            @Nullable ReceivableCode code,
            String field,
            String message,
            Map<String, String> attributes) {

        boolean refused() {
            return level == Diagnostic.Level.ERROR;
        }

        boolean ignored() {
            return code == ReceivableCode.DUPLICATE_IGNORED;
        }
    }

    Collection<ItemState> items() {
        return items.values();
    }

    /** Whether the item is a receipt, so that cash goes before other credits recorded at the same instant. */
    boolean isReceipt(OpenItemId id) {
        ItemState state = items.get(id);
        return state != null && state.item.kind() == OpenItemKind.RECEIPT;
    }

    Finding apply(ReceivableEvent event) {
        String key = (event.kind() == ReceivableEvent.Kind.ITEM_ISSUED ? "item " : "event ") + event.eventId();
        ReceivableEvent earlier = seen.get(key);
        if (earlier != null) {
            boolean same = earlier.equals(event) || content(earlier).equals(content(event));
            return same
                    ? new Finding(
                            Diagnostic.Level.NOTE,
                            ReceivableCode.DUPLICATE_IGNORED,
                            "id",
                            key + " came again with the same content and is ignored",
                            Map.of("value", event.eventId()))
                    : refuse(
                            ReceivableCode.DUPLICATE_CONFLICT,
                            "id",
                            event.eventId(),
                            key + " came again with other content, expected an id of its own");
        }
        Finding finding = applyNew(event);
        if (!finding.refused()) {
            seen.put(key, event);
        }
        return finding;
    }

    private Finding applyNew(ReceivableEvent event) {
        if (event instanceof ItemIssued issued) {
            return issue(issued.item());
        }
        if (event instanceof Allocated allocated) {
            return allocate(allocated);
        }
        if (event instanceof WrittenOff writtenOff) {
            return writeOff(writtenOff);
        }
        if (event instanceof Deallocated back) {
            return reverse(back, back.allocation(), true, back.reversal());
        }
        if (event instanceof WriteOffReversed back) {
            return reverse(back, back.writeOff(), false, back.reversal());
        }
        if (event instanceof Reversed back) {
            return withdraw(back, back.item(), back.reversal());
        }
        ItemCancelled cancelled = (ItemCancelled) event;
        return withdraw(cancelled, cancelled.item(), ReversalKind.VOIDED);
    }

    private Finding issue(OpenItem item) {
        Finding bad = checkAmount(item.amount(), "amount");
        if (bad.refused()) {
            return bad;
        }
        long minor = Amounts.minor(item.amount());
        if (!item.terms().isEmpty()) {
            long sum = 0;
            for (OpenItem.Term term : item.terms()) {
                bad = checkAmount(term.amount(), "terms");
                if (bad.refused()) {
                    return bad;
                }
                if (!sameCurrency(term.amount(), item.amount())) {
                    return mismatch("terms", term.amount(), item.amount());
                }
                sum = Math.addExact(sum, Amounts.minor(term.amount()));
            }
            if (sum != minor) {
                String value =
                        Amounts.plain(Amounts.in(item.amount().getCurrency()).ofMinor(sum));
                return refuse(
                        ReceivableCode.TERMS_SUM,
                        "terms",
                        value,
                        "terms of item " + item.id() + " add up to " + value + ", expected "
                                + Amounts.plain(item.amount()));
            }
        }
        items.put(item.id(), new ItemState(item, item.kind().signed(minor)));
        boolean early = item.due().filter(due -> due.isBefore(item.issued())).isPresent()
                || item.terms().stream().anyMatch(term -> term.due().isBefore(item.issued()));
        return early
                ? new Finding(
                        Diagnostic.Level.WARNING,
                        ReceivableCode.DUE_BEFORE_ISSUE,
                        "due",
                        "item " + item.id() + " is due before its issue date " + item.issued(),
                        Map.of("value", item.due().map(LocalDate::toString).orElse("a term")))
                : ACCEPTED;
    }

    private Finding allocate(Allocated event) {
        if (event.from().equals(event.to())) {
            return refuse(
                    ReceivableCode.SELF,
                    "to",
                    event.to().value(),
                    "allocation " + event.id() + " goes from item " + event.to() + " to itself");
        }
        Finding bad = checkAmount(event.amount(), "amount");
        if (bad.refused()) {
            return bad;
        }
        ItemState from = items.get(event.from());
        ItemState to = items.get(event.to());
        if (from == null || to == null) {
            return unknownItem(from == null ? "from" : "to", from == null ? event.from() : event.to());
        }
        bad = checkSides(event, from, to);
        if (bad.refused()) {
            return bad;
        }
        if (event.effective().isBefore(from.item.issued()) || event.effective().isBefore(to.item.issued())) {
            LocalDate later = from.item.issued().isAfter(to.item.issued()) ? from.item.issued() : to.item.issued();
            return beforeDocument(event.effective(), later);
        }
        int day = Leg.dayOf(event.effective());
        long minor = Amounts.minor(event.amount());
        long left = Math.min(from.leftFrom(day), to.leftFrom(day));
        if (minor > left) {
            return overAllocation("allocation " + event.id(), event.amount(), left);
        }
        movements.put(event.id().value(), Movement.allocate(from, to, minor, day, Leg.knownOf(event.recordedAt())));
        return ACCEPTED;
    }

    private static Finding checkSides(Allocated event, ItemState from, ItemState to) {
        if (!sameCurrency(event.amount(), to.item.amount()) || !sameCurrency(event.amount(), from.item.amount())) {
            MonetaryAmount other =
                    sameCurrency(event.amount(), to.item.amount()) ? from.item.amount() : to.item.amount();
            return mismatch("amount", event.amount(), other);
        }
        if (from.isDebit() == to.isDebit()) {
            return refuse(
                    ReceivableCode.SAME_SIGN,
                    "to",
                    event.to().value(),
                    "allocation " + event.id() + " joins " + from.item.kind() + " " + event.from() + " and "
                            + to.item.kind() + " " + event.to() + ", expected a credit and a debit");
        }
        if (from.isDebit()) {
            return refuse(
                    ReceivableCode.DIRECTION,
                    "from",
                    event.from().value(),
                    "allocation " + event.id() + " goes from " + from.item.kind() + " " + event.from()
                            + ", expected from the credit to the debit");
        }
        if (!from.item.party().equals(to.item.party())) {
            return refuse(
                    ReceivableCode.PARTY_MISMATCH,
                    "to",
                    event.to().value(),
                    "allocation " + event.id() + " goes from party " + from.item.party() + " to party "
                            + to.item.party() + ", expected one party");
        }
        return ACCEPTED;
    }

    private Finding writeOff(WrittenOff event) {
        Finding bad = checkAmount(event.amount(), "amount");
        if (bad.refused()) {
            return bad;
        }
        ItemState state = items.get(event.item());
        if (state == null) {
            return unknownItem("item", event.item());
        }
        if (!sameCurrency(event.amount(), state.item.amount())) {
            return mismatch("amount", event.amount(), state.item.amount());
        }
        if (event.effective().isBefore(state.item.issued())) {
            return beforeDocument(event.effective(), state.item.issued());
        }
        int day = Leg.dayOf(event.effective());
        long minor = Amounts.minor(event.amount());
        long left = state.leftFrom(day);
        if (minor > left) {
            return overAllocation("write-off " + event.id(), event.amount(), left);
        }
        movements.put(event.id().value(), Movement.writeOff(state, minor, day, Leg.knownOf(event.recordedAt())));
        return ACCEPTED;
    }

    private Finding reverse(ReceivableEvent event, ReceivableEventId target, boolean allocation, ReversalKind kind) {
        Movement movement = movements.get(target.value());
        if (movement == null || movement.allocation != allocation) {
            return refuse(
                    ReceivableCode.UNKNOWN_EVENT,
                    "event",
                    target.value(),
                    "reversal " + event.eventId() + " names " + (allocation ? "allocation " : "write-off ") + target
                            + ", which is not known");
        }
        if (movement.isReversed()) {
            return alreadyReversed(target.value());
        }
        LocalDate since = LocalDate.ofEpochDay(movement.day);
        if (kind == ReversalKind.RETURNED && event.effective().isBefore(since)) {
            return beforeDocument(event.effective(), since);
        }
        movement.reverse(kind, Leg.dayOf(event.effective()), Leg.knownOf(event.recordedAt()));
        return ACCEPTED;
    }

    private Finding withdraw(ReceivableEvent event, OpenItemId id, ReversalKind kind) {
        ItemState state = items.get(id);
        if (state == null) {
            return refuse(
                    ReceivableCode.UNKNOWN_EVENT,
                    "item",
                    id.value(),
                    "reversal " + event.eventId() + " names item " + id + ", which is not known");
        }
        if (state.isWithdrawn()) {
            return alreadyReversed(id.value());
        }
        if (kind == ReversalKind.RETURNED && event.effective().isBefore(state.item.issued())) {
            return beforeDocument(event.effective(), state.item.issued());
        }
        state.withdraw(kind, Leg.dayOf(event.effective()), Leg.knownOf(event.recordedAt()));
        return ACCEPTED;
    }

    private static Finding checkAmount(MonetaryAmount amount, String field) {
        BigDecimal number = amount.getNumber().numberValueExact(BigDecimal.class);
        String currency = amount.getCurrency().getCurrencyCode();
        if (number.signum() <= 0) {
            return refuse(
                    ReceivableCode.AMOUNT_INVALID,
                    field,
                    number.toPlainString(),
                    field + " is " + number.toPlainString() + " " + currency + ", expected more than zero");
        }
        int digits = amount.getCurrency().getDefaultFractionDigits();
        if (number.stripTrailingZeros().scale() > digits) {
            return refuse(
                    ReceivableCode.SCALE,
                    field,
                    number.toPlainString(),
                    field + " is " + number.toPlainString() + " " + currency + ", expected at most " + digits
                            + " decimals");
        }
        return ACCEPTED;
    }

    private static boolean sameCurrency(MonetaryAmount one, MonetaryAmount other) {
        return one.getCurrency().getCurrencyCode().equals(other.getCurrency().getCurrencyCode());
    }

    private static Finding mismatch(String field, MonetaryAmount given, MonetaryAmount expected) {
        String currency = given.getCurrency().getCurrencyCode();
        return refuse(
                ReceivableCode.CURRENCY_MISMATCH,
                field,
                currency,
                field + " is in " + currency + ", expected "
                        + expected.getCurrency().getCurrencyCode());
    }

    private static Finding unknownItem(String field, OpenItemId id) {
        return refuse(
                ReceivableCode.UNKNOWN_ITEM, field, id.value(), field + " is item " + id + ", which is not known");
    }

    private static Finding beforeDocument(LocalDate effective, LocalDate document) {
        return refuse(
                ReceivableCode.BEFORE_DOCUMENT,
                "effective",
                effective.toString(),
                "effective is " + effective + ", expected " + document + " or later");
    }

    private static Finding alreadyReversed(String id) {
        return refuse(ReceivableCode.ALREADY_REVERSED, "event", id, id + " was reversed before, expected once");
    }

    private static Finding overAllocation(String what, MonetaryAmount amount, long left) {
        String rest = Amounts.plain(Amounts.in(amount.getCurrency()).ofMinor(left));
        String value = Amounts.plain(amount);
        return new Finding(
                Diagnostic.Level.ERROR,
                ReceivableCode.OVER_ALLOCATION,
                "amount",
                what + " is " + value + " " + amount.getCurrency().getCurrencyCode() + ", left is " + rest,
                Map.of("value", value, "left", rest));
    }

    private static Finding refuse(ReceivableCode code, String field, String value, String message) {
        return new Finding(Diagnostic.Level.ERROR, code, field, message, Map.of("value", value));
    }

    /** Everything the event says, but not when it was recorded: the same fact may be delivered twice. */
    static Sha256 content(ReceivableEvent event) {
        List<Object> fields = new ArrayList<>(List.of(event.kind(), event.eventId(), event.effective()));
        if (event instanceof ItemIssued issued) {
            OpenItem item = issued.item();
            fields.addAll(List.of(item.party(), item.kind(), item.amount(), item.due(), item.termAllocation()));
            item.terms().forEach(term -> fields.addAll(List.of(term.id(), term.due(), term.amount())));
            fields.addAll(List.of(item.baseRate(), item.linkedTo(), new TreeMap<>(item.dimensions())));
        } else if (event instanceof Allocated allocated) {
            fields.addAll(List.of(allocated.from(), allocated.to(), allocated.amount()));
        } else if (event instanceof WrittenOff writtenOff) {
            fields.addAll(List.of(writtenOff.item(), writtenOff.amount(), writtenOff.reason()));
        } else if (event instanceof Deallocated back) {
            fields.addAll(List.of(back.allocation(), back.reversal()));
        } else if (event instanceof WriteOffReversed back) {
            fields.addAll(List.of(back.writeOff(), back.reversal()));
        } else if (event instanceof Reversed back) {
            fields.addAll(List.of(back.item(), back.reversal()));
        } else if (event instanceof ItemCancelled cancelled) {
            fields.add(cancelled.item());
        }
        return Sha256.ofFields(fields.toArray());
    }
}
