package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Notes;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
    Instant updated;
    String server = "";
    String username = "";
    String proof = "";
    String claim = "";

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
        copy.claim = claim;
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

    /** The moment of a change at this time: never before the change before it. */
    Instant touch(Instant now) {
        updated = later(updated, now);
        return updated;
    }

    void move(OrderStatus to, Instant now, String by, String note) {
        Instant at = later(Iterables.getLast(history).at(), now);
        history.add(new Entry(to, at, by, note));
        updated = later(updated, at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** The order as its customer may see it. */
    ReferenceOrder asSeenByCustomer() {
        ReferenceOrder view = copy();
        view.adminNotes.clear();
        view.claim = "";
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
                .put("claim", claim)
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
                .put("claim", order.claims().stream().map(Claim::subject).collect(Collectors.joining(" ")))
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
                .put("claims", order.claims().toString())
                .put("text of the notes", order.notes().toString())
                .put("text of the admin notes", order.adminNotes().toString())
                .buildOrThrow();
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
