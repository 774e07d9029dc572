package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Payments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** What an order should be, as plain fields that anybody may set. Not thread-safe. */
final class ReferenceOrder {

    final OrderId id;
    final Customer customer;
    final String packageType;
    final int months;
    final long price;
    final Instant created;
    final List<Entry> history = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final List<Note> adminNotes = new ArrayList<>();
    final Map<String, Instant> claims = new TreeMap<>();
    ReferenceAttempts attempts = new ReferenceAttempts();
    Instant updated;
    String server = "";
    String username = "";
    String proof = "";

    /** What reports told of that was taken for more money. */
    long income;

    record Entry(OrderStatus status, Instant at, String by, String note) {

        @Override
        public String toString() {
            return status.word() + " " + at + " by " + by + (note.isEmpty() ? "" : " '" + note + "'");
        }
    }

    record Note(String at, String by, String text) {

        @Override
        public String toString() {
            return at + " " + by + " '" + text + "'";
        }
    }

    ReferenceOrder(OrderId id, Customer customer, String packageType, int months, long price, Instant created) {
        this.id = id;
        this.customer = customer;
        this.packageType = packageType;
        this.months = months;
        this.price = price;
        this.created = created;
        this.updated = created;
    }

    ReferenceOrder copy() {
        ReferenceOrder copy = new ReferenceOrder(id, customer, packageType, months, price, created);
        copy.history.addAll(history);
        copy.notes.addAll(notes);
        copy.adminNotes.addAll(adminNotes);
        copy.updated = updated;
        copy.server = server;
        copy.username = username;
        copy.proof = proof;
        copy.claims.putAll(claims);
        copy.attempts = attempts.copy(ReferencePayment::copy);
        copy.income = income;
        return copy;
    }

    boolean reached(OrderStatus status) {
        return history.stream().anyMatch(entry -> entry.status() == status);
    }

    OrderStatus status() {
        return Iterables.getLast(history).status();
    }

    long total() {
        return price * months;
    }

    Money due() {
        return Fixtures.rupiah(total());
    }

    /** The moment of a change at this time: never before the change before it. */
    Instant touch(Instant now) {
        updated = later(updated, now);
        return updated;
    }

    void move(OrderStatus to, Instant now, String by, String note) {
        Instant at = later(Iterables.getLast(history).at(), now);
        history.add(new Entry(to, at, by, note));
        switch (to) {
            case CONFIRMED -> attempts.confirmed(at, by);
            case CANCELLED -> attempts.giveUp(at);
            case REFUNDED -> attempts.givenBack(at, by, note);
            case PENDING, PROCESSING, COMPLETED -> {}
        }
        touchMoney(at);
    }

    /** The moment of a change of its payments: what it held for an attempt that ended, it holds a day longer. */
    void touchMoney(Instant now) {
        Instant end = touch(now).plus(Payments.AMOUNT_RESERVED);
        Set<String> ended = attempts.all.stream().map(ReferencePayment::subject).collect(Collectors.toSet());
        attempts.open().map(ReferencePayment::subject).ifPresent(ended::remove);
        claims.replaceAll((subject, until) ->
                ended.contains(subject) && until.equals(Claim.OPEN_ENDED) && end.isBefore(until) ? end : until);
    }

    /** An attempt more; what it asks for nobody else may ask for, if that tells whose money came. */
    ReferencePayment begin(WayToPay.Offer offer, Instant now) {
        ReferencePayment begun = attempt(offer.way().name(), offer.amount(), now);
        begun.expires = Optional.of(WayToPay.end(now));
        touchMoney(now);
        if (offer.way().isToldByAmount()) {
            claims.values().removeIf(until -> !until.isAfter(now));
            claims.put(begun.subject(), Claim.OPEN_ENDED);
        }
        return begun;
    }

    /** The money of an attempt is there: no other goes on. */
    void pay(ReferencePayment paid, Instant now) {
        paid.become(PaymentState.PAID, now);
        attempts.giveUp(touch(now));
        touchMoney(now);
    }

