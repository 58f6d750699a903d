package io.counterfoil.payments.account;

/** Routing numbers in one form, so that two writings of one branch compare as equal. */
final class Routing {

    private Routing() {}

    /** Without blanks and hyphens; a Canadian one as {@code 0IIITTTTT}, whether it was printed {@code TTTTT-III} or not. */
    static String plain(String country, String routing) {
        String trimmed = routing.strip();
        if (country.equals("CA") && trimmed.matches("[0-9]{5}[ -]?[0-9]{3}")) {
            return "0" + trimmed.substring(trimmed.length() - 3) + trimmed.substring(0, 5);
        }
        return trimmed.replaceAll("[ -]", "");
    }

    /** As people know it: a Canadian one printed {@code TTTTT-III}. */
    static String printed(String country, String routing) {
        return country.equals("CA") && routing.matches("0[0-9]{8}")
                ? routing.substring(4) + "-" + routing.substring(1, 4)
                : routing;
    }
}
