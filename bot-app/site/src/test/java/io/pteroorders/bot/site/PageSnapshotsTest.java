package io.pteroorders.bot.site;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.site.TestSite.Browser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page that a link leads to, in both languages, is kept beside the tests, so that no page changes without anybody having
 * looked at the change; {@code -Dsnapshots.update=true} writes them anew.
 */
class PageSnapshotsTest {

    private static final Path KEPT = Path.of("src/test/resources/io/pteroorders/bot/site/pages");

    /** What is drawn by chance, and what counts on from it. */
    private static final Pattern CHANCE = Pattern.compile(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{43}(?=[\"/])|(?<=class=\"code\">)[0-9]{6}");

    private final TestSite site = new TestSite(Map.of("PAYMENT_METHODS", "qris-static,manual"));
    private final Map<String, String> pages = new TreeMap<>();

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "en"})
    void everyPageIsAsItWasSeenLast(String language) throws IOException {
        walk("stranger", site.browser().speaking(language), "/");
        List.of(BUDI, ADMIN, OWNER).forEach(person -> site.shop.reply(person, "!lang " + language));
        Walk.trade(site);
        Browser budi = site.signedIn(BUDI, "!portal");
        walk("customer", budi, "/");
        Browser owner = site.signedIn(OWNER, "!dashboard");
        owner.post("/dashboard/keys", Map.of("name", "billing", "scope", "orders:read"));
        owner.get("/dashboard/keys");
        walk("dashboard", owner, "/dashboard");
        forms(language, budi, owner);
        check(language);
    }

    /** What only forms lead to. */
    private void forms(String language, Browser budi, Browser owner) {
        Browser stranger = site.browser().speaking(language);
        keep("link", stranger.get("/login/" + site.token(SITI, "!portal")));
        keep("code", stranger.post("/login/" + site.token(ADMIN, "!dashboard") + "/code", Map.of()));
        keep("code-wrong", stranger.post("/login", Map.of("code", "000000")));
        keep("link-over", stranger.get("/login/none"));
        keep("missing", stranger.get("/nothing"));
        keep("foreign", stranger.post("/login", Map.of(), "Sec-Fetch-Site", "cross-site"));
        String id = site.shop.order(BUDI, "bronze 2");
        budi.post("/orders/" + id, Map.of("do", "cancel", "once", "c"));
        keep("asked", budi.get("/orders/" + id));
        keep("keys-wrong", owner.post("/dashboard/keys", Map.of("name", "!")));
        keep("search-nothing", owner.get("/dashboard/orders?q=nobody"));
    }

    private void walk(String area, Browser browser, String from) {
        Walk.along(browser, from).forEach((kind, step) -> keep(area + kind, step.page()));
    }

    private void keep(String name, HttpResponse<String> page) {
        pages.put(name, CHANCE.matcher(page.body()).replaceAll("CHANCE"));
    }

    private void check(String language) throws IOException {
        Path directory = KEPT.resolve(language);
        if (Boolean.getBoolean("snapshots.update")) {
            Files.createDirectories(directory);
            for (String gone : Sets.difference(kept(directory), pages.keySet())) {
                Files.delete(directory.resolve(gone + ".html"));
            }
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(directory.resolve(page.getKey() + ".html"), page.getValue());
            }
        }
        assertEquals(kept(directory), pages.keySet());
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertEquals(
                    Files.readString(directory.resolve(page.getKey() + ".html")),
                    page.getValue(),
                    page.getKey() + " differs; if that is right, run again with -Dsnapshots.update=true");
        }
    }

    private static ImmutableSortedSet<String> kept(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString().replace(".html", ""))
                    .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        }
    }
}
