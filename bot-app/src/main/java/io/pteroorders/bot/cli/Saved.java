package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.storage.sql.DatabaseRefusedException;
import io.pteroorders.storage.sql.SqlShopStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.io.IOException;
import java.util.Optional;

/**
 * What people of a shop saved last, beside a running bot or without one. Immutable and thread-safe.
 *
 * @param catalog the newest version of the catalogue
 * @param texts the newest version of the texts
 * @param unknown why it is not known what is saved; empty if it is
 */
public record Saved(Optional<Version> catalog, Optional<Version> texts, Optional<String> unknown) {

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
    public static Saved in(DataDirectory data) throws IOException {
        return RecordsCopy.read(data, Versions.RECORDS, Saved::by);
    }

    /** In a database that is not asked, since it does not matter. */
    public static Saved unasked() {
        return unknown("");
    }

    /** In a database; it is known if no bot works on it. */
    public static Saved in(SqlStorageOptions database) {
        try (ShopStorage shop = SqlShopStorage.open(database)) {
            Optional<Lease> lease = shop.lease("config");
            return lease.map(Saved::by).orElseGet(() -> unknown("unless something is saved in the shop"));
        } catch (StorageException | DatabaseRefusedException e) {
            return unknown("unless something is saved in the shop; the database cannot be asked");
        }
    }

    /** The settings, with a word at those that are ignored. */
    public ImmutableList<Setting> noted(ImmutableList<Setting> settings) {
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
