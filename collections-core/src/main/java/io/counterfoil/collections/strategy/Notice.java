package io.counterfoil.collections.strategy;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.Contact.Audience;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItem;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.receivable.OpenItemKind;
import io.counterfoil.collections.receivable.ReceivableEvent;
import io.counterfoil.collections.receivable.Receivables;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.money.Totals;
import io.counterfoil.payments.party.PartyId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.money.CurrencyUnit;
import javax.money.MonetaryAmount;
import org.immutables.value.Value;

/** What is to be said: to whom, how, about which items. The host writes and sends it. Immutable. */
@Value.Immutable
public interface Notice {

    /** About whose items. */
    PartyId party();

    /** To whom. */
    Audience audience();

    /** The person of ours it is for; empty for the debtor and where nobody is named. */
    @Value.Default
    default String addressee() {
        return "";
    }

    /** How. */
    Channel channel();

    /** Which of the host's texts. */
    String templateKey();

    /** In which tone. */
    StrategyStep.Tone tone();

    /** The debtor's language, as a BCP 47 tag; empty where it is not known. */
    @Value.Default
    default String language() {
        return "";
    }

    /** The items, by due date and id. */
    List<Line> lines();

    /** Money of the party that is not applied yet. */
    Totals unapplied();

    /** What goes with it. */
    Set<StrategyStep.Attachment> attachments();

    /** What it costs the debtor once it is sent. */
    Optional<MonetaryAmount> fee();

    /** What is recommended beside it. */
    Set<StrategyStep.SideEffect> effects();

    /** Who decides, a role or a person; empty where nobody has to. */
    @Value.Default
    default String approver() {
        return "";
    }

    /** Who may see it. */
    @Value.Default
    default Contact.Visibility visibility() {
        return Contact.Visibility.TEAM;
    }

    /** What whoever decides should know; only with a recommendation or a sensitive case. */
    Optional<CaseFile> caseFile();

    /** Whether nothing is open any more of any of its lines (collections specification 6: all of them, not the last one). */
    default boolean isResolved(Receivables receivables, AsOf asOf) {
        return lines().stream()
                .allMatch(line -> receivables.at(party(), asOf).of(line.item()).stream()
                        .noneMatch(row ->
                                row.term().map(OpenItem.Term::id).orElse("").equals(line.term())));
    }

    /** What is open on its lines. */
    default Totals total() {
        return Totals.of(lines().stream().map(Line::open).toList());
    }

    /**
     * What it asks for, in the currency of the notice.
     *
     * @param currency of the notice
     * @param rate what one unit of the lines' currency is in it; the product is rounded once, half to even
     * @throws IllegalStateException where the lines are in several currencies
     */
    default MonetaryAmount total(CurrencyUnit currency, BigDecimal rate) {
        List<MonetaryAmount> sums = total().amounts();
        if (sums.size() > 1) {
            throw new IllegalStateException(
                    "notice to " + party() + " asks for " + total() + ", expected one currency");
        }
        BigDecimal sum =
                sums.isEmpty() ? BigDecimal.ZERO : sums.get(0).getNumber().numberValueExact(BigDecimal.class);
        BigDecimal converted = sum.multiply(rate).setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN);
        return Amounts.in(currency).of(converted.toPlainString());
    }

    /**
     * The fee as an open item of its own, linked to the oldest line (COL-38): it lives on after the principal is paid, and is reversed by itself. The id comes from
     * the key of the decision, so that the same notice is charged once.
     *
     * @param key of the decision
     * @param on the day of the notice, from which it is due
     */
    default Optional<ReceivableEvent> feeItem(IdempotencyKey key, LocalDate on, Instant recordedAt) {
        return fee().map(amount -> {
            OpenItem.Builder item = OpenItem.builder()
                    .id(OpenItemId.of("fee-" + key.value()))
                    .party(party())
                    .kind(OpenItemKind.FEE)
                    .amount(amount)
                    .issued(on)
                    .due(on)
                    .recordedAt(recordedAt);
            lines().stream()
                    .filter(line -> line.open().getCurrency().equals(amount.getCurrency()))
                    .findFirst()
                    .ifPresent(line -> item.linkedTo(line.item()));
            return new ReceivableEvent.ItemIssued(item.build());
        });
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A line of a notice.
     *
     * @param item the document
     * @param term the instalment; empty for a document that is due at once
     * @param due when it must be paid
     * @param open what is open
     * @param disputed the part of it that is in dispute
     */
    record Line(OpenItemId item, String term, LocalDate due, MonetaryAmount open, MonetaryAmount disputed) {

        @Override
        public String toString() {
            return item + (term.isEmpty() ? "" : "/" + term) + " due " + due + ": " + Amounts.text(open);
        }
    }

    /** Builds notices. Not thread-safe. */
    final class Builder extends ImmutableNotice.Builder {
        Builder() {}
    }
}
