package io.counterfoil.examples.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The world as the files that its systems would export: billing and cash book as CSV, the provider's list pages as JSON, bank statements as camt.053. The
 * committed folder {@code day-close} is what this class writes.
 */
public final class WorldFiles {

    private WorldFiles() {}

    /** Every file by its path below the folder. */
    public static Map<String, String> all() {
        World world = WorldGenerator.generate();
        Map<String, String> files = new TreeMap<>();
        files.put("invoices.csv", invoices(world));
        files.put("customers.csv", customers(world));
        files.put("cash-book.csv", cashBook(world));
        files.put("tickets.csv", DeskBooks.tickets(20270301L));
        files.putAll(new StripeJson(world).pages());
        for (String currency : List.of("EUR", "GBP")) {
            CamtWriter camt = new CamtWriter(currency, world.bankLines());
            for (int month = 1; month <= 3; month++) {
                YearMonth of = YearMonth.of(2027, month);
                files.put(World.text("bank/%s-%s.xml", currency.toLowerCase(Locale.ROOT), of), camt.month(of));
            }
        }
        files.put("index.txt", String.join("\n", files.keySet()) + "\n");
        return files;
    }

    /** Writes every file below the folder, replacing what is there. */
    public static void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : all().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
    }

    private static String invoices(World world) {
        return "number,booking,customer,customer_name,issued,due,currency,amount,status,paid_by\n"
                + world.bills().stream()
                        .map(bill -> String.join(
                                ",",
                                bill.number(),
                                bill.booking(),
                                bill.customer().id(),
                                bill.customer().name(),
                                bill.issuedOn().toString(),
                                bill.dueOn().toString(),
                                bill.customer().currency(),
                                decimal(bill.amountMinor()),
                                world.billing().get(bill.number()),
                                world.paidBy().getOrDefault(bill.number(), "")))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String customers(World world) {
        return "customer,name,bank_name,currency\n"
                + world.customers().stream()
                        .map(c -> String.join(",", c.id(), c.name(), c.bankName(), c.currency()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String cashBook(World world) {
        return "id,date,currency,amount,payee,reference\n"
                + world.cashBook().stream()
                        .map(row -> String.join(
                                ",",
                                row.id(),
                                row.date().toString(),
                                row.currency(),
                                decimal(row.amountMinor()),
                                row.payee(),
                                row.reference()))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    static String decimal(long minor) {
        return (minor < 0 ? "-" : "") + Math.abs(minor) / 100 + World.text(".%02d", Math.abs(minor) % 100);
    }
}
