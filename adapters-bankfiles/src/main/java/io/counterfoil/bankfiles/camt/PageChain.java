package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.BalanceSheet.Stated;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages of one statement, one after the other in a file: the closing of a page is the opening of the next. Not thread-safe. */
final class PageChain {

    private @Nullable Page last;

    /** Compares a page with the one before it. */
    ProofStatus prove(Page page, RecordSink sink) {
        Page before = last;
        last = page;
        if (before == null || page.number() <= 1 || !before.statement().equals(page.statement())) {
            return ProofStatus.PROVED;
        }
        if (page.number() != before.number() + 1) {
            sink.found(Diagnostic.error(
                    ImportCode.PAGE_MISSING,
                    "page " + page.number() + " follows page " + before.number() + ", expected page "
                            + (before.number() + 1),
                    page.at()));
            return ProofStatus.BROKEN;
        }
        if (before.closing().isEmpty() || page.opening().isEmpty()) {
            return ProofStatus.PROVED;
        }
        Stated closing = before.closing().get();
        Stated opening = page.opening().get();
        ImportReceipt.ControlTotal total = new ImportReceipt.ControlTotal(
                ImportReceipt.ControlTotal.Level.PAGE,
                "opening of page " + page.number(),
                BalanceSheet.plain(opening.currency(), opening.minor()),
                BalanceSheet.plain(closing.currency(), closing.minor()),
                opening.at());
        sink.declared(total);
        if (total.agrees()) {
            return ProofStatus.PROVED;
        }
        sink.found(Diagnostic.error(
                ImportCode.PAGE_CHAIN,
                "page " + page.number() + " opens with " + total.declared() + ", the page before closes with "
                        + total.computed(),
                total.at()));
        return ProofStatus.BROKEN;
    }

    /**
     * One page.
     *
     * @param statement account and id of the statement that it belongs to
     * @param number from 1
     * @param opening where it is stated
     * @param closing where it is stated
     * @param at where it begins
     */
    record Page(
            String statement,
            long number,
            Optional<Stated> opening,
            Optional<Stated> closing,
            Diagnostic.Location at) {}
}
