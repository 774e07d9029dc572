package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderItem;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.OrderQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Values that are almost valid, each with the rule that it breaks. */
public final class BrokenArbitraries {

    private static final String ZERO_WIDTH_SPACE = "\u200b";

    private BrokenArbitraries() {}

    static <T> Arbitrary<Broken<T>> breaking(String rule, Arbitrary<T> inputs) {
        return inputs.map(input -> new Broken<>(rule, input));
    }

    /** Texts that {@link OrderId#of} refuses. */
    public static Arbitrary<Broken<String>> orderIds() {
        Arbitrary<String> valid = OrderArbitraries.orderIds().map(OrderId::toString);
        return breaking(
                "an order id looks like ORD-XXXXX-XXXXX",
                Arbitraries.oneOf(
                        valid.map(id -> id.toLowerCase(Locale.ROOT)),
                        valid.map(id -> id.replace("-", "")),
                        valid.map(id -> id.substring("ORD-".length())),
                        valid.map(id -> id.substring(0, id.lastIndexOf('-') + 1)),
                        valid.map(id -> id.replaceFirst("-.*-", "-ABC-")),
                        valid.map(id -> id + "ABCDEFGHIJKLM"),
                        valid.map(id -> id + ZERO_WIDTH_SPACE),
                        valid.map(id -> " " + id),
                        valid.map(id -> id + "\n"),
                        valid.map(id -> id + "٣")));
    }

    /** Texts that are nobody's identity. */
    public static Arbitrary<Broken<String>> personIds() {
        Arbitrary<String> phones = Texts.of("0123456789", 8, 12);
        return breaking(
                "an identity has 1 to 200 visible ASCII characters",
                Arbitraries.oneOf(
                        Arbitraries.of("", " ", "x".repeat(201)),
                        phones.map(digits -> "+62 " + digits),
                        phones.map(digits -> digits + ZERO_WIDTH_SPACE),
                        phones.map(digits -> digits + "\n"),
                        phones.map(digits -> digits + "٣")));
    }

    /**
     * What an actor would be made of.
     *
     * @param role what this person is to the shop
     * @param person who it is
     */
    public record ActorParts(Actor.Role role, Optional<PersonId> person) {}

    /** Roles that nobody has, and the program as a person. */
    public static Arbitrary<Broken<ActorParts>> actors() {
        return breaking(
                "every actor but the system is a person",
                Combinators.combine(Arbitraries.of(Actor.Role.class), OrderArbitraries.personIds())
                        .as((role, person) -> new ActorParts(
                                role, Optional.of(person).filter(somebody -> role == Actor.Role.SYSTEM))));
    }

    /** Codes that no package can have. */
    public static Arbitrary<Broken<String>> packageCodes() {
        Arbitrary<String> slugs = Texts.of("abcdefghijklmnopqrstuvwxyz0123456789_-", 1, 20);
        return breaking(
                "package code must match",
                Arbitraries.oneOf(
                        Arbitraries.of("", "x".repeat(33)),
                        slugs.map(slug -> "-" + slug),
                        slugs.map(slug -> "B" + slug),
                        slugs.map(slug -> slug + " "),
                        slugs.map(slug -> "é" + slug)));
    }

    /** Texts that are no request id. */
    public static Arbitrary<Broken<String>> requestIds() {
        Arbitrary<String> hex = Texts.of("0123456789abcdef", 31, 31);
        return breaking(
                "a request id is 32 lower-case hexadecimal digits",
                Arbitraries.oneOf(
                        hex, hex.map(digits -> digits + "A"), hex.map(digits -> digits + "g"), hex.map(d -> d + "00")));
    }

    /** Months that no order can have. */
    public static Arbitrary<Broken<Integer>> durations() {
        return breaking(
                "duration is 1 to 12 months",
                Arbitraries.oneOf(
                        Arbitraries.integers().lessOrEqual(OrderItem.MIN_MONTHS - 1),
                        Arbitraries.integers().greaterOrEqual(OrderItem.MAX_MONTHS + 1)));
    }

    /** Amounts that are no price. */
    public static Arbitrary<Broken<Money>> prices() {
        Arbitrary<Money> positive = CatalogArbitraries.amounts().filter(Money::isPositive);
        return Arbitraries.oneOf(
                breaking("an amount is never negative", positive.map(Money::negated)),
                breaking(
                        "an amount has at most 15 digits",
                        CatalogArbitraries.currencies().map(currency -> Money.of(currency, 1_000_000_000_000_000L))),
                breaking(
                        "an amount in IDR has at most 0 decimals",
                        CatalogArbitraries.amounts(CurrencyUnit.of("IDR")).map(money -> BigMoney.of(money)
                                .plus(new BigDecimal("0.5"))
                                .toMoney())));
    }

    /** Packages that make no catalogue. */
    public static Arbitrary<Broken<List<PackageInfo>>> catalogs() {
        Arbitrary<PackageInfo> rupiah = CatalogArbitraries.packages(CurrencyUnit.of("IDR"));
        Arbitrary<PackageInfo> dollars = CatalogArbitraries.packages(CurrencyUnit.USD);
        return Arbitraries.oneOf(
                breaking("a catalogue needs at least one package", Arbitraries.just(List.of())),
                breaking(
                        "all prices of a catalogue are in one currency",
                        Combinators.combine(rupiah, dollars).as(List::of)),
                breaking("a catalogue names each package once", rupiah.map(twice -> List.of(twice, twice))));
    }

