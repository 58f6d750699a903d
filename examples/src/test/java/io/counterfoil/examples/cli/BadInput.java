package io.counterfoil.examples.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Input that cannot be used, with the command that gets it.
 *
 * @param given in words
 * @param files name and bytes of each
 * @param command words; {@code @} begins a file
 * @param status expected exit status
 * @param says what the command must say somewhere
 */
record BadInput(String given, List<File> files, String command, int status, List<String> says) {

    /** A file by its name; its bytes as hexadecimal text, because a record is a value. */
    record File(String name, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }
    }

    /** Builds a case: what is given, the command, its status. */
    static BadInput of(String given, String command, int status) {
        return new BadInput(given, List.of(), command, status, List.of());
    }

    BadInput file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    BadInput file(String name, byte[] bytes) {
        List<File> more = new ArrayList<>(files);
        more.add(new File(name, HexFormat.of().formatHex(bytes)));
        return new BadInput(given, more, command, status, says);
    }

    BadInput says(String... parts) {
        return new BadInput(given, files, command, status, List.of(parts));
    }

    Desk.Said run(Path folder) {
        Desk desk = new Desk(folder).withFolder("folder");
        files.forEach(file -> desk.with(file.name(), file.bytes()));
        return desk.run(command);
    }

    @Override
    public String toString() {
        return given;
    }
}
