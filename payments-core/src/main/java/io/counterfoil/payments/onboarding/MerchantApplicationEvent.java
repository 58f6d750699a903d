package io.counterfoil.payments.onboarding;

import io.counterfoil.payments.lifecycle.History;
import io.counterfoil.payments.lifecycle.Lifecycle;
import io.counterfoil.payments.onboarding.MerchantApplication.Applicant;
import io.counterfoil.payments.onboarding.MerchantApplication.Setup;
import io.counterfoil.payments.onboarding.MerchantApplication.Upload;
import io.counterfoil.payments.redaction.PanRedactor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to an application. Texts hold no card numbers. Immutable. */
public sealed interface MerchantApplicationEvent extends History.Stamped, Lifecycle.Named {

    /** Which of the table's events it is. */
    Kind kind();

    @Override
    default String eventName() {
        return Lifecycle.Named.of(kind());
    }

    /** The events of the table, and the facts that are recorded beside them: items and the test transaction. */
    enum Kind {
        BEGIN,
        ITEM_RECEIVED,
        ITEM_ACCEPTED,
        ITEM_REJECTED,
        ITEM_WAIVED,
        ITEM_EXPIRED,
        REQUEST_DOCUMENTS,
        PARTNER_ASKS,
        CONFIGURE,
        TEST_RUN,
        TEST_WAIVED,
        SUBMIT,
        START_REVIEW,
        RECEIVE,
        REMIND,
        LAPSE,
        SEND_TO_PARTNER,
        PARTNER_APPROVES,
        PARTNER_DECLINES,
        DECLINE,
        APPROVE,
        ACTIVATE,
        WITHDRAW
    }

    /**
     * It was begun, or begun anew while it is a draft.
     *
     * @param applicant who applies
     * @param checklist what must be shown
     * @param stamp who, when, under which key
     */
    record Begun(Applicant applicant, List<Checklist.Line> checklist, History.Stamped.Stamp stamp)
            implements MerchantApplicationEvent {
        public Begun {
            Objects.requireNonNull(applicant, "applicant");
            checklist = List.copyOf(checklist);
        }

        @Override
        public Kind kind() {
            return Kind.BEGIN;
        }
    }

    /**
     * Something became of an item.
     *
     * @param kind one of the five of items
     * @param item its key
     * @param upload what came in; null but for ITEM_RECEIVED
     * @param reason why; may be empty
     * @param stamp who, when, under which key
     */
    record ItemChanged(Kind kind, String item, @Nullable Upload upload, String reason, History.Stamped.Stamp stamp)
            implements MerchantApplicationEvent {
        public ItemChanged {
            reason = PanRedactor.redact(reason);
            if (kind.compareTo(Kind.ITEM_RECEIVED) < 0
                    || kind.compareTo(Kind.ITEM_EXPIRED) > 0
                    || (kind == Kind.ITEM_RECEIVED) != (upload != null)) {
                throw new IllegalArgumentException("item event of kind " + kind + " with "
                        + (upload == null ? "no" : "a") + " document, expected one of items, ITEM_RECEIVED with one");
            }
        }

        /** What came in. */
        public Optional<Upload> received() {
            return Optional.ofNullable(upload);
        }
    }

    /**
     * The applicant was asked for something, by a reviewer or by the partner.
     *
     * @param kind REQUEST_DOCUMENTS or PARTNER_ASKS
     * @param items keys of items; may be empty for a question
     * @param message in words
     * @param stamp who, when, under which key
     */
    record Asked(Kind kind, List<String> items, String message, History.Stamped.Stamp stamp)
            implements MerchantApplicationEvent {
        public Asked {
            Objects.requireNonNull(kind, "kind");
            items = List.copyOf(items);
            message = PanRedactor.redact(message);
        }
    }

    /**
     * Accounts, fees and limits were set.
     *
     * @param setup what was set
     * @param stamp who, when, under which key
     */
    record Configured(Setup setup, History.Stamped.Stamp stamp) implements MerchantApplicationEvent {
        public Configured {
            Objects.requireNonNull(setup, "setup");
        }

        @Override
        public Kind kind() {
            return Kind.CONFIGURE;
        }
    }

    /**
     * The test transaction ran or was waived.
     *
     * @param kind TEST_RUN or TEST_WAIVED
     * @param passed whether it succeeded, or was waived
     * @param detail its reference, or why it was waived
     * @param stamp who, when, under which key
     */
    record Tested(Kind kind, boolean passed, String detail, History.Stamped.Stamp stamp)
            implements MerchantApplicationEvent {
        public Tested {
            Objects.requireNonNull(kind, "kind");
            detail = PanRedactor.redact(detail);
        }
    }

    /**
     * It went from one state to another, or the applicant was reminded.
     *
     * @param kind from SUBMIT on
     * @param reason in words, or the partner's name; may be empty
     * @param stamp who, when, under which key
     */
    record Moved(Kind kind, String reason, History.Stamped.Stamp stamp) implements MerchantApplicationEvent {
        public Moved {
            Objects.requireNonNull(kind, "kind");
            reason = PanRedactor.redact(reason);
        }
    }
}
