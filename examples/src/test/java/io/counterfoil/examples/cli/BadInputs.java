package io.counterfoil.examples.cli;

import java.util.List;
import java.util.stream.Stream;

/** Every kind of input that a person gives by mistake. */
final class BadInputs {

    private BadInputs() {}

    static List<BadInput> all() {
        return Stream.of(statements(), tables(), reconciliations(), openItems())
                .flatMap(List::stream)
                .toList();
    }

    private static List<BadInput> statements() {
        return List.of(
                BadInput.of("a statement cut in the middle", "statement @cut.xml", 2)
                        .says("cut.xml:10:", "cut or not well formed", "1 rejected")
                        .file("cut.xml", Samples.CAMT_CUT),
                BadInput.of("XML with a document type declaration", "statement @dtd.xml", 2)
                        .says("dtd.xml:2:", "document type declaration")
                        .file("dtd.xml", Samples.CAMT_DTD),
                BadInput.of("a statement whose balances do not foot", "statement @broken.xml", 0)
                        .says("broken.xml:8:", "closing declared 1,252.50, computed 1,225.50", "BROKEN")
                        .file("broken.xml", Samples.CAMT_BROKEN),
                BadInput.of("the same, with --strict", "statement --strict @broken.xml", 1)
                        .says("BROKEN")
                        .file("broken.xml", Samples.CAMT_BROKEN),
                BadInput.of("a statement with a currency that does not exist", "statement @currency.xml", 0)
                        .says("currency.xml:10:", "currency 'XQX'", "1 rejected")
                        .file("currency.xml", Samples.CAMT_CURRENCY),
                BadInput.of("one file twice", "statement @march.xml @copy.xml", 0)
                        .says("SAME_FILE as march.xml, nothing is taken in")
                        .file("march.xml", Samples.CAMT)
                        .file("copy.xml", Samples.CAMT),
                BadInput.of("an empty file", "statement @empty.xml", 2)
                        .says("empty.xml", "the file is empty")
                        .file("empty.xml", ""),
                BadInput.of("payments in XML, without their control sums", "statement @pain.xml", 0)
                        .says("pain.xml:2", "FIELD_MISSING", "expected NbOfTxs")
                        .file("pain.xml", Samples.PAIN),
                BadInput.of("an MT940 statement with a line that cannot be read", "statement @bank.sta", 2)
                        .says("bank.sta:5", "BAD_61")
                        .file("bank.sta", Samples.MT940.replace("0331C250", "0331X250")),
                BadInput.of("a Nacha file without the control of its batch", "statement @ach.txt", 0)
                        .says("ach.txt:3", "BATCH_CONTROL_MISSING", "entries and addenda declared 1")
                        .file("ach.txt", Samples.NACHA),
                BadInput.of("a file that books are exported in", "statement @books.iif", 2)
                        .says("books.iif", "IIF")
                        .file("books.iif", Samples.IIF),
                BadInput.of("a picture named as a statement", "statement @photo.xml", 2)
                        .says("photo.xml", "binary")
                        .file("photo.xml", Samples.PNG),
                BadInput.of("a file that is not there", "statement @missing.xml", 2)
                        .says("missing.xml: there is no such file"),
                BadInput.of("one file that is not there beside one that proves", "statement @march.xml @missing.xml", 2)
                        .says("missing.xml: there is no such file")
                        .file("march.xml", Samples.CAMT),
                BadInput.of("a folder", "statement @folder", 2).says("folder: is a folder"),
                BadInput.of("no file at all", "statement", 2).says("'FILE'", "--help"),
                BadInput.of("an option that does not exist", "statement --profil x", 2)
                        .says("'--profil'", "--profile"));
    }

