package io.pteroorders.bot;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import io.pteroorders.bot.api.ApiSettings;
import io.pteroorders.bot.chat.ChatConfig;
import io.pteroorders.bot.chat.Roster;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.privacy.RetentionSettings;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.bot.site.SiteSettings;
import io.pteroorders.bot.whatsapp.WhatsAppSettings;
import io.pteroorders.bot.whatsapp.WhatsAppTransport;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.Pace;
import io.pteroorders.notify.text.Language;
import io.pteroorders.storage.json.BackupPolicy;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/**
 * The settings that the operator chose. Immutable and thread-safe.
 *
 * @param storeName {@code STORE_NAME}
 * @param currency {@code STORE_CURRENCY}; that of the catalogue
 * @param roster {@code OWNER_NUMBER} and {@code STORE_ADMIN}
 * @param zone {@code STORE_TIMEZONE}
 * @param language {@code STORE_LANGUAGE}
 * @param prefix {@code BOT_PREFIX}
 * @param dataDirectory {@code DATA_DIR}
 * @param catalogFile {@code CATALOG_FILE}
 * @param templates {@code TEMPLATES_DIR}
 * @param transport {@code TRANSPORT}
 * @param maxPendingOrders {@code MAX_PENDING_ORDERS}
 * @param commandsPerMinute {@code RATE_LIMIT_PER_MINUTE}; does not bind admins
 * @param backups {@code BACKUP_DIR} and {@code BACKUP_KEEP_*}
 * @param database {@code DB_*}; there exactly if {@code STORAGE} is {@code sql}
 * @param whatsApp {@code WHATSAPP_*}; there exactly for that transport
 * @param payments {@code PAYMENT_*}, {@code UNPAID_*} and those of each way to pay
 * @param panel {@code PANEL_*} and {@code DELETE_CONFIRM}; there if {@code PANEL_URL} is
 * @param renewals {@code REMIND_*}, {@code GRACE_DAYS}, {@code DELETE_AFTER}, {@code QUIET_HOURS} and {@code
 *     RESTART_FROM_PAYMENT}
 * @param api {@code API_*}, {@code TRUSTED_PROXIES} and {@code WEBHOOK_PRIVATE}; there exactly if {@code WEB} is {@code on}
 * @param http {@code HTTP_*}: where strangers reach the program
 */
