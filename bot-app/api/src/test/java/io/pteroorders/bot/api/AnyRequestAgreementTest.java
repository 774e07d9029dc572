package io.pteroorders.bot.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.api.Contract.Operation;
import io.pteroorders.bot.api.RawHttp.Got;
import io.pteroorders.bot.api.RawHttp.Sent;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.OrderArbitraries;
import io.pteroorders.notify.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import net.jqwik.engine.SourceOfRandomness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked of whatever the document promises: the answer is as promised, and never a bug, a word about the
 * program's inside, or a customer's number for who may not see it.
 */
class AnyRequestAgreementTest {

    private static final int OF_ONE_SHOP = 5_000;
    private static final int MOST_TOLD = 10;
    private static final ImmutableSet<String> STREAMS = ImmutableSet.of("/events", "/events/socket");
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\bat [a-z]+\\.[a-z]+\\.|java\\.|io\\.pteroorders|org\\.eclipse|tools\\.jackson|com\\.google");

    /** All but the ends of Budi's number. */
    private static final String HIDDEN = "1234567";

    private final Contract contract = Contract.SHARED;

    @Test
    void anyRequestIsAnsweredAsTheDocumentSays() {
        Map<String, Integer> statuses = ask(3_000, 20261130);
        ImmutableSortedSet<String> done = contract.seen().stream()
                .filter(seen -> seen.matches(".* 20[014]"))
                .map(seen -> seen.substring(0, seen.indexOf(' ')))
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        assertTrue(done.size() > 40, "only these were ever carried out: " + done);
        assertTrue(
                statuses.keySet().containsAll(List.of("200", "201", "204", "400", "404", "409", "422")),
                statuses.toString());
    }

    @Test
    @Tag("hunt")
    void aHundredThousandRequestsAreAnsweredSo() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed + ": " + ask(100_000, seed));
    }

    private Map<String, Integer> ask(int count, long seed) {
        Map<String, Integer> statuses = new TreeMap<>();
        for (int from = 0; from < count; from += OF_ONE_SHOP) {
            new AnyShop(seed + from).ask(Math.min(OF_ONE_SHOP, count - from), statuses);
        }
        return statuses;
    }

    /** A shop with something of everything. */
    private final class AnyShop {

        private final long seed;
        private final Random random;
        private final List<String> orders = new ArrayList<>();

        AnyShop(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void ask(int count, Map<String, Integer> statuses) {
            try (TestApi api = new TestApi(1_000_000_000);
                    RawHttp http = new RawHttp(api.port())) {
                ImmutableList<String> keys = keys(api);
                JqwikSession.run(() -> fill(api, keys.get(0)));
                AnyRequests requests = new AnyRequests(
                        random,
                        contract,
                        served(),
                        new AnyValues(random, contract, orders),
                        messages(api, keys.get(0)));
                List<String> wrong = new ArrayList<>();
                for (int number = 0; number < count && wrong.size() < MOST_TOLD; number++) {
                    int key = random.nextInt(keys.size());
                    Sent sent = requests.next(number, keys.get(key));
                    int asked = number;
                    Got got = http.send(sent);
                    statuses.merge(String.valueOf(got.status()), 1, Integer::sum);
                    wrong(sent, got, key == 2)
                            .ifPresent(why ->
                                    wrong.add("request " + asked + " of seed " + seed + ": " + sent + "\n" + why));
                    got.header("Location").ifPresent(place -> remember(place));
                }
                assertEquals("", String.join("\n\n", wrong));
            }
        }

        private void remember(String place) {
            String id = place.substring(place.lastIndexOf('/') + 1);
            orders.set(random.nextInt(orders.size()), id);
        }

        private ImmutableList<String> keys(TestApi api) {
            String[] blind = Scope.ALL.stream()
                    .map(Object::toString)
                    .filter(scope -> !scope.startsWith("customers:"))
                    .toArray(String[]::new);
            return ImmutableList.of(
                    api.master(),
                    api.key("bot", "orders:read", "orders:write", "payments:write", "customers:read"),
                    api.key("blind", Actor.Role.OWNER, blind));
        }

        private void fill(TestApi api, String key) {
            api.fate = SendResult.failed("no such number");
            for (int i = 0; i < 30; i++) {
                Order order = api.order();
                String path = "/orders/" + order.id();
                orders.add(order.id().toString());
                api.post(key, path + "/notes", "{\"notes\":\"call 081234567890 or +62 812 3456 7890\"}");
                api.post(key, path + "/username", "{\"username\":\"6281234567890\"}");
                api.post(key, path + "/payments", "{}");
                for (String step : List.of("/confirm", "/process").subList(0, i % 10 == 0 ? 0 : 1 + i % 2)) {
                    api.post(key, path + step, "{}");
                }
                if (i % 4 == 3) {
                    api.post(key, path + "/complete", "{\"serverId\":\"srv-" + i + "\"}");
                }
            }
            api.outbox.finishDue();
            Arbitrary<Order> any = OrderArbitraries.orders();
            for (int i = 0; i < 60; i++) {
                Order order = any.generator(1000, true)
                        .next(SourceOfRandomness.newRandom(seed + i))
                        .value();
                if (api.storage
                                .insert(order, OrderStorage.InsertGuard.NONE, Optional.empty())
                                .kind()
                        == WriteResult.Kind.DONE) {
                    orders.add(order.id().toString());
                }
            }
        }

        private ImmutableList<String> messages(TestApi api, String key) {
            return api.get(key, "/messages")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(item -> item.path("id").asString())
                    .collect(ImmutableList.toImmutableList());
        }

        private Optional<String> wrong(Sent sent, Got got, boolean blind) {
            try {
                check(sent, got, blind);
                return Optional.empty();
            } catch (AssertionError e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        private void check(Sent sent, Got got, boolean blind) {
            assertTrue(got.status() < 500, "status " + got.status() + ": " + got.body());
            contract.check(sent.method(), sent.target(), got.status(), got.headers(), got.body());
            boolean description =
                    sent.target().startsWith("/docs") || sent.target().startsWith("/openapi.json");
            String all = got.headers() + got.body();
            assertFalse(!description && INSIDE.matcher(all).find(), all);
            int leak = all.indexOf(HIDDEN);
            assertFalse(
                    blind && !description && leak >= 0,
                    () -> "a number: " + all.substring(Math.max(0, leak - 60), Math.min(all.length(), leak + 20)));
            if (sent.method().equals("HEAD")) {
                assertEquals("", got.body());
            }
        }
    }

    /** What does not end has tests of its own. */
    private ImmutableList<Operation> served() {
        return contract.operations().stream()
                .filter(operation -> !STREAMS.contains(operation.path()))
                .collect(ImmutableList.toImmutableList());
    }
}
