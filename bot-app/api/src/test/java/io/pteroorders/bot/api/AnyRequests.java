package io.pteroorders.bot.api;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteSource;
import com.google.common.net.UrlEscapers;
import io.pteroorders.bot.api.Contract.Operation;
import io.pteroorders.bot.api.RawHttp.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests made from the document, right ones and all sorts of wrong ones. Not thread-safe. */
final class AnyRequests {

    private static final Splitter SLASHES = Splitter.on('/');
    private static final ImmutableList<String> METHODS =
            ImmutableList.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get");

    private static final ImmutableList<String> ODD_PARTS = ImmutableList.of(
            "x",
            "..",
            ".",
            "%2e%2e",
            "%2F",
            "%00",
            "%ff",
            "%c0%af",
            "%",
            "%zz",
            ";a=b",
            "0",
            "-1",
            "99999999999999999999",
            "%F0%9F%8E%AE",
            "%ED%A0%80",
            "+",
            "%20",
            "ORD-AAAAA-BBBBB",
            "ord-aaaaa-bbbbb",
            "a".repeat(300),
            "*",
            "'",
            "%22",
            "%0d%0aX:y");

    private static final ImmutableList<String> ODD_TYPES = ImmutableList.of(
            "",
            "Content-Type: text/plain",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/JSON ; charset=UTF-8",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: ;;;",
            "Content-Type: application/xml");

    private static final ImmutableList<String> ODD_HEADERS = ImmutableList.of(
            "Idempotency-Key: ",
            "Idempotency-Key: a b",
            "Idempotency-Key: \u00e9",
            "If-Match: *",
            "If-Match: ",
            "If-Match: \"x\"",
            "If-Match: W/\"aaaaaaaaaaaaaaaaaaaaaa\", \"b\"",
            "If-None-Match: *",
            "If-None-Match: \"",
            "Accept: text/html",
            "Accept-Encoding: gzip",
            "Accept-Encoding: identity;q=0, br",
            "Origin: https://shop.example",
            "Origin: null",
            "Access-Control-Request-Method: POST",
            "X-Forwarded-For: 1.2.3.4, ::1, x",
            "X-Forwarded-For: ",
            "Forwarded: for=_x",
            "Last-Event-ID: \u0001",
            "Range: bytes=0-1",
            "Expect: nothing",
            "Cookie: a=b; ;;=",
            "X-HTTP-Method-Override: DELETE");

    private static final ImmutableList<byte[]> ODD_BODIES = ImmutableList.of(
            bytes("{"),
            bytes("[]"),
            bytes("null"),
            bytes("{} {}"),
            bytes("\uFEFF{}"),
            bytes("{\"a\":1,\"a\":2}"),
            bytes("{\"a\":NaN}"),
            bytes("{\"notes\":\"\u0000\"}"),
            bytes("{\"a\":" + "[".repeat(2000)),
            bytes("{'a':1}"),
            bytes("/**/{}"),
            new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
            new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
            new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
            "{}".getBytes(StandardCharsets.UTF_16),
            new byte[] {0});

    private final Random random;
    private final Contract contract;
    private final ImmutableList<Operation> operations;
    private final AnyValues values;
    private final List<String> messages;