record BotConfig(
        String storeName,
        CurrencyUnit currency,
        Roster roster,
        ZoneId zone,
        Language language,
        String prefix,
        Path dataDirectory,
        Optional<Path> catalogFile,
        Optional<Path> templates,
        String transport,
        int maxPendingOrders,
        int commandsPerMinute,
        BackupPolicy backups,
        Optional<SqlStorageOptions> database,
        Optional<WhatsAppSettings> whatsApp,
        PaymentConfig payments,
        Optional<PanelSettings> panel,
        RenewalSettings renewals,
        Optional<ApiSettings> api,
        HostAndPort http,
        Optional<SiteSettings> site,
        RetentionSettings retention) {

    /** The names of all settings and what each is when nobody sets it; empty if it is nothing then. */
    static final ImmutableMap<String, String> DEFAULTS = ImmutableMap.<String, String>builder()
            .put("STORE_NAME", "Pterodactyl Store")
            .put("STORE_CURRENCY", "IDR")
            .put("OWNER_NUMBER", "")
            .put("STORE_ADMIN", "")
            .put("STORE_TIMEZONE", "Asia/Jakarta")
            .put("STORE_LANGUAGE", "id")
            .put("BOT_PREFIX", "!")
            .put("DATA_DIR", "data")
            .put("CATALOG_FILE", "")
            .put("TEMPLATES_DIR", "")
            .put("TRANSPORT", "console")
            .put("MAX_PENDING_ORDERS", "5")
            .put("RATE_LIMIT_PER_MINUTE", "20")
            .put("BACKUP_DIR", "")
            .put("BACKUP_KEEP_LAST", "10")
            .put("BACKUP_KEEP_DAILY", "14")
            .put("BACKUP_KEEP_MONTHLY", "12")
            .putAll(PaymentConfig.DEFAULTS)
            .putAll(PanelConfig.DEFAULTS)
            .putAll(RenewalConfig.DEFAULTS)
            .putAll(DatabaseConfig.DEFAULTS)
            .putAll(WhatsAppConfig.DEFAULTS)
            .putAll(ApiConfig.DEFAULTS)
            .putAll(SiteConfig.DEFAULTS)
            .putAll(RetentionConfig.DEFAULTS)
            .buildOrThrow();

    /** The names of all settings. */
    static final ImmutableSet<String> NAMES = DEFAULTS.keySet();

    private static final ImmutableSet<String> TRANSPORTS =
            ImmutableSet.of("console", "jsonl", WhatsAppConfig.TRANSPORT);
    private static final Pattern PREFIX = Pattern.compile("[!./#$%&+=?:;,^|-]{1,3}");
    private static final int MOST_PENDING = 100;
    private static final int MOST_COMMANDS = 10_000;
    private static final int MOST_BACKUPS = 10_000;

    /**
     * The configuration in these settings; what is missing or empty has its default.
     *
     * @throws ConfigException if anything is wrong; it names everything
     */
    static BotConfig read(Map<String, String> settings) {
        SettingsReader reader = new SettingsReader(settings, DEFAULTS);
        ZoneId zone = reader.value("STORE_TIMEZONE", BotConfig::zone, "a time zone such as Asia/Jakarta");
        CurrencyUnit currency = reader.value("STORE_CURRENCY", BotConfig::currency, "a currency code such as IDR");
        Optional<PanelSettings> panel = PanelConfig.read(reader, zone);
        BotConfig config = new BotConfig(
                reader.value("STORE_NAME", BotConfig::name, "text of 1 to 100 characters"),
                currency,
                new Roster(reader.people("OWNER_NUMBER"), reader.people("STORE_ADMIN")),
                zone,
                reader.value("STORE_LANGUAGE", Language::parse, Language.codes(" or ")),
                reader.value("BOT_PREFIX", BotConfig::prefix, "1 to 3 of the marks ! . / # $ % & + = ? : ; , ^ | -"),
                reader.value("DATA_DIR", BotConfig::path, "a directory"),
                reader.optional("CATALOG_FILE", BotConfig::file, "a file that exists and that this user may read"),
                reader.optional("TEMPLATES_DIR", BotConfig::directory, "a directory that exists"),
                reader.value("TRANSPORT", BotConfig::transport, "console, jsonl or whatsapp-cloud"),
                reader.number("MAX_PENDING_ORDERS", 1, MOST_PENDING),
                reader.number("RATE_LIMIT_PER_MINUTE", 1, MOST_COMMANDS),
                new BackupPolicy(
                        reader.optional(
                                "BACKUP_DIR",
                                BotConfig::writableDirectory,
                                "a directory that exists and that this user may write into"),
                        reader.number("BACKUP_KEEP_LAST", 1, MOST_BACKUPS),
                        reader.number("BACKUP_KEEP_DAILY", 0, MOST_BACKUPS),
                        reader.number("BACKUP_KEEP_MONTHLY", 0, MOST_BACKUPS)),
                DatabaseConfig.read(reader, zone),
                WhatsAppConfig.read(reader),
                PaymentConfig.read(reader, currency),
                panel,
                RenewalConfig.read(reader, zone, panel),
                ApiConfig.read(reader),
                WhatsAppConfig.http(reader),
                SiteConfig.read(reader),
                RetentionConfig.read(reader));
        reader.check();
        return config;
    }

    private static Optional<String> name(String text) {
        return Optional.of(FreeText.name(text))
                .filter(name -> !name.isEmpty() && FreeText.length(text) <= FreeText.MAX_NAME);
    }

    private static Optional<CurrencyUnit> currency(String text) {
        try {
            return Optional.of(CurrencyUnit.of(Ascii.toUpperCase(text)));
        } catch (IllegalCurrencyException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> prefix(String text) {
        return Optional.of(text).filter(prefix -> PREFIX.matcher(prefix).matches());
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(String text) {
        return path(text).filter(Files::isRegularFile).filter(Files::isReadable);
    }

    private static Optional<Path> directory(String text) {
        return path(text).filter(Files::isDirectory);
    }

    private static Optional<Path> writableDirectory(String text) {
        return directory(text).filter(Files::isWritable);
    }

    private static Optional<String> transport(String text) {
        return Optional.of(text).filter(TRANSPORTS::contains);
    }

    /** Where the orders are, without secrets; empty if they are in files. */
    Optional<String> databasePlace() {
        return database.map(options -> SqlStorageOptions.withoutSecrets(options.url()));
    }

    /** The same for an owner who plays shop in a terminal. */
    BotConfig withOwner(PersonId owner) {
        return new BotConfig(
                storeName,
                currency,
                new Roster(ImmutableSet.of(owner), ImmutableSet.of()),
                zone,
                language,
                prefix,
                dataDirectory,
                catalogFile,
                templates,
                transport,
                maxPendingOrders,
                commandsPerMinute,
                backups,
                database,
                whatsApp,
                payments,
                panel,
                renewals,
                api,
                http,
                site,
                retention);
    }

    /**
     * How the shop talks.
     *
     * @param random picks amounts that tell orders apart
     */
    ChatConfig chat(Random random, Clock clock) {
        return new ChatConfig(
                storeName,
                prefix,
                roster,
                zone,
                language,
                maxPendingOrders,
                commandsPerMinute,
                whatsApp.isPresent() ? WhatsAppTransport.PACE : Pace.UNPACED,
                whatsApp.isPresent(),
                payments.settings(zone, random, clock),
                panel,
                renewals,
                api,
                site.map(SiteSettings::address),
                retention);
    }
}
