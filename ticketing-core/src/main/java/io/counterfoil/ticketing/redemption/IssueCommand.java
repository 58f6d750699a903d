package io.counterfoil.ticketing.redemption;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Decided;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Detail;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Kind;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Noted;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Remedy;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Report;
import io.counterfoil.ticketing.redemption.RedemptionIssue.Reported;
import java.util.Objects;

/**
 * What can be asked of an issue. A remedy is asked for as DECIDE; above the limit it waits for approval. Immutable.
 *
 * @param kind the event that is wished for
 * @param detail what is said with it
 * @param by who
 * @param key the caller's name for the act
 */
public record IssueCommand(Kind kind, Detail detail, Actor by, IdempotencyKey key) implements Command {

    public IssueCommand {
        kind.requireDetail(detail);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** A participant reports trouble. */
    public static IssueCommand report(Report report, Actor by, String key) {
        return of(Kind.REPORT, new Reported(report), by, key);
    }

    /** The vendor is asked. */
    public static IssueCommand send(String question, Actor by, String key) {
        return of(Kind.SEND, new Noted(question), by, key);
    }

    /** The vendor answers. */
    public static IssueCommand answer(String answer, Actor by, String key) {
        return of(Kind.ANSWER, new Noted(answer), by, key);
    }

    /** What is done about it. */
    public static IssueCommand decide(Remedy remedy, Actor by, String key) {
        return of(Kind.DECIDE, new Decided(remedy), by, key);
    }

    /** An approver lets the remedy pass. */
    public static IssueCommand approve(Actor by, String key) {
        return of(Kind.APPROVE, new Noted(""), by, key);
    }

    /** An approver does not let it pass. */
    public static IssueCommand refuse(String reason, Actor by, String key) {
        return of(Kind.REFUSE, new Noted(reason), by, key);
    }

    /** The remedy reached the participant. */
    public static IssueCommand complete(String reference, Actor by, String key) {
        return of(Kind.COMPLETE, new Noted(reference), by, key);
    }

    /** The participant takes it back. */
    public static IssueCommand withdraw(String reason, Actor by, String key) {
        return of(Kind.WITHDRAW, new Noted(reason), by, key);
    }

    private static IssueCommand of(Kind kind, Detail detail, Actor by, String key) {
        return new IssueCommand(kind, detail, by, IdempotencyKey.of(key));
    }

    @Override
    public Sha256 body() {
        return Sha256.ofFields(kind, by.id(), detail.digest());
    }
}
