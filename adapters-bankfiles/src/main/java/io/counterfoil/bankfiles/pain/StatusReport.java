package io.counterfoil.bankfiles.pain;

import io.counterfoil.bankfiles.pain.internal.PainMessage;
import io.counterfoil.bankfiles.pain.internal.StatusCodes;
import io.counterfoil.bankfiles.record.BankRecord.StatusItem;
import io.counterfoil.payments.evidence.Code;
import io.counterfoil.payments.order.PaymentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a bank said about each transaction of a message that was sent (BNK-55): one outcome a transaction, the silent ones among them. A status of the transaction
 * itself counts before that of its part, that before the group's; of two on one level the later. From part and group only a rejection or an acceptance is handed
 * down. Immutable.
 */
public final class StatusReport {

    private final List<Outcome> outcomes;
    private final List<StatusItem> foreign;

    private StatusReport(List<Outcome> outcomes, List<StatusItem> foreign) {
        this.outcomes = List.copyOf(outcomes);
        this.foreign = List.copyOf(foreign);
    }

    static StatusReport of(PainMessage message, List<StatusItem> received) {
        Map<String, StatusItem> transactions = new HashMap<>();
        Map<String, StatusItem> parts = new HashMap<>();
        StatusItem[] group = new StatusItem[1];
        Set<String> ids = new HashSet<>();
        message.transactions().forEach(one -> ids.add(one.order().endToEndId()));
        Set<String> partIds = message.parts().keySet();
        List<StatusItem> foreign = new ArrayList<>();
        for (StatusItem item : received) {
            boolean ours = item.originalMessageId().equals(message.id());
            switch (item.level()) {
                case GROUP -> {
                    if (ours) {
                        group[0] = item;
                    }
                }
                case PAYMENT -> {
                    ours &= partIds.contains(item.paymentId());
                    if (ours) {
                        parts.put(item.paymentId(), item);
                    }
                }
                case TRANSACTION -> {
                    ours &= ids.contains(item.endToEndId());
                    if (ours) {
                        transactions.put(item.endToEndId(), item);
                    }
                }
            }
            if (!ours) {
                foreign.add(item);
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        message.parts()
                .forEach((part, those) -> those.forEach(one -> outcomes.add(outcome(
                        one,
                        Optional.ofNullable(transactions.get(one.order().endToEndId()))
                                .or(() -> handedDown(parts.get(part)))
                                .or(() -> handedDown(group[0]))))));
        return new StatusReport(outcomes, foreign);
    }

    private static Optional<StatusItem> handedDown(@org.jspecify.annotations.Nullable StatusItem item) {
        return Optional.ofNullable(item).filter(one -> StatusCodes.isHandedDown(one.status()));
    }

    private static Outcome outcome(PainMessage.Transaction one, Optional<StatusItem> said) {
        Kind kind = said.map(item -> Kind.of(item.status())).orElse(Kind.SILENT);
        return new Outcome(
                one.order().id(),
                one.order().endToEndId(),
                kind,
                said.map(StatusItem::status).orElse(""),
                said.flatMap(StatusItem::reason).orElse(""),
                said.map(StatusItem::information).orElse(""));
    }

    /** One for every transaction, in the order of the message. */
    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** The outcomes of the kind. */
    public List<Outcome> of(Kind kind) {
        return outcomes.stream().filter(one -> one.kind() == kind).toList();
    }

    /** Statuses of other messages, or of transactions that this one does not have. */
    public List<StatusItem> foreign() {
        return foreign;
    }

    /** What became of a transaction. */
    public enum Kind implements Code {
        /** Accepted to some degree: the status says which. */
        ACCEPTED,
        /** Rejected, with a reason as a rule. */
        REJECTED,
        /** Nothing is decided. */
        PENDING,
        /** A status that the standard does not know. */
        UNKNOWN,
        /** Nothing was said of it. */
        SILENT;

        @Override
        public String id() {
            return "PAIN_OUTCOME." + name();
        }

        private static Kind of(String status) {
            if (StatusCodes.isAccepted(status)) {
                return ACCEPTED;
            }
            return switch (status) {
                case "RJCT", "CANC", "BLCK" -> REJECTED;
                default -> StatusCodes.isKnown(status) ? PENDING : UNKNOWN;
            };
        }
    }

    /**
     * What became of one transaction.
     *
     * @param payment the order's
     * @param endToEndId as it was sent
     * @param kind what became of it
     * @param status as written; empty for a silent one
     * @param reason code as written; empty where none is said
     * @param information more words of the bank
     */
    public record Outcome(
            PaymentId payment, String endToEndId, Kind kind, String status, String reason, String information) {
        public Outcome {
            Objects.requireNonNull(payment, "payment");
            Objects.requireNonNull(kind, "kind");
        }
    }
}
