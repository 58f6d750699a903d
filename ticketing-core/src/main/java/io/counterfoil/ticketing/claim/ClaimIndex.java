package io.counterfoil.ticketing.claim;

import io.counterfoil.payments.evidence.Sha256;
import io.counterfoil.payments.money.Amounts;
import io.counterfoil.payments.party.PartyId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Port: what is known of claims, to find the ones that a new claim may repeat.
 *
 * <p>An entry is found where it shares a key with the claim asked about ({@link Entry#keys()}); more may be returned, never fewer. Thread-safe.
 */
public interface ClaimIndex {

    /** Keeps the entry in the place of an earlier one of the same claim. */
    void put(Entry entry);

    /** Every entry that shares a key, each once, but not the claim itself; in the order in which the claims were first put. */
    Stream<Entry> sharing(Entry claim);

    /** An index in memory. */
    static ClaimIndex inMemory() {
        return new InMemoryClaimIndex();
    }

    /**
     * What is compared of a claim.
     *
     * @param claim its id
     * @param participant who claims
     * @param isAlive whether it lives on or was taken; a rejected or cancelled claim does not stand in the way of its correction
     * @param document digest of the document
     * @param content what the document says
     */
    record Entry(String claim, PartyId participant, boolean isAlive, Sha256 document, Claim.Content content) {

        /** A claim whose document says this. */
        public static Entry of(Claim claim, Claim.Content content) {
            return new Entry(
                    claim.receipt().id(),
                    claim.receipt().participant(),
                    claim.status().isAlive(),
                    claim.document(),
                    content);
        }

        /** The invoice number in its two forms. */
        public InvoiceNumber invoice() {
            return InvoiceNumber.of(content.invoice());
        }

        /** The serial numbers in compact form, without blank ones. */
        public Set<String> serials() {
            Set<String> serials = new HashSet<>();
            for (Claim.Line line : content.lines()) {
                serials.add(InvoiceNumber.of(line.serial()).compact());
            }
            serials.remove("");
            return serials;
        }

        LocalDate date() {
            return content.date();
        }

        long claimedMinor() {
            return Amounts.minor(content.claimed());
        }

        boolean isSameCurrency(Entry other) {
            return content.total().getCurrency().equals(other.content.total().getCurrency());
        }

        /** What two claims share where one may repeat the other: document, a serial, or a key of the invoice number. */
        public Collection<String> keys() {
            Set<String> keys = new HashSet<>();
            keys.add("document:" + document.hex());
            serials().forEach(serial -> keys.add("serial:" + serial));
            invoice().keys().forEach(key -> keys.add("invoice:" + key));
            return List.copyOf(keys);
        }
    }
}
