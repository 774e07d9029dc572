package io.pteroorders.bot;

import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.EditStore;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.edit.Editors;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.state.DataDirectories;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What people of a shop edit, while no bot runs on it. Not thread-safe. */
final class StoppedShop implements EditStore {

    private final ShopStorage shop;
    private final BotState state;
    private final Editors editors;
    private final Clock clock;

    private StoppedShop(ShopStorage shop, BotState state, Editors editors, Clock clock) {
        this.shop = shop;
        this.state = state;
        this.editors = editors;
        this.clock = clock;
    }

    /**
     * Opens it.
     *
     * @param shop which is closed with this, or if it cannot be opened
     * @throws CommandException if a bot runs on it
     */
    static StoppedShop open(BotConfig config, ShopStorage shop, Clock clock) {
        try {
            Lease lease = shop.lease("edit").orElseThrow(StoppedShop::running);
            DataDirectories.make(config.dataDirectory());
            BotState state = BotState.open(lease, config.dataDirectory());
            Editors editors =
                    new ShopContents(config).editors(state.catalogs(), sold -> {}, state.texts(), said -> {}, clock);
            return new StoppedShop(shop, state, editors, clock);
        } catch (IOException e) {
            shop.close();
            throw new UncheckedIOException("the data directory cannot be made", e);
        } catch (RuntimeException e) {
            shop.close();
            throw e;
        }
    }

    /** Where the same is done while a bot runs. */
    static CommandException running() {
        return new CommandException(
                ExitCodes.FAILED,
                "the bot is running and keeps the catalogue and the texts: change them on the dashboard's pages, or stop the"
                        + " bot for a moment. Nothing was changed.");
    }

    @Override
    public Editors editors() {
        return editors;
    }

    @Override
    public void imported(String what, Version version) {
        state.audit()
                .keep(List.of(new AuditTrail.Entry(
                        clock.instant(),
                        Optional.empty(),
                        Optional.of(version.by()),
                        what + " import, version " + version.number(),
                        Optional.empty(),
                        Result.DONE)));
    }

    @Override
    public void close() {
        state.close();
        shop.close();
    }
}
