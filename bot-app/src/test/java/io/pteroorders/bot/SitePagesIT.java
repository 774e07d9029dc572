package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the built program: somebody signs in from the chat, orders, and is still signed in after a kill. */
class SitePagesIT {

    private static final String BUDI = "6281234567890";
    private static final Map<String, String> SETTINGS =
            Map.of("WEB", "on", "HTTP_PORT", "0", "OWNER_NUMBER", "0899-0000-0001", "STORE_LANGUAGE", "en");
    private static final Pattern SERVED = Pattern.compile("other programs are served at port (\\d+)");
    private static final Pattern LINK = Pattern.compile("http://localhost:0(/login/(\\S{43}))");
    private static final Pattern SESSION = Pattern.compile("session=([^;]+);.*");

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aSessionOutlivesAKillAndItsSecretIsKeptNowhere() throws Exception {
        String token;
        String session;
        try (BotProcess bot = started()) {
            String reply = bot.says(BUDI, "!portal", 1).get(0).path("text").asString();
            Matcher link = LINK.matcher(reply);
            assertTrue(link.find(), reply);
            token = link.group(2);
            String address = address(bot);
            assertTrue(get(address + "/", "").body().contains("BRONZE"));
            HttpResponse<String> in = post(address + link.group(1), "", "");
            Matcher cookie =
                    SESSION.matcher(in.headers().firstValue("Set-Cookie").orElse(""));
            assertTrue(cookie.matches(), in.headers().toString());
            session = cookie.group(1);
            assertEquals(
                    303,
                    post(address + "/orders", "package=bronze&months=1&once=a", session)
                            .statusCode());
            bot.kill();
        }
        try (BotProcess bot = started()) {
            String page = get(address(bot) + "/orders", session).body();
            assertTrue(page.contains("BRONZE · 1 month"), page);
            assertEquals(0, bot.end(), bot.errors());
        }
        String everything = everything();
        assertTrue(everything.contains("sessions") && everything.contains(BUDI), "nothing is kept of it");
        assertFalse(everything.contains(session), "the secret of a session is kept");
        assertFalse(everything.contains(token), "the token of a link is kept");
    }

    private BotProcess started() throws Exception {
        BotProcess bot = BotProcess.start(directory, SETTINGS, "--transport", "jsonl");
        bot.awaitLogged("ready: messages are answered");
        return bot;
    }

    private static String address(BotProcess bot) throws IOException {
        Matcher port = SERVED.matcher(bot.errors());
        assertTrue(port.find(), bot.errors());
        return "http://127.0.0.1:" + port.group(1);
    }

    private HttpResponse<String> get(String address, String session) throws Exception {
        return client.send(request(address, session).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String form, String session) throws Exception {
        return client.send(
                request(address, session)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String address, String session) {
        return HttpRequest.newBuilder(URI.create(address)).header("Cookie", "session=" + session);
    }

    private String everything() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).map(SitePagesIT::content).collect(Collectors.joining());
        }
    }

    private static String content(Path file) {
        try {
            return file.getFileName()
                    + MoreFiles.asCharSource(file, StandardCharsets.ISO_8859_1).read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