    /** Arrows that make no flow. */
    public static Arbitrary<Broken<ImmutableSetMultimap<OrderStatus, OrderStatus>>> flows() {
        Arbitrary<OrderStatus> statuses = Arbitraries.of(OrderStatus.class);
        return Arbitraries.oneOf(
                breaking("leads to itself", statuses.map(status -> ImmutableSetMultimap.of(status, status))),
                breaking(
                        "no order can reach",
                        statuses.filter(status -> status != OrderStatus.PENDING && status != OrderStatus.CANCELLED)
                                .map(dead -> ImmutableSetMultimap.of(
                                        OrderStatus.PENDING, OrderStatus.CANCELLED, dead, OrderStatus.CANCELLED))),
                breaking(
                        "an order would be stuck in",
                        Arbitraries.of(OrderStatus.CONFIRMED, OrderStatus.PROCESSING)
                                .map(stuck -> ImmutableSetMultimap.of(OrderStatus.PENDING, stuck))));
    }

    /** Texts that do not say who made a change. */
    public static Arbitrary<Broken<String>> authors() {
        return breaking(
                "a change of status needs to say who made it",
                Arbitraries.of("", " ", "\n", "\t ", ZERO_WIDTH_SPACE, "\u202e"));
    }

    /** Texts that are no server id. */
    public static Arbitrary<Broken<String>> serverIds() {
        return breaking("serverId must match", spoilt(OrderArbitraries.serverIds(), 64));
    }

    /** Texts that are no panel user name. */
    public static Arbitrary<Broken<String>> usernames() {
        Arbitrary<String> valid = OrderArbitraries.usernames();
        return breaking(
                "username must match",
                Arbitraries.oneOf(
                        spoilt(valid, 32),
                        Arbitraries.just("ab"),
                        valid.map(name -> "." + name),
                        valid.map(name -> name + "X")));
    }

    /** Texts that are no reference of a payment proof. */
    public static Arbitrary<Broken<String>> paymentProofs() {
        return breaking("paymentProof must match", spoilt(OrderArbitraries.paymentProofs(), 300));
    }

    /** Servers of a panel that cannot be. */
    public static Arbitrary<Broken<Server.Builder>> servers() {
        return Arbitraries.oneOf(
                breaking(
                        "externalId must match",
                        Arbitraries.of("", "a b", "é", "x".repeat(192))
                                .map(id -> Server.restore(id, ServerState.WANTED, Instant.EPOCH))),
                breaking(
                        "has a number",
                        Arbitraries.of(ServerState.INSTALLING, ServerState.READY, ServerState.SUSPENDED)
                                .map(BrokenArbitraries::server)),
                breaking(
                        "or neither",
                        Arbitraries.of(
                                server(ServerState.WANTED).id(1L),
                                server(ServerState.WANTED).identifier("a"))),
                breaking(
                        "are counted from",
                        Arbitraries.of(-1, Server.MAX_COUNT + 1)
                                .flatMap(count -> Arbitraries.of(
                                        server(ServerState.WANTED).round(count),
                                        server(ServerState.WANTED).attempts(count),
                                        server(ServerState.WANTED).reinstalls(count)))),
                breaking(
                        "address must match",
                        Arbitraries.of("", "a b", "é:1", "x".repeat(261))
                                .map(address -> server(ServerState.WANTED).address(address))));
    }

    private static Server.Builder server(ServerState state) {
        return Server.restore("shop-1", state, Instant.EPOCH);
    }

    /** What a {@link ServerLimits} would be made of: memory, swap, disk, io and cpu. */
    public static Arbitrary<Broken<List<Integer>>> limits() {
        return Arbitraries.oneOf(
                breaking(
                        "memory is 0 to 100000000",
                        outside(0, ServerLimits.MOST).map(n -> List.of(n, 0, 0, 500, 0))),
                breaking(
                        "swap is -1 to 100000000",
                        outside(-1, ServerLimits.MOST).map(n -> List.of(0, n, 0, 500, 0))),
                breaking("disk is 0 to 100000000", outside(0, ServerLimits.MOST).map(n -> List.of(0, 0, n, 500, 0))),
                breaking("io is 10 to 1000", outside(10, 1_000).map(n -> List.of(0, 0, 0, n, 0))),
                breaking("cpu is 0 to 100000000", outside(0, ServerLimits.MOST).map(n -> List.of(0, 0, 0, 500, n))));
    }

    private static Arbitrary<Integer> outside(int least, int most) {
        return Arbitraries.oneOf(
                Arbitraries.integers().lessOrEqual(least - 1),
                Arbitraries.integers().greaterOrEqual(most + 1));
    }

    private static Arbitrary<String> spoilt(Arbitrary<String> valid, int longest) {
        return Arbitraries.oneOf(
                Arbitraries.of("", "x".repeat(longest + 1)),
                valid.map(text -> text + " "),
                valid.map(text -> text + "\n"),
                valid.map(text -> "é" + text),
                valid.map(text -> text + ZERO_WIDTH_SPACE));
    }

    /** Queries that ask for too much or too little. */
    public static Arbitrary<Broken<OrderQuery.Builder>> queries() {
        return Arbitraries.oneOf(
                breaking(
                        "a page has 1 to 100 orders",
                        Arbitraries.of(Integer.MIN_VALUE, -1, 0, 101, 9_999)
                                .map(limit -> OrderQuery.newestFirst().limit(limit))),
                breaking(
                        "a search by phone needs 4 or more digits",
                        Arbitraries.of("", "123", "12a4", "١٢٣٤", "+6281")
                                .map(digits -> OrderQuery.oldestFirst().phoneDigits(digits))));
    }
}
