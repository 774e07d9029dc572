package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.cli.DataDirectory;
import io.pteroorders.bot.cli.RecordsCopy;
import io.pteroorders.bot.cli.Setting;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.sql.DatabaseRefusedException;
import io.pteroorders.storage.sql.SqlShopStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What people of a shop saved last, beside a running bot or without one. Immutable and thread-safe.
 *
 * @param catalog the newest version of the catalogue
 * @param texts the newest version of the texts
 * @param unknown why it is not known what is saved; empty if it is
 */
record Saved(Optional<Version> catalog, Optional<Version> texts, Optional<String> unknown) {

    private static Saved by(Lease lease) {
        return new Saved(
                Versions.of(lease, Versions.CATALOG).newest(),
                Versions.of(lease, Versions.TEXTS).newest(),
                Optional.empty());
    }

    private static Saved unknown(String why) {
        return new Saved(Optional.empty(), Optional.empty(), Optional.of(why));
    }

    /** In a data directory, by a copy. */
    static Saved in(DataDirectory data) throws IOException {
        return RecordsCopy.read(data, Versions.RECORDS, Saved::by);
    }

    /** In the shop of a configuration. Of a database it is known if no bot works on it, and it matters. */
    static Saved of(BotConfig config, JsonStorageOptions options) {
        if (config.database().isPresent()) {
            boolean matters =
                    config.catalogFile().isPresent() || config.templates().isPresent();
            return matters ? in(config.database().get()) : unknown("");
        }
        try {
            return in(new DataDirectory(config.dataDirectory(), options));
        } catch (IOException e) {
            throw new UncheckedIOException("what is saved in " + config.dataDirectory() + " cannot be read", e);
        }
    }

    private static Saved in(SqlStorageOptions database) {
        try (ShopStorage shop = SqlShopStorage.open(database)) {
            Optional<Lease> lease = shop.lease("config");
            return lease.map(Saved::by).orElseGet(() -> unknown("unless something is saved in the shop"));
        } catch (StorageException | DatabaseRefusedException e) {
            return unknown("unless something is saved in the shop; the database cannot be asked");
        }
    }

    /** The settings, with a word at those that are ignored. */
    ImmutableList<Setting> noted(ImmutableList<Setting> settings) {
        return settings.stream().map(this::noted).collect(ImmutableList.toImmutableList());
    }

    private Setting noted(Setting setting) {
        return switch (setting.name()) {
            case "CATALOG_FILE" -> noted(setting, "the catalogue", catalog);
            case "TEMPLATES_DIR" -> noted(setting, "the texts", texts);
            default -> setting;
        };
    }

    private Setting noted(Setting setting, String what, Optional<Version> saved) {
        String ignored = setting.value().isEmpty() ? "" : "ignored: ";
        Optional<String> note = saved.map(
                        version -> ignored + "version " + version.number() + " of " + what + " is saved in the shop")
                .or(() ->
                        unknown.filter(why -> !why.isEmpty() && !setting.value().isEmpty()));
        return note.map(text -> new Setting(setting.name(), setting.value(), setting.origin() + "; " + text))
                .orElse(setting);
    }
}
