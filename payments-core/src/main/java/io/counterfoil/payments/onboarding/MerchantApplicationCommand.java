package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.idempotency.IdempotencyKey;
import io.counterfoil.payments.lifecycle.Actor;
import io.counterfoil.payments.lifecycle.Command;
import io.counterfoil.payments.onboarding.MerchantApplication.Applicant;
import io.counterfoil.payments.onboarding.MerchantApplication.Setup;
import io.counterfoil.payments.onboarding.MerchantApplication.Upload;
import io.counterfoil.payments.onboarding.MerchantApplicationEvent.Kind;
import io.counterfoil.payments.redaction.PanRedactor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What can be asked of an application, or be reported about it. Texts lose card numbers here, before an event exists. Immutable. */
public sealed interface MerchantApplicationCommand extends Command {

    /** An application is begun with the items of the checklist; while it is a draft it may be begun anew. */
    static Begin begin(Applicant applicant, Checklist checklist, Actor by, String key) {
        return new Begin(applicant, checklist.linesFor(applicant), by, IdempotencyKey.of(key));
    }

    /** Documents came in, by the keys of their items. When nothing that was asked for is missing any more, the review goes on. */
    static Receive receive(Map<String, Upload> documents, Actor by, String key) {
        return new Receive(documents, "", by, IdempotencyKey.of(key));
    }

    /** The applicant answered in words; the review goes on. */
    static Receive answer(String answer, Actor by, String key) {
        return new Receive(Map.of(), text("answer", answer), by, IdempotencyKey.of(key));
    }

    /** A reviewer finds an item in order. */
    static Judge accept(String item, Actor by, String key) {
        return new Judge(Kind.ITEM_ACCEPTED, item, "", by, IdempotencyKey.of(key));
    }

    /** A reviewer finds an item not in order. */
    static Judge reject(String item, String reason, Actor by, String key) {
        return new Judge(
                Kind.ITEM_REJECTED, item, text("reason to reject an item", reason), by, IdempotencyKey.of(key));
    }

    /** A reviewer or an approver does without an item. */
    static Judge waive(String item, String reason, Actor by, String key) {
        return new Judge(Kind.ITEM_WAIVED, item, text("reason to waive an item", reason), by, IdempotencyKey.of(key));
    }

    /** The last day of an accepted item is over. */
    static Judge expire(String item, Actor by, String key) {
        return new Judge(Kind.ITEM_EXPIRED, item, "", by, IdempotencyKey.of(key));
    }

    /** The applicant hands the application in. */
    static Move submit(Actor by, String key) {
        return new Move(Kind.SUBMIT, "", by, IdempotencyKey.of(key));
    }

    /** A reviewer begins. */
    static Move startReview(Actor by, String key) {
        return new Move(Kind.START_REVIEW, "", by, IdempotencyKey.of(key));
    }

    /** A reviewer asks the applicant for the items. */
    static Ask requestDocuments(List<String> items, String message, Actor by, String key) {
        return new Ask(Kind.REQUEST_DOCUMENTS, items, message, by, IdempotencyKey.of(key));
    }

    /** The partner asks for the items, or a question. */
    static Ask partnerAsks(List<String> items, String message, Actor by, String key) {
        return new Ask(Kind.PARTNER_ASKS, items, message, by, IdempotencyKey.of(key));
    }

    /** The reminder days are over. */
    static Move remind(Actor by, String key) {
        return new Move(Kind.REMIND, "", by, IdempotencyKey.of(key));
    }

    /** The lapse days are over. */
    static Move lapse(Actor by, String key) {
        return new Move(Kind.LAPSE, "no answer", by, IdempotencyKey.of(key));
    }

    /** A reviewer hands the application on to the partner. */
    static Move sendToPartner(String partner, Actor by, String key) {
        return new Move(Kind.SEND_TO_PARTNER, text("partner", partner), by, IdempotencyKey.of(key));
    }

    /** The partner takes the merchant, by the partner's own reference. */
    static Move partnerApproves(Actor by, String key) {
        return new Move(Kind.PARTNER_APPROVES, "", by, IdempotencyKey.of(key));
    }

    /** The partner turns the merchant down, by the partner's own reference. */
    static Move partnerDeclines(String reason, Actor by, String key) {
        return new Move(Kind.PARTNER_DECLINES, reason, by, IdempotencyKey.of(key));
    }

    /** An approver approves. */
    static Move approve(Actor by, String key) {
        return new Move(Kind.APPROVE, "", by, IdempotencyKey.of(key));
    }

    /** An approver turns the merchant down. */
    static Move decline(String reason, Actor by, String key) {
        return new Move(Kind.DECLINE, reason, by, IdempotencyKey.of(key));
    }

    /** Accounts, fees and limits are set. */
    static Configure configure(Setup setup, Actor by, String key) {
        return new Configure(setup, by, IdempotencyKey.of(key));
    }

    /** A test transaction ran. */
    static RecordTest tested(boolean passed, String reference, Actor by, String key) {
        return new RecordTest(
                Kind.TEST_RUN, passed, text("reference of the test", reference), by, IdempotencyKey.of(key));
    }

    /** An approver does without a test transaction. */
    static RecordTest waiveTest(String reason, Actor by, String key) {
        return new RecordTest(
                Kind.TEST_WAIVED, true, text("reason to waive the test", reason), by, IdempotencyKey.of(key));
    }

    /** Payments may flow. */
    static Move activate(Actor by, String key) {
        return new Move(Kind.ACTIVATE, "", by, IdempotencyKey.of(key));
    }

