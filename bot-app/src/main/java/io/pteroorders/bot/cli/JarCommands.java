package io.pteroorders.bot.cli;

import io.pteroorders.storage.sql.SqlStorageOptions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** The commands of the jar. */
public final class JarCommands {

    /** What the program is called in its usage, as a property that a start script sets. */
    private static final String NAME = "program.name";

    private JarCommands() {}

    /**
     * What lines are asked for beside messages.
     *
     * @param acks whether the jsonl transport waits for acknowledgements
     * @param time whether lines say what time it is
     */
    public record Lines(boolean acks, boolean time) {}

    /** Starts the bot. */
    @FunctionalInterface
    public interface Start {

        /**
         * Runs the bot to its end.
         *
         * @param settings from the command line, before all others
         * @param lines what is asked of the jsonl transport
         */
        void run(Map<String, String> settings, Lines lines) throws Exception;
    }

    /** Finds the data directory. */
    @FunctionalInterface
    public interface Finder {

        /**
         * The directory that the configuration names.
         *
         * @param settings from the command line, before all others
         */
        DataDirectory find(Map<String, String> settings);
    }

    /**
     * The places between which a shop moves.
     *
     * @param files the data directory
     * @param database the database
     */
    public record Sides(DataDirectory files, SqlStorageOptions database) {}

    /** Finds the places between which a shop moves. */
    @FunctionalInterface
    public interface SidesFinder {

        /**
         * What the configuration names, whichever of it is in use.
         *
         * @param settings from the command line, before all others
         */
        Sides find(Map<String, String> settings);
    }

    /** Reads the settings. */
    @FunctionalInterface
    public interface SettingsReader {

        /**
         * All settings in force.
         *
         * @param settings from the command line, before all others
         */
        List<Setting> read(Map<String, String> settings);
    }

    /** The commands; without a name, the bot runs. */
    public static CommandLine of(
            Start start,
            Finder finder,
            SidesFinder sides,
            SettingsReader settings,
            Adoption.Reader adoption,
            Rehearsal rehearsal,
            KeyStore.Finder keys,
            EditStore.Finder edits) {
        CommandLine jar = new CommandLine(new RunCommand(start)).setCommandName(System.getProperty(NAME, "bot-app"));
        List.of(
                        new RunCommand(start),
                        new ConfigCommand(settings),
                        new StatsCommand(finder),
                        new RehearseCommand(finder, rehearsal),
                        new BackupCommand(finder),
                        new RestoreCommand(finder),
                        new VerifyCommand(finder),
                        new SalvageCommand(finder),
                        new QuarantineCommand(finder),
                        new AdoptCommand(finder),
                        new ExportCommand(finder),
                        new ImportCommand(finder),
                        new MigrateCommand(sides))
                .forEach(jar::addSubcommand);
        jar.addSubcommand(PanelCommand.with(new PanelAdoptCommand(finder, adoption)));
        jar.addSubcommand(ApiKeyCommand.with(keys));
        jar.addSubcommand(CatalogCommand.with(edits));
        jar.addSubcommand(TextsCommand.with(edits));
        jar.getCommandSpec().version(Version.text());
        jar.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .version(Version.text()));
        return jar.registerConverter(LocalDate.class, JarCommands::day)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(JarCommands::execute);
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + typed + "' is not a day such as 2026-11-01");
        }
    }

    /** An option before the command would be {@code run}'s, and silently do nothing. */
    private static int execute(ParseResult parsed) {
        if (parsed.hasSubcommand()
                && !parsed.isUsageHelpRequested()
                && !parsed.matchedOptions().isEmpty()) {
            throw new ParameterException(
                    parsed.subcommand().commandSpec().commandLine(),
                    "options stand after the command, as in: backup --data DIR");
        }
        return new RunLast().execute(parsed);
    }
}
