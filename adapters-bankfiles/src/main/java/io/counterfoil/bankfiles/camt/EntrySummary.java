package io.counterfoil.bankfiles.camt;

import io.counterfoil.bankfiles.camt.EntryReader.Counted;
import io.counterfoil.bankfiles.source.ImportCode;
import io.counterfoil.bankfiles.source.internal.Money;
import io.counterfoil.bankfiles.source.internal.RecordSink;
import io.counterfoil.bankfiles.xml.Node;
import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.proof.ImportReceipt;
import io.counterfoil.payments.proof.ProofStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a statement ({@code TxsSummry}) against its entries. Banks differ in whether pending entries count; the summary agrees where all entries or the
 * booked ones make its figures. Not thread-safe.
 */
final class EntrySummary {

    private final Tally all = new Tally();
    private final Tally booked = new Tally();
    private @Nullable Node declared;

    void declare(Node txsSummry) {
        declared = txsSummry;
    }

    void count(Counted entry, boolean isBooked) {
        all.count(entry);
        if (isBooked) {
            booked.count(entry);
        }
    }

    /** Compares every figure that is declared; nothing declared is nothing compared. */
    Optional<ProofStatus> prove(Optional<Amounts> currency, CamtContext context, RecordSink sink) {
        Node summary = declared;
        if (summary == null) {
            return Optional.empty();
        }
        Comparison comparison = new Comparison(currency, context, sink);
        Node total = summary.at("TtlNtries");
        comparison.count(total.at("NbOfNtries"), "entries", all.credits + all.debits, booked.credits + booked.debits);
        comparison.amount(
                total.at("Sum"), "sum", all.creditMinor + all.debitMinor, booked.creditMinor + booked.debitMinor);
        Node credit = summary.at("TtlCdtNtries");
        comparison.count(credit.at("NbOfNtries"), "credit entries", all.credits, booked.credits);
        comparison.amount(credit.at("Sum"), "credits", all.creditMinor, booked.creditMinor);
        Node debit = summary.at("TtlDbtNtries");
        comparison.count(debit.at("NbOfNtries"), "debit entries", all.debits, booked.debits);
        comparison.amount(debit.at("Sum"), "debits", all.debitMinor, booked.debitMinor);
        Node net = total.at("TtlNetNtry", "Amt").isPresent() ? total.at("TtlNetNtry") : total;
        Node netAmount = net == total ? total.at("TtlNetNtryAmt") : net.at("Amt");
        comparison.net(netAmount, CamtContext.sign(net.textAt("CdtDbtInd")), all.net(), booked.net());
        return comparison.result;
    }

    private static final class Tally {
        private long credits;
        private long debits;
        private long creditMinor;
        private long debitMinor;

        private void count(Counted entry) {
            if (entry.sign() > 0) {
                credits++;
                creditMinor += entry.minor();
            } else {
                debits++;
                debitMinor += entry.minor();
            }
        }

        private long net() {
            return creditMinor - debitMinor;
        }
    }

    private static final class Comparison {
        private final Optional<Amounts> currency;
        private final CamtContext context;
        private final RecordSink sink;
        private Optional<ProofStatus> result = Optional.empty();

        private Comparison(Optional<Amounts> currency, CamtContext context, RecordSink sink) {
            this.currency = currency;
            this.context = context;
            this.sink = sink;
        }

        private void count(Node node, String name, long whole, long part) {
            String text = node.text();
            if (text.matches("[0-9]{1,15}")) {
                long stated = Long.parseLong(text);
                compare(
                        node,
                        name,
                        Long.toString(stated),
                        Long.toString(stated == part ? part : whole),
                        ImportCode.SUMMARY_COUNT);
            }
        }

        private void amount(Node node, String name, long whole, long part) {
            if (currency.isPresent() && node.isPresent()) {
                Amounts money = currency.get();
                Money.Read read = context.money().signed(node.text(), money);
                String declared = read.failure().isPresent() ? "unreadable" : BalanceSheet.plain(money, read.minor());
                long computed = read.minor() == part ? part : whole;
                compare(node, name, declared, BalanceSheet.plain(money, computed), ImportCode.SUMMARY_AMOUNT);
            }
        }

        /** The net is stated without sign and with an indicator, which banks leave out for zero. */
        private void net(Node node, int sign, long whole, long part) {
            if (currency.isPresent() && node.isPresent()) {
                Amounts money = currency.get();
                Money.Read read = context.money().signed(node.text(), money);
                long stated = sign < 0 ? -read.minor() : read.minor();
                String declared = read.failure().isPresent() ? "unreadable" : BalanceSheet.plain(money, stated);
                compare(
                        node,
                        "net",
                        declared,
                        BalanceSheet.plain(money, stated == part ? part : whole),
                        ImportCode.SUMMARY_AMOUNT);
            }
        }

        private void compare(Node node, String name, String declared, String computed, ImportCode code) {
            ImportReceipt.ControlTotal total = new ImportReceipt.ControlTotal(
                    ImportReceipt.ControlTotal.Level.STATEMENT, name, declared, computed, context.at(node));
            sink.declared(total);
            ProofStatus status = total.agrees() ? ProofStatus.PROVED : ProofStatus.BROKEN;
            result = Optional.of(result.map(before -> before.worse(status)).orElse(status));
            if (!total.agrees()) {
                sink.found(Diagnostic.error(
                        code,
                        "summary states " + declared + " " + name + ", the entries make " + computed,
                        total.at()));
            }
        }
    }
}