    /** The applicant gives up. */
    static Move withdraw(String reason, Actor by, String key) {
        return new Move(Kind.WITHDRAW, reason, by, IdempotencyKey.of(key));
    }

    private static String text(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " is blank, expected a few words");
        }
        return PanRedactor.redact(text);
    }

    /**
     * Begins.
     *
     * @param applicant who applies
     * @param checklist what must be shown
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Begin(Applicant applicant, List<Checklist.Line> checklist, Actor by, IdempotencyKey key)
            implements MerchantApplicationCommand {
        public Begin {
            Objects.requireNonNull(applicant, "applicant");
            checklist = List.copyOf(checklist);
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "begin")
                    .and("id", applicant.id())
                    .and("merchant", applicant.merchant())
                    .and("legalName", applicant.legalName())
                    .and("type", applicant.type())
                    .and("jurisdiction", applicant.jurisdiction())
                    .and("owners", applicant.owners())
                    .and("widelyHeld", applicant.widelyHeld())
                    .and("takesCards", applicant.takesCards())
                    .and("sellsOnline", applicant.sellsOnline())
                    .and("processedBefore", applicant.processedBefore())
                    .and("checklist", checklist);
        }
    }

    /**
     * Brings documents or an answer.
     *
     * @param documents by the keys of their items
     * @param answer in words; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Receive(Map<String, Upload> documents, String answer, Actor by, IdempotencyKey key)
            implements MerchantApplicationCommand {
        public Receive {
            documents = java.util.Collections.unmodifiableMap(new TreeMap<>(documents));
            answer = PanRedactor.redact(answer);
            if (documents.isEmpty() && answer.isBlank()) {
                throw new IllegalArgumentException("nothing was received, expected a document or an answer");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "receive")
                    .and("documents", documents.keySet())
                    .and("documents", documents.values())
                    .and("answer", answer);
        }
    }

    /**
     * Judges an item.
     *
     * @param kind ITEM_ACCEPTED, ITEM_REJECTED, ITEM_WAIVED or ITEM_EXPIRED
     * @param item its key
     * @param reason why; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Judge(Kind kind, String item, String reason, Actor by, IdempotencyKey key)
            implements MerchantApplicationCommand {
        public Judge {
            reason = PanRedactor.redact(reason);
            if (kind.compareTo(Kind.ITEM_ACCEPTED) < 0 || kind.compareTo(Kind.ITEM_EXPIRED) > 0) {
                throw new IllegalArgumentException("judgement by " + kind
                        + ", expected ITEM_ACCEPTED, ITEM_REJECTED, ITEM_WAIVED or ITEM_EXPIRED");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "judge").and("kind", kind).and("item", item).and("reason", reason);
        }
    }

    /**
     * Asks the applicant.
     *
     * @param kind REQUEST_DOCUMENTS or PARTNER_ASKS
     * @param items keys of items; may be empty for a question
     * @param message in words
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Ask(Kind kind, List<String> items, String message, Actor by, IdempotencyKey key)
            implements MerchantApplicationCommand {
        public Ask {
            items = List.copyOf(items);
            message = MerchantApplicationCommand.text("request", message);
            if (kind != Kind.REQUEST_DOCUMENTS && kind != Kind.PARTNER_ASKS) {
                throw new IllegalArgumentException(
                        "request by " + kind + ", expected REQUEST_DOCUMENTS or PARTNER_ASKS");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "ask").and("kind", kind).and("items", items).and("message", message);
        }
    }

    /**
     * Sets up.
     *
     * @param setup accounts, fees, limits
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Configure(Setup setup, Actor by, IdempotencyKey key) implements MerchantApplicationCommand {
        public Configure {
            Objects.requireNonNull(setup, "setup");
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "configure")
                    .and("accounts", setup.accounts())
                    .and("feeSchedule", setup.feeSchedule())
                    .and("singleLimit", setup.singleLimit())
                    .and("dailyLimit", setup.dailyLimit());
        }
    }

    /**
     * Records the test transaction.
     *
     * @param kind TEST_RUN or TEST_WAIVED
     * @param passed whether it succeeded, or is waived
     * @param detail its reference, or why it is waived
     * @param by who asks
     * @param key the caller's name for the act
     */
    record RecordTest(Kind kind, boolean passed, String detail, Actor by, IdempotencyKey key)
            implements MerchantApplicationCommand {
        public RecordTest {
            detail = PanRedactor.redact(detail);
            if (kind != Kind.TEST_RUN && kind != Kind.TEST_WAIVED) {
                throw new IllegalArgumentException("test by " + kind + ", expected TEST_RUN or TEST_WAIVED");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "test")
                    .and("kind", kind)
                    .and("passed", passed)
                    .and("detail", detail);
        }
    }

    /**
     * Goes to another state, or reminds.
     *
     * @param kind from SUBMIT on
     * @param reason in words, or the partner's name; may be empty
     * @param by who asks
     * @param key the caller's name for the act
     */
    record Move(Kind kind, String reason, Actor by, IdempotencyKey key) implements MerchantApplicationCommand {
        public Move {
            reason = PanRedactor.redact(reason);
            if (kind.compareTo(Kind.SUBMIT) < 0 || kind == Kind.RECEIVE) {
                throw new IllegalArgumentException("move by " + kind + ", expected one from SUBMIT on but RECEIVE");
            }
        }

        @Override
        public Sha256 body() {
            return words().digest();
        }

        @Override
        public Words words() {
            return Words.of("act", "move").and("kind", kind).and("reason", reason);
        }
    }
}
