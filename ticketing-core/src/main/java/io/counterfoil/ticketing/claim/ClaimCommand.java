package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.ticketing.claim.ClaimEvent.Change;
import io.counterfoil.ticketing.claim.ClaimEvent.Detail;
import io.counterfoil.ticketing.claim.ClaimEvent.Kind;
import io.counterfoil.ticketing.claim.ClaimEvent.Noted;
import io.counterfoil.ticketing.entry.DoubleKeying.Ruling;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.money.MonetaryAmount;

/**
 * What can be asked of a claim. Immutable.
 *
 * <p>Each command has the caller's key: given again, it changes nothing and is answered with the first events.
 *
 * @param kind the event that is wished for; a second typing is asked for as AGREE, and an approval as APPROVE, whatever comes of it
 * @param detail what is said with it
 * @param by who
 * @param key the caller's name for the act
 */
public record ClaimCommand(Kind kind, Detail detail, Actor by, IdempotencyKey key) implements Command {

    public ClaimCommand {
        kind.requireDetail(detail);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(key, "key");
    }

    /** A document came in. */
    public static ClaimCommand receive(Claim.Receipt receipt, Actor by, String key) {
        return of(Kind.RECEIVE, new ClaimEvent.Received(receipt), by, key);
    }

    /** The first typing. */
    public static ClaimCommand key(Map<String, String> values, Actor by, String key) {
        return of(Kind.KEY, new ClaimEvent.Keyed(values), by, key);
    }

    /** The second typing, by another person. */
    public static ClaimCommand keySecond(Map<String, String> values, Actor by, String key) {
        return of(Kind.AGREE, new ClaimEvent.Keyed(values), by, key);
    }

    /** A reviewer who typed neither settles what the two typings disagree about. */
    public static ClaimCommand adjudicate(List<Ruling> rulings, Actor by, String key) {
        return of(Kind.ADJUDICATE, new ClaimEvent.Adjudicated(rulings), by, key);
    }

    /** The sampling plan did not draw the claim: one typing is enough. */
    public static ClaimCommand passUnsampled(String sample, Actor by, String key) {
        return of(Kind.PASS_UNSAMPLED, new Noted(sample), by, key);
    }

    /** Typed values are put right; verification starts again. */
    public static ClaimCommand correct(List<Change> changes, String reason, Actor by, String key) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("correction changes nothing, expected one field or more");
        }
        return of(Kind.CORRECT, new ClaimEvent.Corrected(changes, reason), by, key);
    }

    /** The claim goes back to the participant, with one code for each document. */
    public static ClaimCommand returnToParticipant(
            Map<String, Deficiency> documents, String note, Actor by, String key) {
        return of(Kind.RETURN, new ClaimEvent.Returned(new TreeMap<>(documents), note), by, key);
    }

    /** The participant answers with a new document. */
    public static ClaimCommand resubmit(Sha256 document, MonetaryAmount claimed, Actor by, String key) {
        return of(Kind.RESUBMIT, new ClaimEvent.Resubmitted(document, claimed), by, key);
    }

    /** The time to answer is over. */
    public static ClaimCommand expire(String key) {
        return of(Kind.EXPIRE, new Noted(""), Actor.clock(), key);
    }

    /** A supervisor opens an expired claim again. */
    public static ClaimCommand reopen(String reason, Actor by, String key) {
        return of(Kind.REOPEN, new Noted(ClaimEvent.words("reason to reopen", reason)), by, key);
    }

    /** Review begins, with what the verified values say and what the duplicate check found. */
    public static ClaimCommand review(Claim.Content content, List<Duplicates.Finding> findings, Actor by, String key) {
        return of(Kind.REVIEW, new ClaimEvent.Reviewed(content, findings), by, key);
    }

    /** An approver approves; above the limit the first approval waits for a second. */
    public static ClaimCommand approve(Actor by, String key) {
        return of(Kind.APPROVE, new Noted(""), by, key);
    }

    /** The award was posted. */
    public static ClaimCommand award(String reference, Actor by, String key) {
        return of(Kind.AWARD, new Noted(reference), by, key);
    }

    /** The award was posted back. */
    public static ClaimCommand reverse(String reason, Actor by, String key) {
        return of(Kind.REVERSE, new Noted(ClaimEvent.words("reason to reverse", reason)), by, key);
    }

    /** The claim is refused for good. */
    public static ClaimCommand reject(Deficiency deficiency, String notice, Actor by, String key) {
        return of(Kind.REJECT, new ClaimEvent.Rejected(deficiency, notice), by, key);
    }

    /** The participant withdraws it. */
    public static ClaimCommand withdraw(String reason, Actor by, String key) {
        return of(Kind.WITHDRAW, new Noted(reason), by, key);
    }

    /** It should never have been entered. */
    public static ClaimCommand delete(String reason, Actor by, String key) {
        return of(Kind.DELETE, new Noted(ClaimEvent.words("reason to delete", reason)), by, key);
    }

    private static ClaimCommand of(Kind kind, Detail detail, Actor by, String key) {
        return new ClaimCommand(kind, detail, by, IdempotencyKey.of(key));
    }

    @Override
    public Sha256 body() {
        return Sha256.ofFields(kind, by.id(), detail.digest());
    }
}
