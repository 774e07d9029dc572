package io.pteroorders.bot.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.pteroorders.bot.chat.BotApp;
import io.pteroorders.bot.chat.ChatStores;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.edit.CatalogReader;
import io.pteroorders.bot.edit.CatalogText;
import io.pteroorders.bot.edit.EditText;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.Editors;
import io.pteroorders.bot.edit.TextFiles;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.bot.site.http.SitePages;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.bot.web.WebServer;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;

/** A shop with pages, which are looked at by HTTP as a browser would. */
public final class TestSite implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("https?://[^/]+/login/(\\S+)");

    private static final Pattern QUESTION = Pattern.compile("name=\"question\" value=\"([^\"]+)\"");

    public final TestShop shop;

    /** The pictures of payments, by what orders say of them. */
    public final Map<String, Path> proofs = new ConcurrentHashMap<>();

    /** Why the program does not work. */
    public final List<String> troubles = new CopyOnWriteArrayList<>();

    /** Who did what. */
    public final List<AuditTrail.Entry> audit = new CopyOnWriteArrayList<>();

    private static final ImmutableList<Class<? extends TextKey>> TEXTS =
            ImmutableList.<Class<? extends TextKey>>builder()
                    .addAll(BotApp.TEXTS)
                    .add(PageText.class)
                    .add(EditText.class)
                    .build();

    /** What admins edit. */
    public final Editors editors;

    private final WebServer web = new WebServer();
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    /** A shop that speaks English. */
    public TestSite() {
        this(Map.of());
    }

    /** A shop with settings. */
    public TestSite(Map<String, String> settings) {
        this(settings, "http://localhost");
    }

    /**
     * A shop at an address.
     *
     * @param address that people find it by
     */
    public TestSite(Map<String, String> settings, String address) {
        Map<String, String> all = new HashMap<>(Map.of("WEB", "on", "STORE_LANGUAGE", "en"));
        all.putAll(settings);
        AuditTrail trail = audit::addAll;
        ChatStores stores = ChatStores.inMemory().with(trail);
        this.shop = new TestShop(
                all,
                InMemoryOrderStorage.create(Fixtures.JAKARTA),
                stores.with(
                        stores.privacy().with(ImmutableList.of(stores.sessions().place()))));
        shop.texts.become(Texts.loadLazily(TEXTS, Optional.empty()));
        TextFiles files = new TextFiles(TEXTS);
        this.editors = new Editors(
                new Edited<>(
                        Versions.inMemory(),
                        CatalogText.files(CatalogText.builtIn()),
                        saved -> CatalogReader.read(CatalogText.of(saved), CurrencyUnit.of("IDR")),
                        shop.catalog::set,
                        shop.clock),
                new Edited<>(Versions.inMemory(), ImmutableSortedMap.of(), files::read, shop.texts::become, shop.clock),
                files,
                CurrencyUnit.of("IDR"));
        SiteApp app = new SiteApp(
                new SiteSettings(URI.create(address), Optional.of("6281100000009"), ClientAddresses.LOOPBACK),
                shop.pages(),
                new ShopState(
                        reference -> Optional.ofNullable(proofs.get(reference)),
                        () -> ImmutableList.copyOf(troubles),
                        ImmutableList.of(new Fact("STORE_NAME", "Pterodactyl Store"))),
                editors,
                shop.texts,
                Language.parse(all.getOrDefault("STORE_LANGUAGE", "en")).orElseThrow(),
                shop.clock);
        try {
            SitePages pages = app.pages(web.bodies());
            port = web.listen("127.0.0.1", 0, pages).orElse(pages.unknown()).port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Somebody with a browser; not thread-safe. */
    public final class Browser {

        private String cookie = "";
        private String language = "en";

        /** One that prefers a language. */
        public Browser speaking(String code) {
            language = code;
            return this;
        }

        public Browser withCookie(String other) {
            cookie = other;
            return this;
        }

        public String cookie() {
            return cookie;
        }

        public HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        /** What a script of a page looks at. */
        public HttpResponse<String> glance(String path) {
            return send(request(path).header("HX-Request", "true").GET());
        }

        /** What is no text. */
        public HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
            return client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
        }

        /** Sends a form as the shop's own page does. */
        public HttpResponse<String> post(String path, Map<String, String> fields) {
            return post(path, fields, "Sec-Fetch-Site", "same-origin");
        }

        public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
            HttpRequest.Builder request = request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return send(request);
        }

        /** Says yes to what the last page asked. */
        public String confirms(String page, String back) {
            Matcher question = QUESTION.matcher(page);
            assertTrue(question.find(), page);
            return does("/confirm", Map.of("question", question.group(1), "once", question.group(1), "back", back));
        }

        /** Sends a form, and looks where it leads. */
        public String does(String path, Map<String, String> fields) {
            HttpResponse<String> done = post(path, fields);
            assertEquals(303, done.statusCode(), done.body());
            return get(done.headers().firstValue("Location").orElseThrow()).body();
        }

        /** A look at what there is, without what it says. */
        public int head(String path) {
            return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                    .statusCode();
        }

        /** The same form, with several values of one field. */
        public String doesWithAll(String path, Map<String, String> fields, String name, List<String> values) {
            String form = values.stream()
                            .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&")
                            .collect(Collectors.joining())
                    + encoded(fields);
            HttpResponse<String> done = send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
            return done.statusCode() == 303
                    ? get(done.headers().firstValue("Location").orElseThrow()).body()
                    : done.body();
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Accept-Language", language)
                    .header("Accept", "text/html,*/*;q=0.8")
                    .header("User-Agent", "Mozilla/5.0 (Linux; Android 14) Chrome/130.0");
            return cookie.isEmpty() ? request : request.header("Cookie", cookie);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> got = client.send(request.build(), BodyHandlers.ofString());
                got.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
                return got;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public Browser browser() {
        return new Browser();
    }

    /** The token of the link that a person is sent for a command. */
    public String token(PersonId person, String command) {
        String reply = shop.reply(person, command);
        Matcher link = LINK.matcher(reply);
        assertTrue(link.find(), reply);
        return link.group(1);
    }

    /** Somebody who has signed in as people do: by a link from their chat. */
    public Browser signedIn(PersonId person, String command) {
        Browser browser = browser();
        HttpResponse<String> in = browser.post("/login/" + token(person, command), Map.of());
        assertEquals(303, in.statusCode(), in.body());
        return browser;
    }

    @Override
    public void close() {
        web.close();
    }
}
