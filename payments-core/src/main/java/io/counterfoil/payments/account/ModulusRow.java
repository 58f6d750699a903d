package io.counterfoil.payments.account;

import java.util.List;
import java.util.stream.Stream;

/** One line of the weight table. The exception is 0 where the line has none. */
record ModulusRow(String line, String from, String to, Method method, List<Integer> weights, int exception) {

    /** How the products are added and what the sum must be a multiple of. */
    enum Method {
        MOD10,
        MOD11,
        DBLAL
    }

    static ModulusRow parse(String line) {
        String[] fields = line.strip().split("\\s+", -1);
        boolean readable = (fields.length == 17 || fields.length == 18)
                && fields[0].matches("[0-9]{6}")
                && fields[1].matches("[0-9]{6}")
                && fields[2].matches("MOD10|MOD11|DBLAL")
                && Stream.of(fields).skip(3).allMatch(field -> field.matches("-?[0-9]{1,3}"));
        if (!readable) {
            throw new IllegalArgumentException("modulus row '" + line.strip()
                    + "', expected two sort codes, MOD10, MOD11 or DBLAL, 14 weights and perhaps an exception");
        }
        return new ModulusRow(
                line.strip(),
                fields[0],
                fields[1],
                Method.valueOf(fields[2]),
                Stream.of(fields).skip(3).limit(14).map(Integer::valueOf).toList(),
                fields.length == 18 ? Integer.parseInt(fields[17]) : 0);
    }

    boolean holds(String sortCode) {
        return sortCode.compareTo(from) >= 0 && sortCode.compareTo(to) <= 0;
    }

    /** The sum of the products for 14 digits under these weights; for DBLAL the sum of the products' digits. */
    int sum(String digits, List<Integer> actual) {
        int sum = 0;
        for (int at = 0; at < 14; at++) {
            int product = (digits.charAt(at) - '0') * actual.get(at);
            sum += method == Method.DBLAL ? product / 10 + product % 10 : product;
        }
        return sum;
    }

    int modulus() {
        return method == Method.MOD11 ? 11 : 10;
    }
}
