package io.counterfoil.reconciliation.proof;

import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.document.Document;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.proof.Proof;
import io.counterfoil.reconciliation.breaks.Break;
import io.counterfoil.reconciliation.difference.Difference;
import io.counterfoil.reconciliation.engine.Match;
import io.counterfoil.reconciliation.engine.Reconciliation;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.item.ItemView;
import io.counterfoil.reconciliation.item.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/**
 * The bank reconciliation statement (REC-55): bank balance and what only the book has = book balance and what only the bank has, each listed by class. Amounts are
 * signed as they affect the account. Two errors do not cancel: equal balances with open items of the same sign on one side fail. Immutable.
 */
public final class BankReconciliation extends DerivedProof {

    private final AsOf asOf;
    private final MonetaryAmount adjustedBank;
    private final MonetaryAmount adjustedBook;

    private BankReconciliation(Proof plain, AsOf asOf, MonetaryAmount adjustedBank, MonetaryAmount adjustedBook) {
        super(plain);
        this.asOf = asOf;
        this.adjustedBank = adjustedBank;
        this.adjustedBook = adjustedBook;
    }

    /** Proves the two sides at the end of a day. */
    public static BankReconciliation prove(Sides sides, AsOf asOf) {
        ProofDraft draft = new ProofDraft();
        draft.figure("BANK", "balance at the bank", sides.bankBalance());
        MonetaryAmount bank = side(draft, sides.bankBalance(), "BOOK_ONLY ", sides.bookOnly());
        draft.figure("ADJUSTED_BANK", "adjusted balance at the bank", bank);
        draft.figure("BOOK", "balance in the book", sides.bookBalance());
        MonetaryAmount book = side(draft, sides.bookBalance(), "BANK_ONLY ", sides.bankOnly());
        draft.figure("ADJUSTED_BOOK", "adjusted balance in the book", book);
        MonetaryAmount off = draft.mustAgree("DIFFERENCE", "adjusted bank less adjusted book", bank, book);
        Proof plain = draft.build(
                SubjectRef.of("bank-reconciliation", sides.account() + " " + asOf.effective()),
                "bank and book agree at " + ProofDraft.shown(bank) + " after "
                        + sides.bookOnly().size() + " items of the book and "
                        + sides.bankOnly().size() + " of the bank",
                "bank and book differ by " + ProofDraft.shown(off) + " that no listed item explains");
        return new BankReconciliation(plain, asOf, bank, book);
    }

    private static MonetaryAmount side(ProofDraft draft, MonetaryAmount balance, String prefix, List<Line> lines) {
        CurrencyUnit currency = balance.getCurrency();
        Map<String, List<Proof.Figure.Item>> byKind = new TreeMap<>();
        for (Line line : lines) {
            byKind.computeIfAbsent(line.kind(), kind -> new ArrayList<>()).add(line.item());
        }
        MonetaryAmount sum = balance;
        for (Map.Entry<String, List<Proof.Figure.Item>> kind : byKind.entrySet()) {
            String label = kind.getKey().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            sum = ProofDraft.plus(sum, draft.figure(prefix + kind.getKey(), label, currency, kind.getValue()));
        }
        return sum;
    }

    /** Bank balance and what only the book has. */
    public MonetaryAmount adjustedBank() {
        return adjustedBank;
    }

    /** Book balance and what only the bank has. */
    public MonetaryAmount adjustedBook() {
        return adjustedBook;
    }

    /** Adjusted bank less adjusted book, signed. */
    public MonetaryAmount difference() {
        return ProofDraft.plus(adjustedBank, adjustedBook.negate());
    }

    @Override
    public Document toDocument() {
        return ProofPage.of("Bank reconciliation", subject().id() + ", known at " + asOf.knownAt(), this);
    }

    /**
     * Something that one side has and the other has not.
     *
     * @param kind class of the item, in capitals, such as OUTSTANDING_CHEQUE or UNRECORDED_FEE; lines are summed by it
     * @param item id, signed amount and a note
     */
    public record Line(String kind, Proof.Figure.Item item) {}

    /** The two sides of one account. Immutable. */
    @Value.Immutable
    public interface Sides {

        /** The account, by token or the host's name for it. */
        String account();

        /** What the bank says stands on the account. */
        MonetaryAmount bankBalance();

        /** What the book says stands on the account. */
        MonetaryAmount bookBalance();

        /** In the book, not yet at the bank. */
        List<Line> bookOnly();

        /** At the bank, not in the book. */
        List<Line> bankOnly();

        /** Refuses a second currency. */
        @Value.Check
        default void check() {
            CurrencyUnit currency = bankBalance().getCurrency();
            ProofDraft.sameCurrency(currency, bookBalance(), "book balance");
            bookOnly()
                    .forEach(line -> ProofDraft.sameCurrency(
                            currency, line.item().amount(), line.item().reference()));
            bankOnly()
                    .forEach(line -> ProofDraft.sameCurrency(
                            currency, line.item().amount(), line.item().reference()));
        }

        /** A new builder. */
        static Builder builder() {
            return new Builder();
        }

        /** Builds sides. Not thread-safe. */
        final class Builder extends ImmutableSides.Builder {
            Builder() {}

            /**
             * What a run left open on either side, by class of its break, and the differences inside its matches, which only the bank has. What is open in the
             * book and not yet due is an outstanding payment or a deposit in transit.
             */
            public Builder addRun(Reconciliation run) {
                Map<Side, Map<ItemId, String>> kinds = new EnumMap<>(Side.class);
                run.breaks().forEach(found -> kind(found, kinds));
                for (Side side : Side.values()) {
                    Map<ItemId, String> known = kinds.getOrDefault(side, Map.of());
                    run.open(side).forEach(item -> add(side, known.get(item.id()), item));
                }
                run.matches().forEach(this::addDifferences);
                return this;
            }

            private static void kind(Break found, Map<Side, Map<ItemId, String>> kinds) {
                for (Side side : found.side().map(List::of).orElse(List.of(Side.values()))) {
                    found.items()
                            .forEach(id -> kinds.computeIfAbsent(side, s -> new HashMap<>())
                                    .putIfAbsent(id, found.breakClass().name()));
                }
            }

            private void add(Side side, @org.jspecify.annotations.Nullable String kind, ItemView item) {
                String note = item.day()
                        + item.references().stream()
                                .findFirst()
                                .map(r -> " " + r)
                                .orElse("");
                Proof.Figure.Item line = new Proof.Figure.Item(item.id().value(), item.open(), note);
                if (side == Side.LEFT) {
                    addBankOnly(new Line(kind == null ? "NOT_IN_BOOK" : kind, line));
                } else {
                    String waiting = item.open().isNegative() ? "OUTSTANDING_PAYMENT" : "DEPOSIT_IN_TRANSIT";
                    addBookOnly(new Line(kind == null ? waiting : kind, line));
                }
            }

            private void addDifferences(Match match) {
                for (Difference line : match.differences()) {
                    if (!line.reason().is(Difference.Reason.TIMING)) {
                        String kind =
                                line.reason().id().substring(line.reason().id().indexOf('.') + 1);
                        addBankOnly(new Line(
                                "MATCHED_WITH_" + kind,
                                new Proof.Figure.Item(match.id().value(), line.amount(), "difference inside a match")));
                    }
                }
            }
        }
    }
}
