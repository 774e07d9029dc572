package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The shop's pages over HTTP, one look after another: how long the program takes, and how much goes over the wire. */
final class Sites {

    private static final int ORDERS = 1_000;
    private static final int LOOKS = 200;
    private static final double NANOS_TO_MILLIS = 1e-6;
    private static final double A_KILOBYTE = 1_000;

    /** By the names of their figures. */
    private static final ImmutableMap<String, String> PAGES = ImmutableMap.of(
            "the first page", "/",
            "the dashboard, today", "/dashboard",
            "the dashboard, orders", "/dashboard/orders");

    /** What a browser asks for beside the first page. */
    private static final ImmutableList<String> BESIDE =
            ImmutableList.of("/assets/pico.min.css", "/assets/site.css", "/assets/icon.svg");

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final HttpClient client = HttpClient.newHttpClient();

    Sites(Form form, Figures figures, Path directory) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("Pages at %,d orders", ORDERS));
        Directories.makeEmpty(directory);
        new Stock(ORDERS).prepare(directory.resolve("data"));
        int port = Posts.freePort();
        try (Bridge bridge = Bridge.start(directory, 1, Map.of("WEB", "on", "HTTP_PORT", Integer.toString(port)))) {
            String site = "http://127.0.0.1:" + port;
            String cookie = signIn(bridge, site);
            for (int round = 0; round <= form.rounds(); round++) {
                for (Map.Entry<String, String> page : PAGES.entrySet()) {
                    looks(page.getKey(), site + page.getValue(), page.getValue().equals("/") ? "" : cookie);
                }
                if (round == 0) {
                    figures.warm();
                }
            }
            transferred(site, cookie);
            bridge.end();
        }
        PAGES.keySet().forEach(page -> {
            figures.line("p50 of " + page, "ms", "");
            figures.line("p99 of " + page, "ms", "100 ms");
            figures.line("bytes of " + page, "kB", "");
        });
        figures.line("the first page with all that it asks for", "kB", "60 kB");
    }

    private String signIn(Bridge bridge, String site) throws Exception {
        bridge.says(0, Bridge.OWNERS.get(0), "!dashboard");
        bridge.flush();
        bridge.awaitAnswers(1);
        HttpRequest form = HttpRequest.newBuilder(
                        URI.create(site + bridge.aLink().orElseThrow()))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Void> in = client.send(form, HttpResponse.BodyHandlers.discarding());
        return in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private void looks(String name, String address, String cookie) throws Exception {
        double[] millis = new double[LOOKS];
        int bytes = 0;
        for (int i = 0; i < LOOKS; i++) {
            long began = System.nanoTime();
            bytes = get(address, cookie).length;
            millis[i] = (System.nanoTime() - began) * NANOS_TO_MILLIS;
        }
        Arrays.sort(millis);
        figures.add("p50 of " + name, millis[LOOKS / 2]);
        figures.add("p99 of " + name, millis[LOOKS * 99 / 100]);
        figures.add("bytes of " + name, bytes / A_KILOBYTE);
    }

    private void transferred(String site, String cookie) throws Exception {
        int sum = get(site + "/", "").length;
        for (String asset : BESIDE) {
            sum += get(site + asset, cookie).length;
        }
        figures.add("the first page with all that it asks for", sum / A_KILOBYTE);
    }

    /** As it goes over the wire. */
    private byte[] get(String address, String cookie) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).header("Accept-Encoding", "gzip");
        HttpResponse<byte[]> got = client.send(
                (cookie.isEmpty() ? request : request.header("Cookie", cookie)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (got.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + got.statusCode());
        }
        return got.body();
    }
}