    /** An attempt more, and nothing else. */
    ReferencePayment attempt(String method, Money due, Instant now) {
        ReferencePayment more = new ReferencePayment(new PaymentId(id, attempts.all.size() + 1), method, due, now);
        attempts.all.add(more);
        return more;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The order as its customer may see it. */
    ReferenceOrder asSeenByCustomer() {
        ReferenceOrder view = copy();
        view.adminNotes.clear();
        view.claims.clear();
        view.attempts = attempts.copy(ReferencePayment::asSeenByCustomer);
        view.notes.replaceAll(
                note -> note.by().equals(customer.id().text()) ? note : new Note(note.at(), "system", note.text()));
        view.history.replaceAll(entry -> new Entry(entry.status(), entry.at(), "system", publicNote(entry)));
        return view;
    }

    private static String publicNote(Entry entry) {
        return switch (entry.status()) {
            case CANCELLED, REFUNDED -> entry.note();
            case PENDING -> "Order created";
            case CONFIRMED, PROCESSING, COMPLETED -> "";
        };
    }

    /** Every field by its name, in words. */
    ImmutableMap<String, String> facts() {
        return ImmutableMap.<String, String>builder()
                .put("status", status().word())
                .put("id", id.toString())
                .put("customer", customer.id().text())
                .put("name", customer.displayName())
                .put("chat", customer.chatId())
                .put("package", packageType)
                .put("months", Integer.toString(months))
                .put("total", Fixtures.rupiah(total()).toString())
                .put("server", server)
                .put("user name", username)
                .put("payment proof", proof)
                .put("claims", claims.toString())
                .put("payments", attempts.toString())
                .put("history", history.toString())
                .put("notes", notes.toString())
                .put("admin notes", adminNotes.toString())
                .put("created", created.toString())
                .put("updated", updated.toString())
                .buildOrThrow();
    }

    /** The same of a real order. */
    static ImmutableMap<String, String> facts(Order order) {
        return ImmutableMap.<String, String>builder()
                .put("status", order.status().word())
                .put("id", order.id().toString())
                .put("customer", order.customer().id().text())
                .put("name", order.customer().displayName())
                .put("chat", order.customer().chatId())
                .put("package", order.item().packageType().code())
                .put("months", Integer.toString(order.item().durationMonths()))
                .put("total", order.totalAmount().toString())
                .put("server", order.serverId().orElse(""))
                .put("user name", order.username().orElse(""))
                .put("payment proof", order.paymentProof().orElse(""))
                .put("claims", claims(order))
                .put("payments", payments(order))
                .put("history", history(order))
                .put("notes", notes(order.notes()))
                .put("admin notes", notes(order.adminNotes()))
                .put("created", order.createdAt().toString())
                .put("updated", order.updatedAt().toString())
                .buildOrThrow();
    }

    /** The same, and what a {@link ReferenceOrder} has no fields for. */
    static ImmutableMap<String, String> allFacts(Order order) {
        return ImmutableMap.<String, String>builder()
                .putAll(facts(order))
                .put("package name", order.item().packageName())
                .put("price", order.item().pricePerMonth().toString())
                .put("specifications", order.item().specifications().toString())
                .put("plan", order.item().plan().toString())
                .put("server of the panel", order.server().toString())
                .put("sequel", order.sequel().toString())
                .put(
                        "entries of the subscription",
                        order.subscription().entries().toString())
                .put("steps of the subscription", order.subscription().steps().toString())
                .put("text of the notes", order.notes().toString())
                .put("text of the admin notes", order.adminNotes().toString())
                .buildOrThrow();
    }

    private static String claims(Order order) {
        return order.claims().stream()
                .map(claim -> claim.subject() + "=" + claim.until())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String payments(Order order) {
        return order.payments().all().stream().map(ReferencePayment::words).collect(Collectors.joining("; ", "[", "]"));
    }

    private static String history(Order order) {
        return order.statusHistory().stream()
                .map(change -> new Entry(change.status(), change.timestamp(), change.updatedBy(), change.notes()))
                .toList()
                .toString();
    }

    private static String notes(Notes notes) {
        return notes.all().stream()
                .map(note -> new Note(
                        note.time().map(Instant::toString).orElse(""),
                        note.author().orElse(""),
                        note.text()))
                .collect(Collectors.toList())
                .toString();
    }
}
