package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files with all that is kept about somebody, for an owner to hand over; no name tells whose they are. Thread-safe. */
public final class Exports implements PersonalPlace {

    /** The directory within the data directory. */
    public static final String DIRECTORY = "exports";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;

    /** Those in a data directory. */
    public Exports(Path data) {
        this.directory = data.resolve(DIRECTORY);
    }

    /** Writes one, for the owner of the program's files alone; returns its name in the data directory. */
    synchronized String write(JsonNode data, Instant now) {
        String stamped = "data-" + TIME.format(now);
        Path file = directory.resolve(stamped + ".json");
        for (int copy = 2; Files.exists(file); copy++) {
            file = directory.resolve(stamped + "-" + copy + ".json");
        }
        PrivateFile.write(
                file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
        return DIRECTORY + "/" + file.getFileName();
    }

    private ImmutableList<Path> files() {
        if (!Files.isDirectory(directory)) {
            return ImmutableList.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile).sorted().collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw StorageException.retryable("the exports cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Deletes those that were made before a time. */
    public synchronized void forgetBefore(Instant time) {
        String oldest = "data-" + TIME.format(time);
        files().stream()
                .filter(file -> String.valueOf(file.getFileName()).compareTo(oldest) < 0)
                .forEach(PrivateFile::delete);
    }

    @Override
    public String name() {
        return DIRECTORY;
    }

    private static boolean isOf(Path file, Subject subject) {
        try {
            return subject.isNamedIn(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StorageException.retryable("an export cannot be read: " + e.getMessage(), e);
        }
    }

    /** What they hold stands elsewhere as well. */
    @Override
    public Optional<JsonNode> of(Subject subject) {
        return Optional.empty();
    }

    @Override
    public synchronized void erase(Subject subject, PersonId pseudonym) {
        files().stream().filter(file -> isOf(file, subject)).forEach(PrivateFile::delete);
    }
}
