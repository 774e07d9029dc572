package io.pteroorders.bot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the settings in force. */
@Command(
        name = "config",
        description = "Shows which settings are in force and where each comes from; secrets are hidden.")
final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private final JarCommands.SettingsReader reader;

    ConfigCommand(JarCommands.SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() {
        reader.read(common.settings())
                .forEach(setting -> DataCommand.say(
                        (setting.name() + "=" + setting.value() + "  (" + setting.origin() + ")").strip()));
        return ExitCodes.DONE;
    }
}
