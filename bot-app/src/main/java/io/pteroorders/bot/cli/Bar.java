package io.pteroorders.bot.cli;

import io.pteroorders.storage.json.Progress;
import java.io.IOException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal, on standard error, how far long work has come. Elsewhere it shows nothing. */
final class Bar implements Progress, AutoCloseable {

    private @Nullable ProgressBar shown;
    private boolean silent;

    @Override
    public void reached(long done, long total) {
        if (shown == null && !silent && done < total) {
            silent = !isTerminal();
            shown = silent ? null : bar(total);
        }
        if (shown != null) {
            shown.maxHint(total).stepTo(done);
        }
    }

    private static ProgressBar bar(long total) {
        return new ProgressBarBuilder()
                .setTaskName("orders")
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .clearDisplayOnFinish()
                .build();
    }

    private static boolean isTerminal() {
        try (Terminal terminal = TerminalBuilder.builder()
                .systemOutput(TerminalBuilder.SystemOutput.ForcedSysErr)
                .dumb(true)
                .build()) {
            return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (shown != null) {
            shown.close();
        }
    }
}
