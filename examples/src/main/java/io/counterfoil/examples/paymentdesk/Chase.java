package io.counterfoil.examples.paymentdesk;

import io.counterfoil.collections.contact.Contact;
import io.counterfoil.collections.contact.ContactLog;
import io.counterfoil.collections.profile.Channel;
import io.counterfoil.collections.receivable.OpenItemId;
import io.counterfoil.collections.recovery.PaymentAttempt;
import io.counterfoil.collections.recovery.Recovery;
import io.counterfoil.collections.recovery.RecoveryAdvice;
import io.counterfoil.collections.recovery.RecoverySchedule;
import io.counterfoil.collections.strategy.CaseFile;
import io.counterfoil.collections.strategy.CollectionFacts;
import io.counterfoil.collections.strategy.ContactDecision;
import io.counterfoil.collections.strategy.ContactPlanner;
import io.counterfoil.collections.strategy.Notice;
import io.counterfoil.collections.strategy.Strategy;
import io.counterfoil.collections.strategy.StrategyStep;
import io.counterfoil.payments.calendar.AsOf;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.party.PartyId;
import io.counterfoil.reconciliation.status.Invoice;
import io.counterfoil.reconciliation.status.InvoiceId;
import io.counterfoil.reconciliation.status.StatusTable.PaymentStanding;
import io.counterfoil.stripe.decline.DeclineAdvice;
import io.counterfoil.stripe.invoice.InvoiceLink;
import io.counterfoil.stripe.invoice.PaymentEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What customers are told: after a decline, and while nothing comes; nobody twice for one reason, nobody whose money is on its way. Not thread-safe. */
final class Chase {

    private final Function<PaymentEvidence, DeclineAdvice> declines;
    private final ContactPlanner planner = ContactPlanner.builder()
            .strategies(strategy())
            .calendar(Week.calendar())
            .zone(Week.ZONE)
            .build();
    private final Recovery recovery = Recovery.of(RecoverySchedule.standard());
    private final List<Contact> log = new ArrayList<>();
    private final Map<PartyId, CaseFile> cases = new TreeMap<>();
    private final Map<String, Failure> failures = new TreeMap<>();
    private List<PaymentAttempt> attempts = List.of();
    private List<ContactDecision> decisions = List.of();

    /**
     * A payment that failed.
     *
     * @param attempt what was tried
     * @param invoice for which invoice
     * @param means what the decline means
     * @param next what to do
     */
    record Failure(PaymentAttempt attempt, InvoiceId invoice, DeclineAdvice means, RecoveryAdvice next) {

        /** Whether the customer gets the link again: not where a person must look first. */
        boolean resendsLink() {
            return switch (next.action()) {
                case RETRY, RESEND_LINK, ASK_NEW_METHOD, CORRECT_DATA -> true;
                case NONE, STOP_RETRY, REVIEW -> false;
            };
        }
    }

    Chase(Function<PaymentEvidence, DeclineAdvice> declines) {
        this.declines = declines;
    }

    /** Two reminders with the link, a call, a letter; after six weeks the debt manager decides, with the file of the case. */
    private static Strategy strategy() {
        return Strategy.builder()
                .id("rooms")
                .minGapDays(4)
                .addThresholds(Week.GBP.of("20.00"))
                .addSteps(
                        mail("reminder", 3).tone(StrategyStep.Tone.FRIENDLY).build(),
                        mail("second reminder", 10).build(),
                        StrategyStep.builder()
                                .id("call")
                                .daysAfterDue(20)
                                .addChannels(Channel.CALL)
                                .build(),
                        StrategyStep.builder()
                                .id("letter")
                                .daysAfterDue(30)
                                .tone(StrategyStep.Tone.FIRM)
                                .addChannels(Channel.LETTER)
                                .build(),
                        StrategyStep.builder()
                                .id("escalate")
                                .daysAfterDue(45)
                                .audience(Contact.Audience.DEBT_MANAGER)
                                .addChannels(Channel.EMAIL)
                                .addEffects(StrategyStep.SideEffect.ESCALATE)
                                .build(),
                        StrategyStep.builder()
                                .id("broken promise")
                                .anchor(StrategyStep.Anchor.PROMISE_BROKEN)
                                .addChannels(Channel.CALL)
                                .build())
                .build();
    }

    private static StrategyStep.Builder mail(String id, int days) {
        return StrategyStep.builder()
                .id(id)
                .daysAfterDue(days)
                .addChannels(Channel.EMAIL)
                .addAttachments(StrategyStep.Attachment.PAYMENT_LINK);
    }

    /** Reads the provider's payments as tries to collect, and says what to do about those that failed since the last time. */
    List<Failure> learn(List<InvoiceLink> links, AsOf asOf) {
        Map<InvoiceId, List<PaymentAttempt>> byInvoice = new TreeMap<>();
        Map<String, DeclineAdvice> meanings = new TreeMap<>();
        for (InvoiceLink link : links) {
            only(link)
                    .ifPresent(invoice -> attempt(link.payment(), invoice, meanings, asOf)
                            .ifPresent(attempt -> byInvoice
                                    .computeIfAbsent(invoice.id(), id -> new ArrayList<>())
                                    .add(attempt)));
        }
        attempts = byInvoice.values().stream().flatMap(List::stream).toList();
        List<Failure> fresh = new ArrayList<>();
        byInvoice.forEach((invoice, tries) -> {
            RecoveryAdvice next = recovery.propose(tries, asOf);
            tries.stream()
                    .filter(attempt -> attempt.isFailed() && !failures.containsKey(attempt.id()))
                    .forEach(attempt -> {
                        DeclineAdvice means = Objects.requireNonNull(meanings.get(attempt.id()));
                        Failure failure = new Failure(attempt, invoice, means, next);
                        failures.put(attempt.id(), failure);
                        fresh.add(failure);
                        tell(failure, asOf);
                    });
        });
        return fresh;
    }

