package io.pteroorders.bot.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The system's browser, in which everything that a page does wrong is noted: what it writes to the console, what it asks of
 * other hosts, and where people who see, hear or move otherwise are kept out. Not thread-safe.
 */
final class Chromium implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "pages");

    /** A link that is over is no page, and the browser says so. */
    private static final String GONE = "responded with a status of 410";

    /** A form that is not right is answered as such. */
    private static final String NOT_RIGHT = "responded with a status of 422";

    private static final String AXE_RULES =
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                    + ".then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node =>"
                    + " node.target + ' ' + node.failureSummary).join('; ')))";

    private final Playwright playwright;
    private final Browser browser;
    private final String axe;
    private final List<String> wrong = new ArrayList<>();

    /** Opens it; whoever asks is skipped on a system without one. */
    Chromium() {
        Optional<Path> program = find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> node = find("node");
        assumeTrue(program.isPresent() && node.isPresent(), "SKIPPED: no chromium and node, so no page is looked at");
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.orElseThrow().toString())));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        try {
            axe = Resources.toString(Resources.getResource("axe.min.js"), StandardCharsets.UTF_8);
            Files.createDirectories(PICTURES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String... names) {
        return Splitter.on(':')
                .splitToStream(System.getenv().getOrDefault("PATH", ""))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Somebody at a screen.
     *
     * @param script whether pages may run scripts
     */
    Page person(String site, String language, int width, boolean dark, boolean script) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setBaseURL(site)
                .setLocale(language)
                .setViewportSize(width, 800)
                .setJavaScriptEnabled(script);
        if (dark) {
            options.setColorScheme(ColorScheme.DARK);
        }
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.text().contains(GONE) && !message.text().contains(NOT_RIGHT)) {
                wrong.add(page.url() + " writes: " + message.text());
            }
        });
        page.onPageError(error -> wrong.add(page.url() + " fails: " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(site)) {
                wrong.add(page.url() + " asks elsewhere: " + request.url());
            }
        });
        return page;
    }

    /**
     * Looks at a page as it is: whether it is as wide as the screen, and fit for everybody. With {@code -Dfaults=true} a picture of
     * it is kept.
     */
    void look(Page page, String name) {
        if (Boolean.getBoolean("faults")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve(name + ".png"))
                    .setFullPage(true));
        }
        Object wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!wide.equals(0)) {
            wrong.add(name + " is wider than its screen by " + wide);
        }
        page.evaluate(axe);
        ((List<?>) page.evaluate(AXE_RULES)).forEach(violation -> wrong.add(name + ": " + violation));
    }

    /** Fails if anything was wrong. */
    void check() {
        assertEquals("", String.join("\n", wrong));
    }

    /** Everybody leaves; what was wrong with what they saw is forgotten. */
    void leave() {
        browser.contexts().forEach(BrowserContext::close);
        wrong.clear();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
