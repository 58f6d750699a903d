package io.counterfoil.examples.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invents customers. All names are made up. */
public final class Names {

    private static final String[] FIRST = {
        "Alder",
        "Beacon",
        "Cobalt",
        "Dunmore",
        "Elmfield",
        "Fairlight",
        "Garnet",
        "Harbour",
        "Ivory",
        "Juniper",
        "Kestrel",
        "Larkspur",
        "Meridian",
        "Northgate",
        "Orchard",
        "Pemberton",
        "Quarry",
        "Rowan",
        "Sandford",
        "Thistle",
        "Upland",
        "Verity",
        "Westbrook",
        "Yarrow",
        "Zephyr"
    };
    private static final String[] SECOND = {
        "Analytics",
        "Architects",
        "Brothers",
        "Consulting",
        "Design",
        "Energy",
        "Foods",
        "Group",
        "Health",
        "Insurance",
        "Learning",
        "Legal",
        "Logistics",
        "Media",
        "Partners",
        "Research",
        "Software",
        "Studios",
        "Travel",
        "Works"
    };
    private static final int COUNT = 84;

    private Names() {}

    /** Eighty-four of them, most in pounds; the same random numbers, the same customers. */
    public static List<Customer> customers(Random random) {
        List<Customer> customers = new ArrayList<>();
        for (int at = 0; at < COUNT; at++) {
            boolean euro = at % 9 == 8;
            boolean transfer = !euro && at % 5 == 4;
            String base = FIRST[(at * 7 + random.nextInt(3)) % FIRST.length] + " "
                    + SECOND[(at * 11 + at / 20) % SECOND.length];
            String name = base + (euro ? " GmbH" : at % 3 == 0 ? " LLP" : " Ltd");
            String bankName = name.toUpperCase(Locale.ROOT).replace(" LTD", " LIMITED");
            customers.add(new Customer(
                    World.text("cus_%04d", at + 1),
                    name,
                    bankName.substring(0, Math.min(18, bankName.length())).strip(),
                    euro ? "EUR" : "GBP",
                    transfer,
                    iban(euro ? "DE" : "GB", random)));
        }
        return customers;
    }

    private static String iban(String country, Random random) {
        StringBuilder account = new StringBuilder(country.equals("GB") ? "XMPL" : "");
        int digits = country.equals("GB") ? 14 : 18;
        for (int at = 0; at < digits; at++) {
            account.append(random.nextInt(10));
        }
        return country + checkDigits(country, account.toString()) + account;
    }

    /** ISO 13616: 98 less the remainder of the rearranged number by 97. */
    private static String checkDigits(String country, String account) {
        int remainder = 0;
        for (char c : (account + country + "00").toCharArray()) {
            int value = Character.digit(c, 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return World.text("%02d", 98 - remainder);
    }
}
