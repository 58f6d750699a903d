package io.counterfoil.ticketing.ticket;

import io.counterfoil.payments.evidence.Evidence;
import io.counterfoil.payments.evidence.Obstacle;
import io.counterfoil.payments.evidence.Resolution;
import io.counterfoil.payments.evidence.SubjectRef;
import io.counterfoil.ticketing.triage.IncomingItem;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds the ticket that a mail belongs to (ticketing specification 4.2): by the messages it answers, then by the signed tag in its subject line, then by an open
 * ticket about the same subject. The first of these that finds something decides; if it finds several tickets, the answer is ambiguous. A merged ticket stands
 * for its survivor. Immutable, thread-safe.
 *
 * <p>Messages are known by the keys of the commands that recorded them: give the Message-ID of a mail, received or sent, without its brackets, as the key.
 */
public final class ThreadMatcher {

    private static final Pattern TAG = Pattern.compile("\\[#([^\\]\\s]+) ([0-9a-f]{16})\\]");
    private static final String MAC = "HmacSHA256";
    private static final int SHORTEST_SECRET = 16;
    private static final int SHOWN_BYTES = 8;

    private final SecretKeySpec secret;

    private ThreadMatcher(byte[] secret) {
        this.secret = new SecretKeySpec(secret, MAC);
    }

    /**
     * A matcher whose tags are signed with the secret.
     *
     * @param secret at least 16 bytes; copied
     */
    public static ThreadMatcher signedWith(byte[] secret) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "secret has " + secret.length + " bytes, expected at least " + SHORTEST_SECRET);
        }
        return new ThreadMatcher(secret.clone());
    }

    /** What to put into the subject line of a mail about the ticket: {@code [#T-17 0123456789abcdef]}. */
    public String tag(TicketId ticket) {
        return "[#" + name(ticket) + " " + signature(name(ticket)) + "]";
    }

    private static String name(TicketId ticket) {
        return ticket.value().replaceAll("[\\]\\s]", "_");
    }

    private String signature(String name) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform must have " + MAC, e);
        }
    }

    /** The ticket that the mail belongs to, of those given; in whatever order they come. */
    public Resolution<TicketId> match(IncomingItem mail, Stream<Ticket> tickets) {
        Candidates candidates = new Candidates(mail);
        tickets.filter(Ticket::exists).forEach(candidates::look);
        return candidates.resolve();
    }

    /** What is found while the tickets pass by, once. */
    private final class Candidates {

        private final IncomingItem mail;
        private final Set<String> answered;
        private final Set<String> tagged = new HashSet<>();
        private final List<Obstacle> obstacles = new ArrayList<>();
        private final SortedSet<TicketId> byReference = new TreeSet<>();
        private final SortedSet<TicketId> byTag = new TreeSet<>();
        private final SortedSet<TicketId> bySubject = new TreeSet<>();
        private final Map<TicketId, TicketId> survivors = new HashMap<>();

        Candidates(IncomingItem mail) {
            this.mail = mail;
            this.answered = new HashSet<>(mail.answers());
            Matcher tag = TAG.matcher(mail.subject());
            while (tag.find()) {
                String name = tag.group(1);
                if (MessageDigest.isEqual(
                        signature(name).getBytes(StandardCharsets.US_ASCII),
                        tag.group(2).getBytes(StandardCharsets.US_ASCII))) {
                    tagged.add(name);
                } else {
                    obstacles.add(Obstacle.of(
                            TicketCode.TAG_FORGED, "the tag of ticket '" + name + "' is not signed by this desk"));
                }
            }
        }

        void look(Ticket ticket) {
            ticket.mergedInto().ifPresent(into -> survivors.put(ticket.id(), into));
            if (!answered.isEmpty()
                    && ticket.log().stream()
                            .anyMatch(event ->
                                    answered.contains(event.stamp().key().value()))) {
                byReference.add(ticket.id());
            }
            if (tagged.contains(name(ticket.id()))) {
                byTag.add(ticket.id());
            }
            SubjectRef about = mail.about().orElse(null);
            if (about != null && ticket.status().isOpen() && ticket.subject().equals(about)) {
                bySubject.add(ticket.id());
            }
        }

        Resolution<TicketId> resolve() {
            if (!byReference.isEmpty()) {
                return among(byReference, TicketCode.REFERENCED, "it answers a message of ");
            }
            if (!byTag.isEmpty()) {
                return among(byTag, TicketCode.TAGGED, "its subject line has the signed tag of ");
            }
            if (!bySubject.isEmpty()) {
                return among(bySubject, TicketCode.SAME_SUBJECT, "it is about the same subject as the open ticket ");
            }
            obstacles.add(Obstacle.of(
                    TicketCode.NO_THREAD,
                    "it answers none of our messages, has no signed tag and is about no open ticket's subject"));
            return new Resolution.None<>(obstacles);
        }

        private Resolution<TicketId> among(SortedSet<TicketId> found, TicketCode code, String sentence) {
            SortedSet<TicketId> alive = new TreeSet<>();
            found.forEach(ticket -> alive.add(survivor(ticket)));
            Evidence evidence = Evidence.of(
                    code, sentence + found.stream().map(id -> "'" + id + "'").toList());
            return alive.size() == 1
                    ? new Resolution.Unique<>(alive.first(), evidence)
                    : new Resolution.Ambiguous<>(
                            List.copyOf(alive), Resolution.SolutionCount.exactly(alive.size()), evidence);
        }

        private TicketId survivor(TicketId ticket) {
            TicketId at = ticket;
            for (int steps = 0; steps <= survivors.size(); steps++) {
                TicketId next = survivors.get(at);
                if (next == null) {
                    return at;
                }
                at = next;
            }
            return at;
        }
    }
}
