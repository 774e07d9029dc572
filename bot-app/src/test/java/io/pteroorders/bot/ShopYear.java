package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Some months of a shop through the built jar, whose clock this moves: customers who pay early, late, twice or never, admins who
 * do what they are asked to, a bot that is killed in the midst of anything and stays away for days. What the bot says is held
 * against books of its own. Not thread-safe.
 */
final class ShopYear implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    private static final String OWNER = "6289900000001@s.whatsapp.net";
    private static final String SECRET = "rahasia-yang-cukup-panjang";
    private static final ImmutableMap<String, Integer> PRICES =
            ImmutableMap.of("bronze", 25_000, "silver", 45_000, "gold", 85_000);
    private static final Pattern ID = Pattern.compile("^(?:ID: |\\S+ )(ORD-\\w{5}-\\w{5})", Pattern.MULTILINE);
    private static final Pattern RENEWS = Pattern.compile("perpanjang (ORD-\\w{5}-\\w{5})");
    private static final Pattern UNTIL = Pattern.compile("^Active until: (\\d+ \\w+ \\d+)$", Pattern.MULTILINE);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /** Of more answers that wait for one person the oldest are dropped. */
    private static final int AT_ONCE = 8;

    private static final int DOWN_ONE_OF = 40;

    /** What a customer does about the end that comes next. */
    private enum Habit {
        EARLY,
        EARLY_AND_AGAIN,
        PAYS_TWICE,
        ANSWERS_A_REMINDER,
        IN_THE_DAYS_OF_GRACE,
        AFTER_THE_STOP,
        PAYS_TOO_LATE_FIRST,
        STOPS,
        NEVER
    }

    /** A customer, and what they know of their server and the order that waits for their money. */
    private static final class Customer {

        private final String chat;
        private final LocalDate arrives;
        private final LocalDate awayFrom;
        private final LocalDate awayTo;
        private final String type;
        private int months = 1;
        private @Nullable String first;
        private @Nullable ServerBook book;
        private @Nullable String open;
        private long due;
        private boolean renews;
        private Habit habit = Habit.EARLY;
        private LocalDate asksOn = LocalDate.MAX;
        private Optional<String> reminder = Optional.empty();
        private long missed;

        Customer(String chat, LocalDate arrives, LocalDate awayFrom, LocalDate awayTo, String type) {
            this.chat = chat;
            this.arrives = arrives;
            this.awayFrom = awayFrom;
            this.awayTo = awayTo;
            this.type = type;
        }

        boolean isAway(LocalDate day) {
            return !day.isBefore(awayFrom) && day.isBefore(awayTo);
        }

        ServerBook book() {
            return Objects.requireNonNull(book, chat);
        }
    }

    private final Path directory;
    private final int killedOneOf;
    private final Random random;
    private final Map<String, String> settings;
    private final URI feed;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Customer> people = new LinkedHashMap<>();
    private final Map<String, Customer> servers = new HashMap<>();

    /** What the books say of money: what came for each order, what was sold by it, and what came for nothing. */
    private final Map<String, Long> received = new HashMap<>();

    private final Map<String, Long> sold = new HashMap<>();
    private long unmatched;
    private long posted;

    private final Set<String> seen = new HashSet<>();
    private final List<String> toHandOver = new ArrayList<>();
    private final List<String> toStop = new ArrayList<>();
    private final List<String> toLift = new ArrayList<>();
    private final List<Customer> toAnswer = new ArrayList<>();
    private final Map<String, Integer> gifts = new HashMap<>();
    private final List<Runnable> afterGift = new ArrayList<>();
    private final Map<String, LocalDate> shown = new HashMap<>();
    private LocalDate today;
    private Instant now;

    /** The time in the shop of what is said and heard. */
    private LocalDateTime saying = LocalDateTime.MIN;

    private BotProcess bot;
    private int messages;
    private int rows;
    private int kills;
    private int doubles;
    private int renewals;
    private int stops;
    private int putOffs;

    /**
     * A shop before its first day.
     *
     * @param killedOneOf the bot is killed in one of so many exchanges
     */
    ShopYear(Path directory, int customers, LocalDate begin, LocalDate end, int killedOneOf, long seed)
            throws IOException {
        this.killedOneOf = killedOneOf;
        this.directory = directory;
        this.random = new Random(seed);
        this.today = begin;
        int port = WhatsAppDoor.freePort();
        this.feed = URI.create("http://127.0.0.1:" + port + "/payments/feed");
        this.settings = ImmutableMap.<String, String>builder()
                .put("OWNER_NUMBER", OWNER)
                .put("STORE_LANGUAGE", "en")
                .put("PAYMENT_METHODS", "qris-static")
                .put("QRIS_TEXT", PaymentIT.QRIS)
                .put("PAYMENT_FEED_SECRET", SECRET)
                .put("HTTP_PORT", Integer.toString(port))
                .put("UNPAID_CANCEL_AFTER", "36h")
                .put("RENEWAL_SETTLE", "0")
                .buildOrThrow();
        int arriving = (int) (begin.until(end, ChronoUnit.DAYS) / 4);
        for (int i = 0; i < customers; i++) {
            Customer customer = customer("628120000" + (1000 + i) + "@s.whatsapp.net", begin, arriving);
            people.put(customer.chat, customer);
        }
        this.now = at(LocalTime.of(7, 0));
        this.bot = started();
    }

    private Customer customer(String chat, LocalDate begin, int arriving) {
        LocalDate away = begin.plusDays(random.nextInt(4 * arriving));
        return new Customer(
                chat,
                begin.plusDays(random.nextInt(arriving)),
                away,
                random.nextInt(8) == 0 ? away.plusDays(10 + random.nextInt(30)) : away,
                List.copyOf(PRICES.keySet()).get(random.nextInt(PRICES.size())));
    }

    private Instant at(LocalTime time) {
        return today.atTime(time).atZone(ZONE).toInstant();
    }

    private BotProcess started() throws IOException {
        return BotProcess.start(directory, settings, "--transport", "jsonl", "--clock", "jsonl", "--acks");
    }

    /** Goes through all days, and holds what the shop has then against the books. */
    void run(LocalDate end) throws Exception {
        while (!today.isAfter(end)) {
            if (random.nextInt(DOWN_ONE_OF) == 0) {
                bot.kill();
                kills++;
                restart();
                today = today.plusDays(1 + random.nextInt(5));
            }
            say(at(LocalTime.of(8, 0)), List.of());
            say(at(LocalTime.of(9, 0)), List.of());
            trade();
            today = today.plusDays(1);
        }
        compareDays();
        assertEquals(0, bot.end(), bot.errors());
        compareMoney();
    }

    /** What customers and admins do on a day. */
    private void trade() throws Exception {
        List<ObjectNode> lines = new ArrayList<>();
        for (Customer customer : people.values()) {
            wish(customer).ifPresent(lines::add);
        }
        say(at(LocalTime.of(12, 0)), lines);
        List<ObjectNode> answers =
                toAnswer.stream().map(customer -> message(customer.chat, "yes")).toList();
        toAnswer.forEach(customer -> customer.book().notRenewing());
        toAnswer.clear();
        say(at(LocalTime.of(12, 3)), answers);
        for (Customer customer : List.copyOf(people.values())) {
            pay(customer);
        }
        say(at(LocalTime.of(12, 5)), adminsWork());
    }

    /** What a customer writes today, if anything. */
    private Optional<ObjectNode> wish(Customer customer) {
        if (customer.open != null || customer.isAway(today)) {
            return Optional.empty();
        }
        if (customer.first == null) {
            return customer.arrives.isAfter(today)
                    ? Optional.empty()
                    : Optional.of(message(customer.chat, "!order " + customer.type + " " + months(customer)));
        }
        if (customer.habit == Habit.ANSWERS_A_REMINDER && customer.reminder.isPresent()) {
            Optional<String> quoted = customer.reminder;
            customer.reminder = Optional.empty();
            return Optional.of(message(customer.chat, "yes", quoted));
        }
        if (customer.asksOn.isAfter(today)) {
            return Optional.empty();
        }
        if (customer.habit == Habit.STOPS) {
            customer.asksOn =
                    random.nextInt(3) == 0 ? customer.book().paidUntil().minusDays(1) : LocalDate.MAX;
            customer.habit = random.nextBoolean() ? Habit.AFTER_THE_STOP : Habit.NEVER;
            return Optional.of(message(customer.chat, "!berhenti " + customer.first));
        }
        return Optional.of(message(customer.chat, "!perpanjang " + customer.first + " " + months(customer)));
    }

    private int months(Customer customer) {
        customer.months = random.nextInt(5) == 0 ? 2 + random.nextInt(2) : 1;
        return customer.months;
    }

    /** Decides what a customer does about the last day that is paid for now. */
    private void plan(Customer customer) {
        Habit[] habits = Habit.values();
        int chance = random.nextInt(40);
        customer.habit = chance < 32 ? habits[chance % 7] : chance < 38 ? Habit.STOPS : Habit.NEVER;
        customer.reminder = Optional.empty();
        LocalDate until = customer.book().paidUntil();
        customer.asksOn = switch (customer.habit) {
            case EARLY, PAYS_TWICE, EARLY_AND_AGAIN, PAYS_TOO_LATE_FIRST -> until.minusDays(1 + random.nextInt(10));
            case STOPS -> until.minusDays(2 + random.nextInt(8));
            case IN_THE_DAYS_OF_GRACE, ANSWERS_A_REMINDER -> until.plusDays(1 + random.nextInt(3));
            case AFTER_THE_STOP, NEVER -> LocalDate.MAX;
        };
    }

    private void pay(Customer customer) throws Exception {
        if (customer.missed > 0 && isOwedByNobody(customer.missed)) {
            post(customer.missed);
            customer.missed = 0;
        }
        if (customer.open == null || customer.due == 0 || customer.habit == Habit.PAYS_TOO_LATE_FIRST) {
            return;
        }
        String order = customer.open;
        assertEquals(Optional.of(order), post(customer.due), "whose money it is");
        if (customer.habit == Habit.PAYS_TWICE) {
            post(customer.due);
        }
        customer.open = null;
        sold.put(order, (long) PRICES.getOrDefault(customer.type, 0) * customer.months);
        if (!customer.renews) {
            customer.first = order;
            servers.put(order, customer);
            toHandOver.add(order);
            return;
        }
        renewals++;
        if (customer.book().isStopped()) {
            toLift.add(order);
        }
        customer.book().paid(customer.months, today);
        Habit before = customer.habit;
        plan(customer);
        customer.asksOn = before == Habit.EARLY_AND_AGAIN ? today.plusDays(1) : customer.asksOn;
    }

    /** An amount that nobody paid in time is another's some day, and would pay for them. */
    private boolean isOwedByNobody(long amount) {
        return people.values().stream().noneMatch(other -> other.open != null && other.due == amount);
    }

    /** Tells of money that came in, again if the bot is killed just then; the order that it is for. */
    private Optional<String> post(long amount) throws Exception {
        String row = "{\"id\":\"row-" + ++rows + "\",\"amount\":" + amount + "}";
        JsonNode result = post(row);
        if (random.nextInt(killedOneOf) == 0) {
            bot.kill();
            kills++;
            restart();
            assertEquals("known", post(row).path("outcome").stringValue(""));
        }
        posted += amount;
        Optional<String> order = result.path("order").stringValueOpt();
        order.ifPresentOrElse(id -> received.merge(id, amount, Long::sum), () -> unmatched += amount);
        return order;
    }

    private JsonNode post(String row) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(feed)
                        .header("Authorization", "Bearer " + SECRET)
                        .POST(BodyPublishers.ofString(row))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return JsonMapper.shared().readTree(answer.body()).path("rows").path(0);
    }

    private List<ObjectNode> adminsWork() {
        List<ObjectNode> lines = new ArrayList<>();
        for (String order : toHandOver) {
            lines.add(message(OWNER, "!order-process " + order));
            lines.add(message(OWNER, "!order-complete " + order + " S" + order.substring(4, 9)));
        }
        for (String order : toLift) {
            lines.add(message(OWNER, "!order-process " + order));
            lines.add(message(OWNER, "!order-complete " + order + " L" + order.substring(4, 9)));
        }
        for (String first : toStop) {
            lines.add(message(OWNER, "!suspended " + first));
        }
        List<String> running = servers.keySet().stream()
                .filter(first -> server(first).book != null)
                .sorted()
                .toList();
        if (!running.isEmpty() && random.nextInt(8) == 0) {
            String first = running.get(random.nextInt(running.size()));
            gifts.put(first, 1 + random.nextInt(5));
            lines.add(message(OWNER, "!gift " + first + " " + gifts.get(first) + " an outage"));
        }
        for (String first : toHandOver) {
            Customer customer = server(first);
            customer.book = new ServerBook(today, customer.months);
            plan(customer);
        }
        toHandOver.clear();
        toLift.clear();
        toStop.clear();
        return lines;
    }

    private ObjectNode message(String from, String text) {
        return message(from, text, Optional.empty());
    }

    private ObjectNode message(String from, String text, Optional<String> quoted) {
        ObjectNode line = JsonMapper.shared()
                .createObjectNode()
                .put("type", "message")
                .put("id", "m" + ++messages)
                .put("from", from)
                .put("text", text);
        quoted.ifPresent(id -> line.put("quoted", id));
        return line;
    }

    /** Has some things said at a time, and hears all that is said because of it and of the time, whatever kills it takes. */
    private void say(Instant time, List<ObjectNode> lines) throws Exception {
        for (List<ObjectNode> some : lines.isEmpty() ? List.of(lines) : Lists.partition(lines, AT_ONCE)) {
            int most = random.nextInt(killedOneOf) == 0 ? random.nextInt(2 + 2 * some.size()) : Integer.MAX_VALUE;
            while (!isSaid(time, some, most)) {
                bot.kill();
                kills++;
                restart();
                most = Integer.MAX_VALUE;
            }
            now = time;
        }
    }

    private void restart() throws Exception {
        bot = started();
        assertTrue(isSaid(now, List.of(), Integer.MAX_VALUE), bot.errors());
    }

    /** Whether all was heard before so many lines were read. */
    private boolean isSaid(Instant time, List<ObjectNode> lines, int most) throws IOException {
        saying = LocalDateTime.ofInstant(time, ZONE);
        for (ObjectNode line : lines) {
            bot.line(line.toString());
        }
        bot.line("{\"type\":\"time\",\"now\":\"" + time + "\"}");
        for (int i = 0; i < most; i++) {
            JsonNode line = bot.nextIfAny().orElseThrow(() -> new AssertionError("the bot has ended"));
            switch (line.path("type").stringValue("")) {
                case "send" -> hear(line);
                case "time" -> {
                    assertEquals(time.toString(), line.path("now").stringValue(""));
                    return true;
                }
                default -> throw new AssertionError(line.toString());
            }
        }
        return false;
    }

    private void hear(JsonNode sent) throws IOException {
        String id = sent.path("id").stringValue("");
        Optional<Customer> customer =
                Optional.ofNullable(people.get(sent.path("to").stringValue("")));
        boolean reached = customer.filter(to -> to.isAway(today)).isEmpty();
        bot.line(
                reached
                        ? "{\"type\":\"ack\",\"id\":\"" + id + "\"}"
                        : "{\"type\":\"nack\",\"id\":\"" + id + "\",\"error\":\"no such number\"}");
        if (!seen.add(id)) {
            doubles++;
            return;
        }
        String text = sent.path("text").stringValue("");
        if (customer.isPresent()) {
            read(customer.get(), sent, text, reached);
        } else {
            read(text, id);
        }
    }

    /** What a customer reads. */
    private void read(Customer customer, JsonNode sent, String text, boolean reached) {
        String id = sent.path("id").stringValue("");
        if (text.contains("Order received!") || text.contains("Renewal ready to pay")) {
            offered(customer, found(ID, text), sent.path("amount").asLong(0));
            customer.renews = text.contains("Renewal");
        } else if (text.contains("*Order cancelled*") && text.contains(String.valueOf(customer.open))) {
            customer.missed = customer.habit == Habit.PAYS_TOO_LATE_FIRST ? customer.due : 0;
            customer.open = null;
            customer.habit = Habit.EARLY;
        } else if (text.contains("paid for only a little longer")) {
            customer.reminder = reached ? Optional.of(id) : Optional.empty();
            told("reminder", text, id, reached);
        } else if (text.contains("is not paid for any more")) {
            told("overdue", text, id, reached);
        } else if (text.contains("Your server is stopped soon")) {
            told("last warning", text, id, reached);
        } else if (text.contains("Not renew server")) {
            toAnswer.add(customer);
        }
    }

    /** What customers are told may be read before the admin reads that the days are given for which it is told. */
    private void told(String kind, String text, String id, boolean reached) {
        String first = found(RENEWS, text);
        Runnable entry = () -> server(first).book().told(kind, id, saying, reached);
        if (gifts.containsKey(first)) {
            afterGift.add(entry);
        } else {
            entry.run();
        }
    }

    /** After a kill it may be shown once more how to pay what is paid. */
    private void offered(Customer customer, String order, long due) {
        if (!sold.containsKey(order)) {
            customer.open = order;
            customer.due = due;
        }
    }

    /** What an admin reads. */
    private void read(String text, String id) {
        if (text.contains("*Stop this server*")) {
            String first = found(ID, text);
            server(first).book().stopAsked(id, saying);
            toStop.add(first);
        } else if (text.contains("*A customer cannot be reached*")) {
            putOffs++;
            server(found(ID, text)).book().putOff();
        } else if (text.contains("is noted as stopped")) {
            stopped(server(found(ID, text)));
        } else if (text.contains("is active until")) {
            given(found(ID, text));
        } else if (UNTIL.matcher(text).find()) {
            shown.put(found(Pattern.compile("(ORD-\\w{5}-\\w{5})"), text), LocalDate.parse(found(UNTIL, text), DAY));
        }
    }

    private void stopped(Customer customer) {
        stops++;
        customer.book().stopped(today);
        if (customer.habit != Habit.NEVER) {
            customer.asksOn = today.plusDays(2 + random.nextInt(18));
        }
    }

    /** Whose server it is. */
    private Customer server(String first) {
        return Objects.requireNonNull(servers.get(first), first);
    }

    private void given(String first) {
        Integer days = gifts.remove(first);
        if (days != null) {
            Customer customer = server(first);
            customer.book().given(days, today);
            afterGift.forEach(Runnable::run);
            afterGift.clear();
            if (customer.open == null) {
                plan(customer);
            }
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private void compareDays() throws Exception {
        today = today.minusDays(1);
        shown.clear();
        Map<String, LocalDate> kept = new HashMap<>();
        List<ObjectNode> questions = new ArrayList<>();
        servers.forEach((first, customer) -> {
            kept.put(first, customer.book().paidUntil());
            questions.add(message(OWNER, "!order-detail " + first));
        });
        say(at(LocalTime.of(20, 0)), questions);
        assertSame(kept, shown, "until when servers are paid");
    }

    private void compareMoney() throws Exception {
        Map<String, Long> arrived = new HashMap<>();
        Map<String, Long> completed = new HashMap<>();
        for (JsonNode order : JsonMapper.shared()
                .readTree(BotProcess.run(directory, settings, "export", "--format", "json")
                        .out())) {
            String id = order.path("id").stringValue("");
            long sum = order.path("payments")
                    .valueStream()
                    .flatMap(payment -> payment.path("arrivals").valueStream())
                    .mapToLong(arrival -> arrival.path("amount").asLong(0))
                    .sum();
            if (sum > 0) {
                arrived.put(id, sum);
            }
            if (order.path("status").stringValue("").equals("completed")) {
                completed.put(id, order.path("totalAmount").asLong(0));
            }
            checkSteps(order);
        }
        assertSame(received, arrived, "what came for each order");
        assertSame(sold, completed, "what was sold");
        assertEquals(
                posted, arrived.values().stream().mapToLong(Long::longValue).sum() + unmatched, "all that came");
        String figures = BotProcess.run(directory, settings, "stats").out();
        String revenue = String.format(
                Locale.ROOT,
                "%,d",
                sold.values().stream().mapToLong(Long::longValue).sum());
        assertTrue(figures.contains("handed over IDR " + revenue), revenue + " in " + figures);
    }

    private static <V> void assertSame(Map<String, V> books, Map<String, V> shop, String what) {
        MapDifference<String, V> difference = Maps.difference(books, shop);
        assertTrue(difference.areEqual(), () -> what + ": " + difference);
    }

    /** Each step was taken once for its last day. */
    private static void checkSteps(JsonNode order) {
        Set<String> steps = new HashSet<>();
        order.path("subscription").path("steps").valueStream().forEach(step -> {
            String once =
                    step.path("paidUntil").stringValue("") + step.path("step").asString("");
            assertTrue(steps.add(once), () -> once + " twice in " + order.path("id"));
        });
    }

    /** How many renewals were paid for. */
    int renewals() {
        return renewals;
    }

    /** What went on, in a line. */
    String summary() {
        return kills + " kills, " + doubles + " messages that came twice by them; " + sold.size() + " orders sold, "
                + renewals + " renewals, " + stops + " stops, " + putOffs + " put off, IDR " + posted + " of which IDR "
                + unmatched + " found no order";
    }

    @Override
    public void close() {
        bot.close();
    }
}
