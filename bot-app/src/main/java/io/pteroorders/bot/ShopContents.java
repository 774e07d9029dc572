package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.chat.BotApp;
import io.pteroorders.bot.edit.BadEditException;
import io.pteroorders.bot.edit.CatalogReader;
import io.pteroorders.bot.edit.CatalogText;
import io.pteroorders.bot.edit.EditText;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.Editors;
import io.pteroorders.bot.edit.Problem;
import io.pteroorders.bot.edit.TextFiles;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.bot.site.PageText;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a shop sells and says: the catalogue and the texts that its people saved, and as long as they saved none, those that the
 * settings name. Immutable and thread-safe.
 */
final class ShopContents {

    private static final Logger LOG = LoggerFactory.getLogger(ShopContents.class);

    private static final ImmutableList<Class<? extends TextKey>> ENUMS =
            ImmutableList.<Class<? extends TextKey>>builder()
                    .addAll(BotApp.TEXTS)
                    .add(PageText.class)
                    .add(EditText.class)
                    .build();

    private final BotConfig config;
    private final TextFiles textFiles = new TextFiles(ENUMS);

    ShopContents(BotConfig config) {
        this.config = config;
    }

    /**
     * What is in force, from now on.
     *
     * @param catalog what is sold now
     * @param texts that change when others are saved
     * @param editors by which both are changed
     */
    record InForce(Supplier<PackageCatalog> catalog, Texts texts, Editors editors) {}

    /**
     * Takes what is saved, or else what the settings name, and says so in the log.
     *
     * @throws ConfigException or {@link io.pteroorders.notify.text.TextException} if it cannot be used
     */
    InForce open(Versions catalogs, Versions texts, Clock clock) {
        AtomicReference<PackageCatalog> catalog = new AtomicReference<>(catalogInForce(catalogs));
        Texts said = texts(texts.newest());
        texts.newest().ifPresent(newest -> said("texts", newest, "TEMPLATES_DIR", config.templates()));
        return new InForce(catalog::get, said, editors(catalogs, catalog::set, texts, said::become, clock));
    }

    private PackageCatalog catalogInForce(Versions catalogs) {
        PackageCatalog catalog = catalog(catalogs.newest());
        if (catalogs.newest().isPresent()) {
            said("catalogue", catalogs.newest().get(), "CATALOG_FILE", config.catalogFile());
            problemsOfPanel(catalog).forEach(problem -> LOG.warn("the catalogue in force: {}", problem));
        } else {
            config.panel().ifPresent(panel -> PanelCheck.check(panel.panel(), catalog));
        }
        return catalog;
    }

    private static void said(String what, Version newest, String setting, Optional<?> set) {
        LOG.info(
                "the {} in force: version {}, saved in the shop{}",
                what,
                newest.number(),
                set.map(value -> "; " + setting + " is ignored").orElse(""));
    }

    /** The editors of what is kept. */
    Editors editors(
            Versions catalogs, Consumer<PackageCatalog> soldNow, Versions texts, Consumer<Texts> saidNow, Clock clock) {
        return new Editors(
                new Edited<>(
                        catalogs,
                        unlessIgnored(catalogs, this::catalogFiles, CatalogText.files(CatalogText.builtIn())),
                        this::checked,
                        soldNow,
                        clock),
                new Edited<>(
                        texts,
                        unlessIgnored(texts, this::ownTexts, ImmutableSortedMap.of()),
                        textFiles::read,
                        saidNow,
                        clock),
                textFiles,
                config.currency());
    }

    /** What cannot be read stops nothing once it is ignored. */
    private static ImmutableSortedMap<String, String> unlessIgnored(
            Versions versions,
            Supplier<ImmutableSortedMap<String, String>> files,
            ImmutableSortedMap<String, String> otherwise) {
        try {
            return files.get();
        } catch (ConfigException | TextException e) {
            if (versions.newest().isEmpty()) {
                throw e;
            }
            return otherwise;
        }
    }

    private ImmutableSortedMap<String, String> catalogFiles() {
        return CatalogText.files(config.catalogFile().map(CatalogFile::text).orElseGet(CatalogText::builtIn));
    }

    private ImmutableSortedMap<String, String> ownTexts() {
        return config.templates().map(Texts::files).orElseGet(ImmutableSortedMap::of);
    }

    private PackageCatalog checked(ImmutableSortedMap<String, String> files) throws BadEditException {
        PackageCatalog catalog = CatalogReader.read(CatalogText.of(files), config.currency());
        ImmutableList<Problem> problems =
                problemsOfPanel(catalog).stream().map(Problem::ofPanel).collect(ImmutableList.toImmutableList());
        if (!problems.isEmpty()) {
            throw new BadEditException(problems);
        }
        return catalog;
    }

    private ImmutableList<String> problemsOfPanel(PackageCatalog catalog) {
        return config.panel()
                .map(panel -> PanelCheck.problems(panel.panel(), catalog))
                .orElseGet(ImmutableList::of);
    }

    /**
     * The catalogue.
     *
     * @param saved the newest version; empty if none was ever saved
     * @throws ConfigException if it is none
     */
    PackageCatalog catalog(Optional<Version> saved) {
        if (saved.isPresent()) {
            try {
                return CatalogReader.read(CatalogText.of(saved.get().files()), config.currency());
            } catch (BadEditException e) {
                throw unusable("catalogue", "catalog", saved.get(), e);
            }
        }
        PackageCatalog catalog = config.catalogFile()
                .map(file -> CatalogFile.read(file, config.currency()))
                .orElse(PackageCatalog.PACKAGE_CATALOG);
        if (!catalog.currency().equals(config.currency())) {
            throw new ConfigException(List.of("STORE_CURRENCY is " + config.currency()
                    + ", but the built-in catalogue has prices in IDR; name a CATALOG_FILE with prices in "
                    + config.currency()));
        }
        return catalog;
    }

    /**
     * The texts.
     *
     * @param saved the newest version; empty if none was ever saved
     * @throws ConfigException or {@link io.pteroorders.notify.text.TextException} if one cannot be used
     */
    Texts texts(Optional<Version> saved) {
        if (saved.isEmpty()) {
            return Texts.loadLazily(ENUMS, config.templates());
        }
        try {
            return textFiles.read(saved.get().files());
        } catch (BadEditException e) {
            throw unusable("texts", "texts", saved.get(), e);
        }
    }

    private static ConfigException unusable(String what, String command, Version saved, BadEditException refusal) {
        return new ConfigException(ImmutableList.<String>builder()
                .addAll(CatalogFile.problems("the " + what + " saved in the shop, version " + saved.number(), refusal))
                .add("to mend it: bot-app " + command + " export, edit what it wrote, bot-app " + command + " import")
                .build());
    }
}