    private static List<BadInput> tables() {
        return List.of(
                BadInput.of("amounts with a decimal comma and no profile", "statement @bank.csv", 0)
                        .says("bank.csv:2:2 amount", "'250,50'", "decimal mark '.'")
                        .file("bank.csv", Samples.TABLE.replace("250.50,GBP", "\"250,50\",GBP")),
                BadInput.of("the same in every row", "statement @bank.csv", 2)
                        .says("bank.csv:2:2 amount", "bank.csv:3:2 amount")
                        .file(
                                "bank.csv",
                                "date,amount,currency,description\n2027-03-30,\"250,50\",GBP,INV-7\n2027-03-31,\"-25,00\",GBP,charges\n"),
                BadInput.of("a profile with the wrong decimal mark", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.csv:2:2 Betrag", "'1.250,50'", "decimal mark as ','")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file(
                                "bank.profile",
                                Samples.PROFILE_GERMAN
                                        .replace("decimal = ,", "decimal = .")
                                        .replace("grouping = .\n", "")),
                BadInput.of(
                                "a table without the column of the profile",
                                "statement @bank.csv --profile @bank.profile",
                                2)
                        .says("bank.csv:1", "[Betrag]")
                        .file("bank.csv", Samples.TABLE_GERMAN.replace("Betrag", "Umsatz"))
                        .file("bank.profile", Samples.PROFILE_GERMAN),
                BadInput.of("a table without the columns, no profile", "statement @bank.csv", 2)
                        .says("bank.csv", "date, amount, currency and description")
                        .file("bank.csv", Samples.TABLE_GERMAN),
                BadInput.of("a table with the header alone", "statement @bank.csv", 0)
                        .says("0 entries")
                        .file("bank.csv", "date,amount,currency,description\n"),
                BadInput.of("a quote that is never closed", "statement @bank.csv", 2)
                        .says("bank.csv:2", "never closed")
                        .file("bank.csv", Samples.TABLE.replace("charges", "\"charges")),
                BadInput.of("a row with too few cells", "statement @bank.csv", 0)
                        .says("bank.csv:3", "3 cells, expected 5")
                        .file("bank.csv", Samples.TABLE.replace(",charges,1225.50", "")),
                BadInput.of("a date that does not exist", "statement @bank.csv", 0)
                        .says("bank.csv:3:1 date", "'2027-02-30'", "yyyy-MM-dd")
                        .file("bank.csv", Samples.TABLE.replace("2027-03-31", "2027-02-30")),
                BadInput.of("a currency that does not exist", "statement @bank.csv", 0)
                        .says("bank.csv:3:3 currency", "'XQX'")
                        .file("bank.csv", Samples.TABLE.replace("-25.00,GBP", "-25.00,XQX")),
                BadInput.of("a running balance that does not follow", "statement --strict @bank.csv", 1)
                        .says("bank.csv:3", "balance is 1252.50, the rows make 1225.50")
                        .file("bank.csv", Samples.TABLE.replace("1225.50", "1252.50")),
                BadInput.of("a profile key that does not exist", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.profile:7:1: key 'ammount'", "amount")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN.replace("amount =", "ammount =")),
                BadInput.of("a profile line that is no setting", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.profile:7:1:", "key = value")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN.replace("amount =", "amount")),
                BadInput.of("a profile key twice", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.profile:11:1: key 'amount' stands twice")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN + "amount = Saldo\n"),
                BadInput.of(
                                "a profile with a decimal mark of two characters",
                                "statement @bank.csv --profile @bank.profile",
                                2)
                        .says("bank.profile:3:1: ',,'")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN.replace("decimal = ,", "decimal = ,,")),
                BadInput.of("a profile with an unknown sign", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.profile:11:1: 'backwards'", "debit-credit-columns")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN + "sign = backwards\n"),
                BadInput.of(
                                "a profile with a date pattern that is none",
                                "statement @bank.csv --profile @bank.profile",
                                2)
                        .says("bank.profile:5:1: 'day.month'")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN.replace("dd.MM.yyyy", "day.month")),
                BadInput.of("a profile with skip-lines = -1", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.profile:11:1: '-1'")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN + "skip-lines = -1\n"),
                BadInput.of(
                                "a profile with a currency that does not exist",
                                "statement @bank.csv --profile @bank.profile",
                                2)
                        .says("bank.profile:10:1: 'EURO'", "ISO 4217")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN.replace("EUR", "EURO")),
                BadInput.of(
                                "a profile with an opening balance that is no amount",
                                "statement @bank.csv --profile @bank.profile",
                                2)
                        .says("bank.profile:11:1: '1.000,00'")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN + "opening = 1.000,00\n"),
                BadInput.of("a profile with an empty column name", "statement @bank.csv --profile @bank.profile", 2)
                        .says("bank.profile:7:1: key 'amount' has no value")
                        .file("bank.csv", Samples.TABLE_GERMAN)
                        .file("bank.profile", Samples.PROFILE_GERMAN.replace("amount = Betrag", "amount =")),
                BadInput.of("a profile that is not there", "statement @bank.csv --profile @missing.profile", 2)
                        .says("missing.profile: there is no such file")
                        .file("bank.csv", Samples.TABLE_GERMAN),
                BadInput.of("--currency with a code that does not exist", "statement @bank.csv --currency POUND", 2)
                        .says("--currency: 'POUND'")
                        .file("bank.csv", "date,amount,text\n2027-03-30,1.00,x\n"));
    }

    private static List<BadInput> reconciliations() {
        return List.of(
                BadInput.of("a table without an amount", "reconcile @bank.csv @book.csv", 2)
                        .says("bank.csv:1:1:", "'amount'", "'betrag'", "left.amount = NAME")
                        .file("bank.csv", Samples.BANK.replace("amount", "betrag"))
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a table without a currency", "reconcile @bank.csv @book.csv", 2)
                        .says("bank.csv:1:1:", "'currency'", "--currency GBP")
                        .file("bank.csv", "date,amount\n2027-03-30,1.00\n")
                        .file("book.csv", Samples.BOOK),
                BadInput.of("decimal commas in every row", "reconcile @bank.csv @book.csv", 2)
                        .says("bank.csv:2:2 amount: '1,00'", "decimal mark '.'")
                        .file("bank.csv", "date,amount,currency\n2027-03-30,\"1,00\",GBP\n2027-03-31,\"2,00\",GBP\n")
                        .file("book.csv", Samples.BOOK),
                BadInput.of(
                                "a decimal comma, a wrong date and an unknown currency in one row each",
                                "reconcile @bank.csv @book.csv",
                                0)
                        .says("bank.csv:2:3 amount", "bank.csv:3:2 date", "bank.csv:4:4 currency")
                        .file(
                                "bank.csv",
                                Samples.BANK
                                        .replace("100.00", "\"100,00\"")
                                        .replace("R2,2027-03-30", "R2,30.03.2027")
                                        .replace("300.00,GBP", "300.00,XQX"))
                        .file("book.csv", Samples.BOOK),
                BadInput.of(
                                "a decimal comma in the one row that does not match, with --strict",
                                "reconcile --strict @bank.csv @book.csv",
                                1)
                        .says("1 item, 1 rejected", "bank.csv:3:3 amount")
                        .file(
                                "bank.csv",
                                "id,date,amount,currency\nR1,2027-03-31,100.00,GBP\nR2,2027-03-31,\"2,00\",GBP\n")
                        .file("book.csv", "id,date,amount,currency\nI1,2027-03-31,100.00,GBP\n"),
                BadInput.of("one id twice", "reconcile @bank.csv @book.csv", 0)
                        .says("bank.csv:2 id R1", "bank.csv:3 id R1", "both are out")
                        .file("bank.csv", Samples.BANK.replace("R2", "R1"))
                        .file("book.csv", Samples.BOOK),
                BadInput.of("an empty file", "reconcile @bank.csv @book.csv", 2)
                        .says("bank.csv: is empty")
                        .file("bank.csv", "")
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a table with the header alone", "reconcile @bank.csv @book.csv", 0)
                        .says("0 items")
                        .file("bank.csv", "date,amount,currency\n")
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a broken statement against a table", "reconcile @broken.xml @book.csv", 2)
                        .says("broken.xml:8:", "BROKEN")
                        .file("broken.xml", Samples.CAMT_BROKEN)
                        .file("book.csv", Samples.BOOK),
                BadInput.of("XML with a document type declaration", "reconcile @dtd.xml @book.csv", 2)
                        .says("dtd.xml:2:", "document type declaration")
                        .file("dtd.xml", Samples.CAMT_DTD)
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a file that books are exported in", "reconcile @books.iif @book.csv", 2)
                        .says("books.iif", "IIF")
                        .file("books.iif", Samples.IIF)
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a picture", "reconcile @photo.csv @book.csv", 2)
                        .says("photo.csv: is binary")
                        .file("photo.csv", Samples.PNG)
                        .file("book.csv", Samples.BOOK),
                BadInput.of("gzip that is cut", "reconcile @bank.csv.gz @book.csv", 2)
                        .says("bank.csv.gz", "cut or damaged")
                        .file("bank.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1})
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a quote that is never closed", "reconcile @bank.csv @book.csv", 2)
                        .says("bank.csv:2", "quote is never closed")
                        .file("bank.csv", Samples.BANK.replace("INV-1", "\"INV-1"))
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a file that is not there", "reconcile @missing.csv @book.csv", 2)
                        .says("missing.csv: there is no such file")
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a folder", "reconcile @folder @book.csv", 2)
                        .says("folder: is a folder")
                        .file("book.csv", Samples.BOOK),
                BadInput.of("one file alone", "reconcile @book.csv", 2)
                        .says("'RIGHT'")
                        .file("book.csv", Samples.BOOK),
                BadInput.of(
                                "a profile with a delimiter of two characters",
                                "reconcile @bank.csv @book.csv --profile @p",
                                2)
                        .says("p:1:1: ';;'")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK)
                        .file("p", "left.delimiter = ;;\n"),
                BadInput.of("a profile with an empty decimal mark", "reconcile @bank.csv @book.csv --profile @p", 2)
                        .says("p:1:1: key 'decimal' has no value")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK)
                        .file("p", "decimal =\n"),
                BadInput.of(
                                "a profile with a tolerance that is no amount",
                                "reconcile @bank.csv @book.csv --profile @p",
                                2)
                        .says("p:1:1: 'some'")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK)
                        .file("p", "tolerance = some\n"),
                BadInput.of(
                                "a profile with a window that is no number",
                                "reconcile @bank.csv @book.csv --profile @p",
                                2)
                        .says("p:2:1: 'many'")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK)
                        .file("p", "# window\ndays-after = many\n"),
                BadInput.of(
                                "a profile with a date pattern that is none",
                                "reconcile @bank.csv @book.csv --profile @p",
                                2)
                        .says("p:1:1: 'day.month'")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK)
                        .file("p", "date-pattern = day.month\n"),
                BadInput.of(
                                "a profile with a key that this command does not heed",
                                "reconcile @bank.csv @book.csv --profile @p",
                                2)
                        .says("p:1:1: key 'sign'")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK)
                        .file("p", "sign = inverted\n"),
                BadInput.of("1.250 where the decimal mark is a comma", "reconcile @bank.csv @book.csv --profile @p", 2)
                        .says("bank.csv:2:2 amount: '1.250'")
                        .file("bank.csv", "date,amount,currency\n2027-03-30,1.250,GBP\n")
                        .file("book.csv", Samples.BOOK)
                        .file("p", "left.decimal = ,\n"),
                BadInput.of("a column twice", "reconcile @bank.csv @book.csv", 2)
                        .says("bank.csv:1:3:", "'amount' twice")
                        .file("bank.csv", "date,amount,amount,currency\n2027-03-30,1.00,2.00,GBP\n")
                        .file("book.csv", Samples.BOOK),
                BadInput.of("a row with too few cells", "reconcile @bank.csv @book.csv", 0)
                        .says("bank.csv:2", "3 cells, the header has 7")
                        .file("bank.csv", Samples.BANK.replace(",GBP,INV-1,,", ""))
                        .file("book.csv", Samples.BOOK),
                BadInput.of("--show -1", "reconcile @bank.csv @book.csv --show -1", 2)
                        .says("--show: -1")
                        .file("bank.csv", Samples.BANK)
                        .file("book.csv", Samples.BOOK),
                BadInput.of(
                                "--currency with a code that does not exist",
                                "reconcile @bank.csv @book.csv --currency POUND",
                                2)
                        .says("--currency: 'POUND'")
                        .file("bank.csv", "date,amount\n2027-03-30,1.00\n")
                        .file("book.csv", Samples.BOOK));
    }

    private static List<BadInput> openItems() {
        return List.of(
                aging(
                        "a due date that does not exist",
                        2,
                        Samples.OPEN_ITEMS.replace("2027-02-03", "2027-02-30"),
                        "open.csv:2:4 due: '2027-02-30'",
                        "yyyy-MM-dd"),
                aging(
                        "dates as day.month.year",
                        2,
                        Samples.OPEN_ITEMS.replace("2027-03-20", "20.03.2027"),
                        "open.csv:3:3 issued: '20.03.2027'"),
                aging(
                        "a payment without its day",
                        2,
                        Samples.OPEN_ITEMS.replace("40.00,2027-02-10", "40.00,"),
                        "open.csv:2:8 paid_on"),
                aging(
                        "a decimal comma",
                        2,
                        Samples.OPEN_ITEMS.replace("70.00", "\"70,00\""),
                        "open.csv:3:6 amount",
                        "'70,00'"),
                aging(
                        "three decimals",
                        2,
                        Samples.OPEN_ITEMS.replace("70.00", "70.005"),
                        "open.csv:3:6 amount",
                        "more decimals than GBP"),
                aging(
                        "a currency that does not exist",
                        2,
                        Samples.OPEN_ITEMS.replace("GBP,70.00", "XQX,70.00"),
                        "open.csv:3:5 currency: 'XQX'"),
                aging("an amount of zero", 2, Samples.OPEN_ITEMS.replace("70.00", "0.00"), "open.csv:3:6 amount"),
                aging(
                        "a due date before the invoice",
                        2,
                        Samples.OPEN_ITEMS.replace("2027-04-19", "2027-03-19"),
                        "open.csv:3:4 due: '2027-03-19'"),
                aging(
                        "one invoice twice",
                        2,
                        Samples.OPEN_ITEMS.replace("INV-2", "INV-1"),
                        "open.csv:3:1 item: 'INV-1' stands in line 2"),
                aging(
                        "more paid than invoiced",
                        2,
                        Samples.OPEN_ITEMS.replace("40.00,2027", "400.00,2027"),
                        "open.csv:2:7 paid: '400.00'"),
                aging(
                        "a payment of less than nothing",
                        2,
                        Samples.OPEN_ITEMS.replace("40.00,2027", "-40.00,2027"),
                        "open.csv:2:7 paid: '-40.00'"),
                aging(
                        "a credit with a payment",
                        2,
                        Samples.OPEN_ITEMS.replace("-10.00,,", "-10.00,5.00,2027-03-12"),
                        "open.csv:5:7 paid"),
                aging("a row without an item", 2, Samples.OPEN_ITEMS.replace("INV-2,", ","), "open.csv:3:1 item"),
                aging(
                        "a row with too few cells",
                        2,
                        Samples.OPEN_ITEMS.replace(",GBP,70.00,,", ""),
                        "open.csv:3: the row has 4 cells"),
                aging(
                        "a table without a column",
                        2,
                        Samples.OPEN_ITEMS.replace("issued", "date"),
                        "open.csv:1:1:",
                        "'issued'",
                        "'date'"),
                aging("a table with semicolons", 2, Samples.OPEN_ITEMS.replace(',', ';'), "';'"),
                aging("a table with the header alone", 0, "item,party,issued,due,currency,amount\n", "PROVED"),
                aging("a header without a column, no rows", 2, "item,party\n", "open.csv:1:1:", "'issued'"),
                aging("an empty file", 2, "", "open.csv: is empty"),
                aging("an XML statement", 2, Samples.CAMT, "open.csv", "camt.053 statement"),
                BadInput.of("a picture", "age @photo.png --as-of 2027-03-31", 2)
                        .says("photo.png: is binary")
                        .file("photo.png", Samples.PNG),
                BadInput.of("a file that is not there", "age @missing.csv --as-of 2027-03-31", 2)
                        .says("missing.csv: there is no such file"),
                BadInput.of("a folder", "age @folder --as-of 2027-03-31", 2).says("folder: is a folder"),
                BadInput.of("a day that does not exist", "age @open.csv --as-of 2027-02-30", 2)
                        .says("'2027-02-30'", "yyyy-MM-dd")
                        .file("open.csv", Samples.OPEN_ITEMS),
                BadInput.of("no day", "age @open.csv", 2).says("--as-of").file("open.csv", Samples.OPEN_ITEMS),
                BadInput.of("buckets that do not rise", "age @open.csv --as-of 2027-03-31 --buckets 60,30", 2)
                        .says("--buckets", "30 after 60")
                        .file("open.csv", Samples.OPEN_ITEMS),
                BadInput.of("buckets that are no numbers", "age @open.csv --as-of 2027-03-31 --buckets 30,x", 2)
                        .says("--buckets", "'x'")
                        .file("open.csv", Samples.OPEN_ITEMS));
    }

    private static BadInput aging(String given, int status, String table, String... says) {
        return BadInput.of(given, "age @open.csv --as-of 2027-03-31", status)
                .file("open.csv", table)
                .says(says);
    }
}