    static Optional<Invoice> only(InvoiceLink link) {
        List<Invoice> named =
                link.resolution().fold(one -> one.value(), several -> List.of(), none -> List.of(), cut -> List.of());
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private Optional<PaymentAttempt> attempt(
            PaymentEvidence payment, Invoice invoice, Map<String, DeclineAdvice> meanings, AsOf asOf) {
        if (payment.standing() == PaymentStanding.NONE) {
            return Optional.empty();
        }
        PaymentAttempt.Builder attempt = PaymentAttempt.builder()
                .id(payment.paymentId())
                .party(invoice.customer())
                .addItem(OpenItemId.of(invoice.id().value()))
                .amount(payment.amount())
                .on(payment.paidOn())
                .recordedAt(asOf.knownAt())
                .code(payment.failureCode().orElse(""));
        switch (payment.standing()) {
            case SUCCEEDED -> attempt.state(PaymentAttempt.State.SUCCEEDED);
            case FAILED -> {
                DeclineAdvice means = declines.apply(payment);
                meanings.put(payment.paymentId(), means);
                attempt.state(PaymentAttempt.State.FAILED)
                        .failureClass(PaymentAttempt.FailureClass.valueOf(
                                means.failureClass().name()));
            }
            default -> attempt.state(PaymentAttempt.State.PENDING).method(PaymentAttempt.Method.DIRECT_DEBIT);
        }
        return Optional.of(attempt.build());
    }

    /** The customer and the sales executive, once for each failure. */
    private void tell(Failure failure, AsOf asOf) {
        for (RecoveryAdvice.FailureNotice notice : failure.next().notices()) {
            if (notice.attempt().equals(failure.attempt().id())) {
                boolean isClient = notice.to() == RecoveryAdvice.Recipient.CLIENT;
                log.add(contact(failure.attempt().party(), notice.key(), asOf)
                        .channel(Channel.EMAIL)
                        .audience(isClient ? Contact.Audience.DEBTOR : Contact.Audience.SALES_EXECUTIVE)
                        .addAllDebts(failure.attempt().items())
                        .text(
                                isClient
                                        ? "your payment was declined"
                                        : failure.next().sentence())
                        .build());
            }
        }
    }

    private static Contact.Builder contact(PartyId party, IdempotencyKey key, AsOf asOf) {
        return Contact.builder()
                .id("sent " + key)
                .party(party)
                .key(key)
                .at(asOf.knownAt())
                .on(asOf.effective())
                .by("payment desk");
    }

    /** The decisions of a morning; what is said is logged, a case that is handed on keeps its file. The notices are returned. */
    List<Notice> work(CollectionFacts facts, AsOf asOf) {
        decisions = planner.propose(facts, asOf);
        List<Notice> notices = new ArrayList<>();
        for (ContactDecision decision : decisions) {
            if (decision.kind() != ContactDecision.Kind.ACT && decision.kind() != ContactDecision.Kind.MANUAL) {
                continue;
            }
            Notice notice = decision.notice();
            notice.caseFile().ifPresent(file -> cases.put(file.party(), file));
            log.add(contact(notice.party(), decision.key(), asOf)
                    .channel(notice.channel())
                    .audience(notice.audience())
                    .debts(notice.lines().stream().map(Notice.Line::item).toList())
                    .text(notice.templateKey())
                    .build());
            notices.add(notice);
        }
        return notices;
    }

    /** What collections know. */
    CollectionFacts facts(DeskBooks books, Agreements agreements) {
        return CollectionFacts.builder(books.receivables())
                .contacts(ContactLog.of(log).orThrow())
                .promises(agreements.promises())
                .expected(agreements.transfers())
                .attempts(attempts)
                .build();
    }

    /** A proposal that was sent. */
    void propose(Invoice invoice, AsOf asOf) {
        log.add(contact(invoice.customer(), IdempotencyKey.derived("proposal", invoice.id()), asOf)
                .channel(Channel.EMAIL)
                .addDebt(OpenItemId.of(invoice.id().value()))
                .text("ways to pay " + invoice.id())
                .build());
    }

    /** Something that a customer said. */
    void note(PartyId party, String text, Instant at) {
        log.add(Contact.builder()
                .id("note " + log.size())
                .party(party)
                .kind(Contact.Kind.NOTE)
                .at(at)
                .on(AsOf.at(at, Week.ZONE).effective())
                .by("priya")
                .text(text)
                .build());
    }

    List<Contact> contacts() {
        return List.copyOf(log);
    }

    List<ContactDecision> decisions() {
        return decisions;
    }

    List<CaseFile> cases() {
        return List.copyOf(cases.values());
    }

    List<Failure> failures() {
        return List.copyOf(failures.values());
    }
}
