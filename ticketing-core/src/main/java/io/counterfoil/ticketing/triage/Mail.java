package io.counterfoil.ticketing.triage;

import io.counterfoil.payments.evidence.Diagnostic;
import io.counterfoil.payments.evidence.Rejection;
import io.counterfoil.payments.evidence.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mail as bytes (RFC 5322, RFC 2045, RFC 2047). Not thread-safe. */
final class Mail {

    private static final Pattern ID = Pattern.compile("<([^<>\\s]+)>");
    private static final Pattern WORD = Pattern.compile("=\\?([^?]+)\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(=\\?)");
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("<([^<>]*)>");

    private final byte[] raw;
    private final int limit;
    private final Sha256 hash;
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Mail(byte[] raw, int limit) {
        this.raw = raw;
        this.limit = limit;
        this.hash = Sha256.of(raw);
    }

    /** The message ids of a header, in its order, without brackets. */
    static List<String> ids(String header) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(header);
        while (matcher.find()) {
            if (!ids.contains(matcher.group(1))) {
                ids.add(matcher.group(1));
            }
        }
        return ids;
    }

    IncomingItem toItem(Instant receivedAt) {
        int body = readHeaders();
        String text = "";
        if (raw.length > limit) {
            reject(TriageCode.OVER_SIZE, body, "mail has " + raw.length + " bytes, expected at most " + limit);
        } else {
            text = body(body);
        }
        List<String> ids = ids(headers.getOrDefault("message-id", ""));
        if (ids.isEmpty()) {
            reject(TriageCode.NO_MESSAGE_ID, 0, "mail has no Message-ID, expected one in angle brackets");
        }
        return IncomingItem.builder()
                .id(ids.isEmpty() ? "raw-" + hash.shortHex() : ids.get(0))
                .sender(address(headers.getOrDefault("from", "")))
                .mailbox(address(headers.getOrDefault("delivered-to", headers.getOrDefault("to", ""))))
                .subject(headers.getOrDefault("subject", ""))
                .body(text)
                .headers(headers)
                .receivedAt(receivedAt)
                .rawHash(hash)
                .rejections(rejections)
                .build();
    }

    private void reject(TriageCode code, int offset, String sentence) {
        rejections.add(Rejection.of(
                new Diagnostic.Location("mail", 0, 0, offset, ""),
                "mail",
                code,
                sentence + "; digest " + hash.shortHex()));
    }

    /** Where the body begins. */
    private int readHeaders() {
        int end = endOfHeaders();
        String block = decoded(0, Math.min(end, limit), StandardCharsets.UTF_8, TriageCode.BROKEN_ENCODING);
        String unfolded = block.replace("\r\n", "\n").replaceAll("\n[ \t]+", " ");
        for (String line : unfolded.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        words(line.substring(colon + 1).strip()));
            }
        }
        return end;
    }

    private int endOfHeaders() {
        for (int at = 0; at + 1 < raw.length; at++) {
            if (raw[at] == '\n'
                    && (raw[at + 1] == '\n' || (raw[at + 1] == '\r' && at + 2 < raw.length && raw[at + 2] == '\n'))) {
                return raw[at + 1] == '\n' ? at + 2 : at + 3;
            }
        }
        return raw.length;
    }

    private String body(int from) {
        String transfer =
                headers.getOrDefault("content-transfer-encoding", "").strip().toLowerCase(Locale.ROOT);
        byte[] bytes = Arrays.copyOfRange(raw, from, raw.length);
        if (transfer.equals("base64")) {
            try {
                bytes = Base64.getMimeDecoder().decode(bytes);
            } catch (IllegalArgumentException broken) {
                reject(TriageCode.BROKEN_ENCODING, from, "body is not base64, expected what its header says");
                return "";
            }
        } else if (transfer.equals("quoted-printable")) {
            bytes = unquoted(new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("=[ \t]*\r?\n", ""), false);
        }
        Matcher named = CHARSET.matcher(headers.getOrDefault("content-type", ""));
        return strict(bytes, named.find() ? named.group(1) : "UTF-8", from);
    }

    private String decoded(int from, int to, Charset charset, TriageCode code) {
        try {
            return decode(Arrays.copyOfRange(raw, from, Math.max(from, to)), charset);
        } catch (CharacterCodingException broken) {
            reject(code, from, "headers are not " + charset + ", expected text");
            return new String(raw, from, Math.max(from, to) - from, StandardCharsets.ISO_8859_1);
        }
    }

    private String strict(byte[] bytes, String charset, int offset) {
        try {
            return decode(bytes, Charset.forName(charset));
        } catch (CharacterCodingException | IllegalCharsetNameException | UnsupportedCharsetException broken) {
            reject(
                    TriageCode.BROKEN_ENCODING,
                    offset,
                    "body is not text in '" + charset + "', expected what its header says");
            return "";
        }
    }

    private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Encoded words of a header; one that cannot be decoded stays as it is written. */
    private static String words(String value) {
        Matcher word = WORD.matcher(BETWEEN_WORDS.matcher(value).replaceAll("$1$2"));
        StringBuilder text = new StringBuilder();
        while (word.find()) {
            word.appendReplacement(text, Matcher.quoteReplacement(word(word)));
        }
        return word.appendTail(text).toString();
    }

    private static String word(Matcher word) {
        try {
            byte[] bytes = word.group(2).equalsIgnoreCase("b")
                    ? Base64.getDecoder().decode(word.group(3))
                    : unquoted(word.group(3), true);
            return decode(bytes, Charset.forName(word.group(1)));
        } catch (CharacterCodingException | IllegalArgumentException broken) {
            return word.group();
        }
    }

    private static byte[] unquoted(String text, boolean underscoreIsBlank) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '=' && at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2))) {
                out.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                out.write(underscoreIsBlank && letter == '_' ? ' ' : letter);
            }
        }
        return out.toByteArray();
    }

    private static boolean isHex(char letter) {
        return Character.digit(letter, 16) >= 0;
    }

    private static String address(String header) {
        Matcher bracketed = ADDRESS.matcher(header);
        return (bracketed.find() ? bracketed.group(1) : header).strip().toLowerCase(Locale.ROOT);
    }
}
