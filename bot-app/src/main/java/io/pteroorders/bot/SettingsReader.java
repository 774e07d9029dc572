package io.pteroorders.bot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.whatsapp.WhatsAppTransport;
import io.pteroorders.core.order.PersonId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads settings and collects what is wrong with them. */
final class SettingsReader {

    private static final Splitter LIST = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final String FILE = "_FILE";

    private final Map<String, String> settings;
    private final Map<String, String> defaults;
    /** Several read the same setting; what is wrong with it is said once. */
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * Of these settings.
     *
     * @param defaults what each is when nobody sets it
     */
    SettingsReader(Map<String, String> settings, Map<String, String> defaults) {
        this.settings = settings;
        this.defaults = defaults;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(settings.get(name)).map(SettingText::trimmed).filter(value -> !value.isEmpty());
    }

    <T> T value(String name, Function<String, Optional<T>> parse, String rule) {
        return optional(name, parse, rule)
                .or(() -> parse.apply(defaults.getOrDefault(name, "")))
                .orElseThrow();
    }

    <T> Optional<T> optional(String name, Function<String, Optional<T>> parse, String rule) {
        Optional<T> parsed = text(name).flatMap(parse);
        if (text(name).isPresent() && parsed.isEmpty()) {
            problems.add(name + " must be " + rule + ", is "
                    + SettingText.shown(text(name).get()));
        }
        return parsed;
    }

    int number(String name, int least, int most) {
        return value(
                name,
                text -> Optional.ofNullable(Ints.tryParse(text)).filter(n -> n >= least && n <= most),
                "a number from " + least + " to " + most + ", such as " + defaults.get(name));
    }

    ImmutableSet<PersonId> people(String name) {
        ImmutableSet.Builder<PersonId> people = ImmutableSet.builder();
        for (String number : LIST.split(text(name).orElse(""))) {
            PhoneNumbers.parse(number)
                    .or(() -> userId(number))
                    .ifPresentOrElse(
                            people::add,
                            () -> problems.add(name + " must be phone numbers with commas between them, such as "
                                    + "0812-3456-7890 or +6281234567890; " + SettingText.shown(number) + " is none"
                                    + PhoneNumbers.problem(number)
                                            .map(why -> ": " + why)
                                            .orElse("")));
        }
        return people.build();
    }

    /** Ids that WhatsApp gives to people whose number is hidden. */
    private static Optional<PersonId> userId(String text) {
        return WhatsAppTransport.isUserId(text) ? Optional.of(PersonId.of(text)) : Optional.empty();
    }

    /** A secret, or what the file has that the setting with {@code _FILE} names; never quoted. */
    Optional<String> secret(String name, Predicate<String> right, String rule) {
        Optional<String> secret = text(name).or(() -> secretFile(name).flatMap(file -> content(file, name)));
        if (secret.filter(right.negate()).isPresent()) {
            problems.add(name + " must be " + rule);
        }
        return secret.filter(right);
    }

    Optional<Path> secretFile(String name) {
        return text(name).isPresent() ? Optional.empty() : text(name + FILE).map(Path::of);
    }

    private Optional<String> content(Path file, String name) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            problems.add(name + FILE + " must be a file that can be read, is " + file);
            return Optional.empty();
        }
    }

    /** Something that cannot be left out. */
    <T> T required(Optional<T> value, T otherwise, String name, String rule) {
        if (value.isEmpty() && problems.stream().noneMatch(problem -> problem.startsWith(name))) {
            problems.add(name + " is missing: " + rule);
        }
        return value.orElse(otherwise);
    }

    void problem(String text) {
        problems.add(text);
    }

    void check() {
        if (!problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems));
        }
    }
}
