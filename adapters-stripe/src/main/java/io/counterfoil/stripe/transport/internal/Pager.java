package io.counterfoil.stripe.transport.internal;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.stripe.fact.StripeCode;
import io.counterfoil.stripe.fact.StripePage;
import io.counterfoil.stripe.fact.StripePages;
import io.counterfoil.stripe.transport.StripeRequest;
import io.counterfoil.stripe.transport.StripeResponse;
import io.counterfoil.stripe.transport.StripeTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Walks a list of Stripe's page by page, newest first, and never loses its place (specification 4.17, STR-17).
 *
 * <p>An empty page that promises more is asked for again; a page that fails with a server error is asked for again at half the size, down to ten, and
 * the size recovers. What cannot be got ends the walk with a cursor from which another walk goes on. Embedded lists that were cut are completed before a
 * page is read. Immutable, thread-safe.
 */
public final class Pager {

    /** The largest page that Stripe gives. */
    static final int FULL = 100;

    private static final int SMALLEST = 10;
    private static final int EMPTY_TRIES = 4;

    private final StripeTransport transport;
    private final PageReader pages;

    /** Walks lists of the account whose pages are read. */
    public Pager(StripeTransport transport, StripePages pages) {
        this(transport, pages::read);
    }

    /** Walks lists whose pages are read in a way of their own. */
    public Pager(StripeTransport transport, PageReader pages) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.pages = Objects.requireNonNull(pages, "pages");
    }

    /** Reads pages. */
    @FunctionalInterface
    public interface PageReader {
        /** The page that the text is. */
        StripePage read(byte[] json, String source);
    }

    /** Takes pages. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes one page.
         *
         * @param cursor from which the walk goes on after it; empty after the last page
         */
        void visit(StripePage page, Optional<String> cursor);
    }

    /**
     * How a walk ended.
     *
     * @param complete whether the list was walked to its end
     * @param cursor from which another walk goes on; empty at the end, and before the first page
     * @param pages that were taken
     * @param problems why it ended early
     * @param version in which Stripe answered; empty where it did not say or did not answer
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public record Walk(
            boolean complete,
            Optional<String> cursor,
            long pages,
            List<Diagnostic> problems,
            Optional<String> version,
            Optional<StripeResponse> refusal) {}

    /** Walks the list from the cursor, or from its start. */
    public Walk walk(StripeRequest list, Optional<String> from, Visitor visitor) {
        Progress progress = new Progress(list, from);
        while (!progress.ended) {
            step(progress, visitor);
        }
        return new Walk(
                progress.problems.isEmpty(),
                progress.cursor,
                progress.pages,
                progress.problems,
                progress.version,
                progress.refusal);
    }

    private void step(Progress at, Visitor visitor) {
        StripeRequest request = at.cursor
                .map(last -> at.list.replacing("starting_after", last))
                .orElse(at.list)
                .replacing("limit", Integer.toString(at.size));
        try {
            StripeResponse response = transport.send(request);
            if (!response.isSuccess()) {
                refused(at, response);
                return;
            }
            byte[] text = new EmbeddedLists(transport, at.list.account()).complete(response.body(), request.toString());
            at.version = response.apiVersion().or(() -> at.version);
            take(at, pages.read(text, request.path()), visitor);
        } catch (StripeTransport.Failure failure) {
            at.end(StripeCode.PAGE_FAILED, String.valueOf(failure.getMessage()));
        }
    }

    private static void refused(Progress at, StripeResponse response) {
        if (response.status() >= 500 && at.size > SMALLEST) {
            at.size = Math.max(SMALLEST, at.size / 2);
            return;
        }
        at.refusal = Optional.of(response);
        boolean denied = response.status() == 401 || response.status() == 403;
        at.end(
                denied ? StripeCode.PERMISSION_MISSING : StripeCode.PAGE_FAILED,
                at.list + " was answered with " + response.status()
                        + response.errorCode().map(code -> " " + code).orElse("")
                        + (denied
                                ? ", the key lacks "
                                        + response.missingPermission()
                                                .orElse("the permission to read " + at.list.endpoint())
                                : ", the list ends early"));
    }

    private static void take(Progress at, StripePage page, Visitor visitor) {
        if (page.objects() == 0 && !page.diagnostics().isEmpty()) {
            at.end(StripeCode.PAGE_FAILED, at.list + " was answered with what is no page of Stripe's");
            return;
        }
        boolean stuck =
                page.hasMore() && (page.lastId().isEmpty() || page.lastId().equals(at.cursor));
        if (page.objects() == 0 && page.hasMore()) {
            at.empty++;
            if (at.empty == EMPTY_TRIES) {
                at.end(
                        StripeCode.LIST_STALLED,
                        at.list + " gave " + EMPTY_TRIES + " empty pages that promise more, the list ends early");
            }
            return;
        }
        at.empty = 0;
        at.pages++;
        at.size = Math.min(FULL, at.size * 2);
        at.cursor = page.hasMore() ? page.lastId() : Optional.empty();
        visitor.visit(page, at.cursor);
        if (stuck) {
            at.end(StripeCode.LIST_STALLED, at.list + " does not move on, the list ends early");
        }
        at.ended |= !page.hasMore();
    }

    private static final class Progress {
        private final StripeRequest list;
        private final List<Diagnostic> problems = new ArrayList<>();
        private Optional<String> cursor;
        private Optional<String> version = Optional.empty();
        private Optional<StripeResponse> refusal = Optional.empty();
        private int size = FULL;
        private int empty;
        private long pages;
        private boolean ended;

        Progress(StripeRequest list, Optional<String> cursor) {
            this.list = list;
            this.cursor = cursor;
        }

        void end(StripeCode code, String message) {
            ended = true;
            problems.add(Diagnostic.error(code, message, Diagnostic.Location.of(list.path())));
        }
    }
}
