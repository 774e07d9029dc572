package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PayBy;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentRefund;
import io.pteroorders.core.order.StatusChange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Stores of which a column or a field is too narrow for what stands in it. */
final class WrongColumns {

    private static final Instant LAST_OF_32_BITS = Instant.parse("2038-01-19T03:14:07Z");

    private static final ImmutableMap<String, UnaryOperator<Order>> FAULTS = ImmutableMap
            .<String, Consumer<OrderCopy>>builder()
            .put("names cut at 50 characters", copy -> copy.name = cut(copy.name, 50))
            .put("names cut at 100 units of UTF-16", copy -> copy.name = cut(copy.name, 100))
            .put("no characters of four bytes", copy -> copy.texts(WrongColumns::threeBytes))
            .put("texts in Latin-1", copy -> copy.texts(WrongColumns::latin1))
            .put("an empty name as null", copy -> copy.name = copy.name.isEmpty() ? "null" : copy.name)
            .put("no chat", copy -> copy.chat = copy.person)
            .put("chats cut at 64 characters", copy -> copy.chat = cut(copy.chat, 64))
            .put("chats in small letters", copy -> copy.chat = Ascii.toLowerCase(copy.chat))
            .put("customers in small letters", copy -> copy.person = Ascii.toLowerCase(copy.person))
            .put("customers cut at 64 characters", copy -> copy.person = cut(copy.person, 64))
            .put("prices as float", copy -> price(copy, amount -> new BigDecimal(amount.floatValue())))
            .put("prices as double", copy -> price(copy, amount -> new BigDecimal(amount.doubleValue())))
            .put("prices as int", copy -> price(copy, amount -> new BigDecimal(amount.intValue() & 0x7fffffff)))
            .put("prices in whole units", copy -> price(copy, amount -> amount.setScale(0, RoundingMode.DOWN)))
            .put("prices with two decimals", copy -> price(copy, amount -> amount.setScale(2, RoundingMode.HALF_UP)))
            .put("prices all in rupiah", WrongColumns::inRupiah)
            .put("the package's code as its name", copy -> copy.packageName = copy.type.code())
            .put("packages in capitals", copy -> copy.packageName = Ascii.toUpperCase(copy.packageName))
            .put("no bandwidth", copy -> copy.specifications = withoutBandwidth(copy.specifications))
            .put("specifications as a list", copy -> copy.specifications = listed(copy.specifications))
            .put("the creation cut to seconds", copy -> copy.createdAt = seconds(copy.createdAt))
            .put("the creation rounded to seconds", copy -> copy.createdAt = rounded(copy.createdAt))
            .put("histories cut to seconds", copy -> copy.historyTimes(WrongColumns::seconds))
            .put("the last change cut to seconds", copy -> copy.updatedAt = seconds(copy.updatedAt))
            .put("times up to 2038", copy -> copy.times(WrongColumns::until2038))
            .put("times of a clock on the wall", copy -> copy.times(WrongColumns::onTheWall))
            .put(
                    "the last step as the last change",
                    copy -> copy.updatedAt = last(copy).timestamp())
            .put("histories by time and word", copy -> copy.history = sorted(copy.history))
            .put("nobody's histories", copy -> copy.history(WrongColumns::bySystem))
            .put("histories without notes", copy -> copy.historyNotes(note -> ""))
            .put("notes of histories cut at 255 characters", copy -> copy.historyNotes(note -> cut(note, 255)))
            .put("notes cut at 255 characters", copy -> copy.notes = cut(copy.notes, 255))
            .put("notes cut at 65,535 bytes", copy -> copy.notes = bytes(copy.notes))
            .put("admins' notes cut at 65,535 bytes", copy -> copy.adminNotes = bytes(copy.adminNotes))
            .put("the newest note only", copy -> copy.notes = lastLine(copy.notes))
            .put("notes on one line", copy -> copy.notes = copy.notes.replace('\n', ' '))
            .put("notes without spaces at their end", copy -> copy.notes = copy.notes.stripTrailing())
            .put("notes without what only looks like a time", WrongColumns::withoutTimes)
            .put("both notes in one", copy -> copy.adminNotes = copy.notes)
            .put("server ids in small letters", copy -> copy.serverId = mapped(copy.serverId, Ascii::toLowerCase))
            .put("server ids as numbers", copy -> copy.serverId = mapped(copy.serverId, WrongColumns::number))
            .put("proofs cut at 255 characters", copy -> copy.proof = mapped(copy.proof, text -> cut(text, 255)))
            .put("proofs in small letters", copy -> copy.proof = mapped(copy.proof, Ascii::toLowerCase))
            .put("backslashes as escapes", WrongColumns::withoutBackslashes)
            .put("apostrophes as accents", copy -> copy.texts(text -> text.replace('\'', '`')))
            .put("proofs decoded", copy -> copy.proof = mapped(copy.proof, WrongColumns::decoded))
            .put("no user names", copy -> copy.username = null)
            .put("the ends of claims cut to seconds", copy -> copy.claims = secondClaims(copy.claims))
            .put(
                    "one claim",
                    copy -> copy.claims = copy.claims.stream().limit(1).toList())
            .put("no payments", copy -> copy.payments = List.of())
            .put("payments that tell no report", payments(WrongColumns::withoutReports))
            .put("refunds cut to seconds", payments(WrongColumns::inSeconds))
            .put("what is paid by cut at 255 characters", payments(WrongColumns::shownInShort))
            .put("no servers of a panel", copy -> copy.server = Optional.empty())
            .put(
                    "variables of a server cut at 255 characters",
                    copy -> copy.plan = copy.plan.map(WrongColumns::inShort))
            .putAll(WrongSubscriptions.FAULTS)
            .buildOrThrow()
            .entrySet()
            .stream()
            .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> OrderCopy.edit(entry.getValue())));

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL = all();

    private WrongColumns() {}

    private static ImmutableMap<String, Supplier<ForwardingStorage>> all() {
        ImmutableMap.Builder<String, Supplier<ForwardingStorage>> all = ImmutableMap.builder();
        FAULTS.forEach((what, fault) -> all.put("stores " + what, () -> JournalStorage.writing(fault)));
        FAULTS.forEach((what, fault) -> all.put("reads again " + what, () -> JournalStorage.reading(fault)));
        return all.buildOrThrow();
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }

    private static String bytes(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        return new String(all, 0, Math.min(all.length, 65_535), StandardCharsets.UTF_8);
    }

    private static String threeBytes(String text) {
        return text.codePoints()
                .map(point -> Character.isBmpCodePoint(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    private static void price(OrderCopy copy, UnaryOperator<BigDecimal> fault) {
        CurrencyUnit currency = copy.price.getCurrencyUnit();
        BigDecimal wrong = fault.apply(copy.price.getAmount());
        copy.price = Money.of(currency, wrong, RoundingMode.HALF_UP);
    }

    private static void inRupiah(OrderCopy copy) {
        copy.price = rupiah(copy.price);
        copy.payments = List.of();
        copy.sequel = copy.sequel.map(sequel -> WrongSubscriptions.priced(sequel, WrongColumns::rupiah));
        copy.entries = copy.entries.stream()
                .map(entry -> WrongSubscriptions.credited(entry, WrongColumns::rupiah))
                .toList();
    }

    private static Consumer<OrderCopy> payments(UnaryOperator<Payment> fault) {
        return copy -> copy.payments = copy.payments.stream().map(fault).toList();
    }

    private static Payment.Builder copy(Payment payment) {
        return Payment.restore(
                        payment.id(), payment.method(), payment.state(), payment.amountDue(), payment.createdAt())
                .expiresAt(payment.expiresAt().orElse(null))
                .paidAt(payment.paidAt().orElse(null))
                .reference(payment.reference().orElse(null))
                .fee(payment.fee().orElse(null))
                .payBy(payment.payBy().orElse(null))
                .arrivals(payment.arrivals())
                .refunds(payment.refunds())
                .usedBy(payment.usedBy().orElse(null))
                .from(payment.from().orElse(null));
    }

    private static Payment withoutReports(Payment payment) {
        return copy(payment)
                .arrivals(payment.arrivals().stream()
                        .map(part -> new PaymentArrival(part.amount(), part.at(), part.by(), Optional.empty()))
                        .toList())
                .build();
    }

    private static Payment inSeconds(Payment payment) {
        return copy(payment)
                .refunds(payment.refunds().stream()
                        .map(part -> new PaymentRefund(
                                part.number(),
                                part.amount(),
                                part.state(),
                                seconds(part.at()),
                                part.by(),
                                part.reason(),
                                part.report()))
                        .toList())
                .build();
    }

    private static Payment shownInShort(Payment payment) {
        return copy(payment)
                .payBy(payment.payBy()
                        .map(shown -> new PayBy(shown.kind(), cut(shown.text(), 255)))
                        .orElse(null))
                .build();
    }

    private static ServerPlan inShort(ServerPlan plan) {
        ServerStartup startup = plan.startup();
        return new ServerPlan(
                plan.egg(),
                plan.nest(),
                plan.locations(),
                plan.nodes(),
                plan.limits(),
                plan.features(),
                new ServerStartup(
                        ImmutableSortedMap.copyOf(Maps.transformValues(startup.environment(), text -> cut(text, 255))),
                        startup.image(),
                        startup.command()),
                plan.automatic());
    }

    private static Money rupiah(Money price) {
        return Money.of(CurrencyUnit.of("IDR"), price.getAmount().setScale(0, RoundingMode.UP));
    }

    private static ServerSpecifications withoutBandwidth(ServerSpecifications all) {
        return new ServerSpecifications(all.ram(), all.cpu(), all.storage(), "");
    }

    private static ServerSpecifications listed(ServerSpecifications all) {
        List<String> parts =
                Splitter.on(',').splitToList(String.join(",", all.ram(), all.cpu(), all.storage(), all.bandwidth()));
        return new ServerSpecifications(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant rounded(Instant time) {
        return seconds(time.plusMillis(500));
    }

    private static Instant until2038(Instant time) {
        return time.isAfter(LAST_OF_32_BITS) ? LAST_OF_32_BITS : time;
    }

    private static Instant onTheWall(Instant time) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        return LocalDateTime.ofInstant(time, zone)
                .atZone(zone)
                .withEarlierOffsetAtOverlap()
                .toInstant();
    }

    private static StatusChange last(OrderCopy copy) {
        return Iterables.getLast(copy.history);
    }

    private static List<StatusChange> sorted(List<StatusChange> history) {
        return history.stream()
                .sorted(Comparator.comparing(StatusChange::timestamp)
                        .thenComparing(entry -> entry.status().word()))
                .toList();
    }

    private static StatusChange bySystem(StatusChange entry) {
        return new StatusChange(entry.status(), entry.timestamp(), StatusChange.SYSTEM, entry.notes());
    }

    private static String lastLine(String notes) {
        return Iterables.getLast(Splitter.on('\n').split(notes));
    }

    private static void withoutTimes(OrderCopy copy) {
        copy.notes = copy.notes.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\d ", "");
    }

    private static @Nullable String mapped(@Nullable String text, UnaryOperator<String> fault) {
        return text == null ? null : fault.apply(text);
    }

    private static String number(String text) {
        boolean number = CharMatcher.inRange('0', '9').matchesAllOf(text) && text.length() < 19;
        return number ? String.valueOf(Long.parseLong(text)) : text;
    }

    private static void withoutBackslashes(OrderCopy copy) {
        copy.texts(text -> text.replace("\\", ""));
        copy.proof = mapped(copy.proof, text -> text.replace("\\", ""));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8).replace(" ", "+");
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static List<Claim> secondClaims(List<Claim> claims) {
        return claims.stream()
                .map(claim -> new Claim(claim.space(), claim.key(), seconds(claim.until())))
                .toList();
    }
}
