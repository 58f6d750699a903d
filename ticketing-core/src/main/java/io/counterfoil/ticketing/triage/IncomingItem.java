package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.payments.redaction.PanRedactor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * Something that came in from outside and may become a ticket: a mail, a call, a form, an answer to a survey, a request by API. Immutable; its texts hold no
 * card number. Header names are kept in lower case.
 */
@Value.Immutable
public interface IncomingItem {

    /** What names it: the Message-ID of a mail without its brackets, else the host's id. Give it as the key of the command that records it. */
    String id();

    /** How it came. */
    @Value.Default
    default Channel channel() {
        return Channel.EMAIL;
    }

    /** Who sent it: an address, a number's reference, a participant's id; empty where nobody is named. */
    @Value.Default
    default String sender() {
        return "";
    }

    /** Where it was sent: {@code support@}, {@code finance@}, a line, a form. */
    @Value.Default
    default String mailbox() {
        return "";
    }

    /** One line. */
    @Value.Default
    default String subject() {
        return "";
    }

    /** The text. */
    @Value.Default
    default String body() {
        return "";
    }

    /** Headers by lower-case name. */
    Map<String, String> headers();

    /** What the host knows it to be about. */
    Optional<SubjectRef> about();

    /** When it came. */
    Instant receivedAt();

    /** Digest of what came, so that it can be found again whatever could be read of it. */
    Optional<Sha256> rawHash();

    /** What of it could not be read; not empty sends it to the manual queue. */
    List<Rejection> rejections();

    /** The texts lose card numbers and header names their capitals. */
    @Value.Check
    default IncomingItem clean() {
        if (id().isBlank()) {
            throw new IllegalArgumentException("incoming item has a blank id, expected a Message-ID or the host's id");
        }
        String cleanSubject = PanRedactor.redact(subject());
        String cleanBody = PanRedactor.redact(body());
        Map<String, String> names = new TreeMap<>();
        headers().forEach((name, value) -> names.put(name.toLowerCase(Locale.ROOT), value));
        return cleanSubject.equals(subject())
                        && cleanBody.equals(body())
                        && names.keySet().equals(headers().keySet())
                ? this
                : new Builder()
                        .from(this)
                        .subject(cleanSubject)
                        .body(cleanBody)
                        .headers(names)
                        .build();
    }

    /** A header's value, empty where there is none. */
    default String header(String name) {
        return headers().getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The message ids it answers, the nearest first, without brackets: In-Reply-To, then References from the last (RFC 5322, 3.6.4). */
    default List<String> answers() {
        List<String> ids = new java.util.ArrayList<>(Mail.ids(header("in-reply-to")));
        List<String> references = Mail.ids(header("references"));
        for (int at = references.size() - 1; at >= 0; at--) {
            if (!ids.contains(references.get(at))) {
                ids.add(references.get(at));
            }
        }
        return List.copyOf(ids);
    }

    /**
     * Why it is a machine's: {@code Auto-Submitted} other than {@code no} (RFC 3834), {@code Precedence: bulk}, {@code junk} or {@code list}, or a null return
     * path. Empty where a person seems to have written it.
     */
    default Optional<String> automatic() {
        String submitted = header("auto-submitted").strip().toLowerCase(Locale.ROOT);
        String precedence = header("precedence").strip().toLowerCase(Locale.ROOT);
        if (!submitted.isEmpty() && !submitted.equals("no") && !submitted.startsWith("no;")) {
            return Optional.of("Auto-Submitted is '" + submitted + "'");
        }
        if (Set.of("bulk", "junk", "list").contains(precedence)) {
            return Optional.of("Precedence is '" + precedence + "'");
        }
        return header("return-path").strip().equals("<>")
                ? Optional.of("the return path is empty, as of a bounce")
                : Optional.empty();
    }

    /** What the patterns find in subject and body, each once, in the order of the text: the first group, or the whole match, is the id. */
    default Set<SubjectRef> references(Map<String, Pattern> patterns) {
        String text = subject() + "\n" + body();
        Map<Integer, SubjectRef> found = new TreeMap<>();
        patterns.forEach((type, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                String id = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
                if (id != null && !id.isBlank()) {
                    found.putIfAbsent(matcher.start(), SubjectRef.of(type, id));
                }
            }
        });
        return new java.util.LinkedHashSet<>(found.values());
    }

    /** A new builder. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a mail: headers (unfolded, RFC 2047 words decoded) and a text body in its charset, quoted-printable and base64 undone. Never fails: a mail without a
     * Message-ID, with bytes that are no text of its charset, or above the limit comes out with its digest and a {@link Rejection} for each fault. The parts of
     * a multipart body are the host's to take apart.
     *
     * @param limit bytes above which the body is not read
     */
    static IncomingItem ofMail(byte[] raw, int limit, Instant receivedAt) {
        return new Mail(raw, limit).toItem(receivedAt);
    }

    /** Builds items. Not thread-safe. */
    final class Builder extends ImmutableIncomingItem.Builder {
        Builder() {}

        /** A header. */
        public Builder header(String name, String value) {
            return putHeader(name, value);
        }
    }

    /** How something came in. */
    enum Channel {
        EMAIL,
        CALL,
        FORM,
        SURVEY,
        API
    }
}
