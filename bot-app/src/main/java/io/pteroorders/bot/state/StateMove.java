package io.pteroorders.bot.state;

import io.pteroorders.storage.json.Records;
import io.pteroorders.storage.sql.Ownership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves what the bot keeps beside the orders between a data directory and a database. What was at the place to which it
 * moves is replaced, so it can be done again. What is moved stays where it was.
 */
public final class StateMove {

    private static final List<String> LISTS = List.of(People.DIRECTORY, DeliveryRecords.DIRECTORY, BotState.IDENTITIES);

    private StateMove() {}

    /** Moves it into a database. */
    public static void toDatabase(Path data, Clock clock, Ownership owner) throws IOException {
        Place files = Place.files(data, clock);
        Place tables = Place.tables(owner);
        for (String list : LISTS) {
            move(files, tables, list);
        }
        Path audit = data.resolve(AuditFile.NAME);
        List<byte[]> entries = new ArrayList<>();
        if (Files.exists(audit)) {
            Files.readAllLines(audit).forEach(line -> entries.add(line.getBytes(StandardCharsets.UTF_8)));
        }
        replace(tables, AuditTable.NAME, entries);
    }

    /** Moves it into a data directory. */
    public static void toFiles(Ownership owner, Path data, Clock clock) throws IOException {
        Place files = Place.files(data, clock);
        Place tables = Place.tables(owner);
        for (String list : LISTS) {
            move(tables, files, list);
        }
        Files.deleteIfExists(data.resolve(AuditFile.NAME));
        StringBuilder lines = new StringBuilder();
        read(tables, AuditTable.NAME, entry -> lines.append(new String(entry, StandardCharsets.UTF_8))
                .append('\n'));
        try (AuditFile audit = AuditFile.open(data)) {
            audit.append(lines.toString());
        }
    }

    private static void move(Place from, Place to, String list) throws IOException {
        List<byte[]> values = new ArrayList<>();
        read(from, list, values::add);
        replace(to, list, values);
    }

    private static void read(Place from, String list, Consumer<byte[]> reader) {
        from.open(list, reader).close();
    }

    private static void replace(Place place, String list, List<byte[]> values) throws IOException {
        try (Records to = place.open(list, value -> {})) {
            to.compact(values);
        }
    }
}
