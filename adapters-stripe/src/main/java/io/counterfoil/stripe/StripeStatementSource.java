package io.counterfoil.stripe;

import io.counterfoil.payments.account.BankAccountRef;
import io.counterfoil.payments.evidence.Checked;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.reconciliation.item.ItemId;
import io.counterfoil.reconciliation.statement.StatementEntry;
import io.counterfoil.reconciliation.statement.StatementEntry.Charge;
import io.counterfoil.reconciliation.statement.StatementEntry.References;
import io.counterfoil.stripe.fact.StripeAccountId;
import io.counterfoil.stripe.fact.StripeFact.BalanceRow;
import io.counterfoil.stripe.fact.StripeFact.PayoutFact;
import io.counterfoil.stripe.money.StripeAmounts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.money.MonetaryAmount;

/**
 * Stripe's balance and payouts as statement entries, for reconciliation.
 *
 * <p>An entry of the balance has the row's net as its amount, signed as the account holder sees it, with the fee as a charge inside it; its day is the
 * row's creation in the account's zone, its value day the one on which the money can be paid out. What cannot be written as money is reported and left
 * out. Immutable, thread-safe.
 */
public final class StripeStatementSource {

    private static final String COUNTRY = "XX";

    private final StripeAccountId account;
    private final StripeAmounts amounts;
    private final ZoneId zone;

    private StripeStatementSource(StripeAccountId account, StripeAmounts amounts, ZoneId zone) {
        this.account = Objects.requireNonNull(account, "account");
        this.amounts = Objects.requireNonNull(amounts, "amounts");
        this.zone = Objects.requireNonNull(zone, "zone");
    }

    /** A source over the account, whose days are those of the zone. */
    public static StripeStatementSource of(StripeAccountId account, StripeAmounts amounts, ZoneId zone) {
        return new StripeStatementSource(account, amounts, zone);
    }

    /** The reference of the balance as an account: the Stripe account's id takes the place of an account number. */
    public BankAccountRef balanceAccount() {
        return BankAccountRef.of(COUNTRY, "stripe", account.value());
    }

    /** The rows as entries of the balance, in their order; each row's id is the entry's. */
    public Checked<List<StatementEntry>> entries(Collection<BalanceRow> rows) {
        List<StatementEntry> entries = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (BalanceRow row : rows) {
            Checked<MonetaryAmount> net = amounts.convert(row.currency(), row.netMinor());
            diagnostics.addAll(net.diagnostics());
            net.value().ifPresent(amount -> entries.add(entry(row, amount)));
        }
        return Checked.of(List.copyOf(entries), diagnostics);
    }

    private StatementEntry entry(BalanceRow row, MonetaryAmount net) {
        LocalDate day = LocalDate.ofInstant(row.createdAt(), zone);
        Map<References.Role, String> references = new EnumMap<>(References.Role.class);
        references.put(References.Role.BANK, row.id());
        row.source().ifPresent(source -> references.put(References.Role.TRANSACTION, source));
        StatementEntry.Builder entry = StatementEntry.builder()
                .id(ItemId.of(row.id()))
                .account(balanceAccount())
                .bookedOn(day)
                .valueOn(row.availableOn()
                        .map(instant -> LocalDate.ofInstant(instant, zone))
                        .orElse(day))
                .amount(net)
                .kind(kind(row.type()))
                .references(new References(references))
                .bankCode(row.type())
                .text(row.description());
        if (row.feeMinor() != 0) {
            entry.addCharge(new Charge(amounts.toMoney(row.currency(), row.feeMinor()), "stripe fee"));
        }
        return entry.build();
    }

    /**
     * What the bank should show of the payouts: one entry each on the day of expected arrival. Failed and cancelled payouts are left out.
     *
     * @param bank the account at the bank that Stripe pays out to
     */
    public Checked<List<StatementEntry>> expectedAtBank(Collection<PayoutFact> payouts, BankAccountRef bank) {
        List<StatementEntry> entries = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (PayoutFact payout : payouts) {
            if (payout.state().is("FAILED") || payout.state().is("CANCELLED")) {
                continue;
            }
            Checked<MonetaryAmount> money = amounts.convert(payout.currency(), payout.amountMinor());
            diagnostics.addAll(money.diagnostics());
            money.value().ifPresent(amount -> entries.add(expected(payout, amount, bank)));
        }
        return Checked.of(List.copyOf(entries), diagnostics);
    }

    private static StatementEntry expected(PayoutFact payout, MonetaryAmount amount, BankAccountRef bank) {
        Map<References.Role, String> references = new EnumMap<>(References.Role.class);
        references.put(References.Role.BATCH, payout.id());
        payout.traceId().ifPresent(trace -> references.put(References.Role.TRANSACTION, trace));
        return StatementEntry.builder()
                .id(ItemId.of(payout.id()))
                .account(bank)
                .bookedOn(payout.arrivalOn())
                .amount(amount)
                .kind(StatementEntry.Kind.PAYOUT)
                .references(new References(references))
                .text("STRIPE PAYOUT")
                .build();
    }

    private static StatementEntry.Kind kind(String type) {
        return switch (type) {
            case "charge", "payment" -> StatementEntry.Kind.CARD;
            case "payout" -> StatementEntry.Kind.PAYOUT;
            case "stripe_fee", "stripe_fx_fee", "application_fee" -> StatementEntry.Kind.FEE;
            case "tax_fee" -> StatementEntry.Kind.TAX;
            case "refund", "payment_refund", "refund_failure" -> StatementEntry.Kind.CORRECTION;
            case "payment_failure_refund", "payout_failure", "payout_cancel" -> StatementEntry.Kind.RETURN;
            case "payment_reversal", "transfer_refund", "topup_reversal" -> StatementEntry.Kind.REVERSAL;
            case "transfer", "topup" -> StatementEntry.Kind.TRANSFER;
            default -> StatementEntry.Kind.OTHER;
        };
    }
}