    /** @param messages ids of messages that there are */
    AnyRequests(Random random, Contract contract, List<Operation> operations, AnyValues values, List<String> messages) {
        this.random = random;
        this.contract = contract;
        this.operations = ImmutableList.copyOf(operations);
        this.values = values;
        this.messages = messages;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The next request.
     *
     * @param number of it; every operation comes in its turn
     * @param secret of a key
     */
    Sent next(int number, String secret) {
        Operation operation = operations.get(number % operations.size());
        boolean odd = values.in(2);
        String method = odd && values.in(12) ? values.one(METHODS) : operation.method();
        String target = path(operation, odd) + query(operation, odd);
        List<String> headers = new ArrayList<>(credentials(secret, odd));
        if (values.in(3)) {
            headers.add("Idempotency-Key: k" + random.nextInt(200));
        }
        if (odd && values.in(3)) {
            headers.add(values.one(ODD_HEADERS));
        }
        byte[] body = body(operation, odd);
        if (body.length > 0 && !(odd && values.in(15))) {
            headers.add("Content-Type: application/json");
        } else if (odd) {
            Optional.of(values.one(ODD_TYPES)).filter(line -> !line.isEmpty()).ifPresent(headers::add);
        }
        return new Sent(method, target, ImmutableList.copyOf(headers), ByteSource.wrap(body));
    }

    private ImmutableList<String> credentials(String secret, boolean odd) {
        String right = "Authorization: Bearer " + secret;
        return !odd || !values.in(40)
                ? ImmutableList.of(right)
                : values.one(ImmutableList.of(
                        ImmutableList.of(),
                        ImmutableList.of(right, right),
                        ImmutableList.of("Authorization: Basic eDp5"),
                        ImmutableList.of("authorization: bearer  " + secret + " "),
                        ImmutableList.of("Authorization: Bearer "),
                        ImmutableList.of("Authorization: Bearer \u00e9")));
    }

    private String path(Operation operation, boolean odd) {
        StringBuilder path = new StringBuilder();
        for (String part : SLASHES.split(operation.path().substring(1))) {
            boolean place = part.startsWith("{");
            boolean breaks = odd && values.in(place ? 6 : 40);
            path.append('/').append(breaks ? values.one(ODD_PARTS) : place ? place(operation, part) : part);
        }
        return odd && values.in(60) ? path + "/" : path.toString();
    }

    private String place(Operation operation, String part) {
        String name = part.substring(1, part.length() - 1);
        if (operation.path().startsWith("/customers")) {
            return "6285550001234";
        }
        if (operation.path().startsWith("/messages")) {
            return messages.isEmpty() ? "0".repeat(32) : values.one(messages);
        }
        return name.equals("number")
                ? String.valueOf(1 + random.nextInt(3))
                : values.kept(name, text()).asString();
    }

    private static JsonNode text() {
        return JsonMapper.shared().createObjectNode().put("type", "string");
    }

    private String query(Operation operation, boolean odd) {
        List<String> all = new ArrayList<>();
        operation
                .node()
                .path("parameters")
                .valueStream()
                .map(contract::resolved)
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .filter(parameter -> values.in(4))
                .forEach(parameter -> all.add(parameter(parameter, odd)));
        if (odd && values.in(20)) {
            all.add(values.one(
                    ImmutableList.of("x=y", "=", "&&", "%zz=1", "a=%ff", "limit=1&limit=2", "%00", "cursor")));
        }
        return all.isEmpty() ? "" : "?" + String.join("&", all);
    }

    private String parameter(JsonNode parameter, boolean odd) {
        String name = parameter.path("name").asString();
        if (odd && values.in(6)) {
            return name + "=" + values.one(ODD_PARTS);
        }
        String value = odd && values.in(3)
                ? values.odd()
                : name.equals("cursor")
                        ? values.one(ImmutableList.of("ORD-AAAAA-BBBBB", "ORD-AAAAA-BBBBB_2026-12-01_", "x"))
                        : values.kept(name, parameter.path("schema")).asString();
        return name + "="
                + UrlEscapers.urlFormParameterEscaper().escape(value.substring(0, Math.min(value.length(), 2000)));
    }

    private byte[] body(Operation operation, boolean odd) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode() || (odd && values.in(20))) {
            return odd && values.in(10) && !operation.method().equals("GET") ? values.one(ODD_BODIES) : new byte[0];
        }
        if (odd && values.in(10)) {
            return values.one(ODD_BODIES);
        }
        JsonNode kept = values.kept("", schema);
        return bytes(odd && values.in(2) ? values.broken(kept) : kept.toString());
    }
}
