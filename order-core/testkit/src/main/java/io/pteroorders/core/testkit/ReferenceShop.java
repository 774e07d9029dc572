package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderEvent.Kind;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a shop should do: the rules once more, on plain maps and a plain table of arrows. Not thread-safe. */
final class ReferenceShop {

    /** How many pending orders a customer may have. */
    static final int MAX_PENDING = 2;

    /** How many notes an order can hold on each side. */
    static final int MAX_NOTES = 100;

    /** The packages that are ordered, and their prices. */
    static final Map<String, Long> PRICES = Map.of("bronze", 25_000L, "gold", 85_000L);

    /** An id that no order has. */
    static final OrderId NOBODYS = OrderId.of("ORD-00000-NONE0");

    private static final Comparator<ReferenceOrder> OLDEST_FIRST =
            Comparator.comparing((ReferenceOrder order) -> order.created).thenComparing(order -> order.id.toString());

    final ImmutableSetMultimap<OrderStatus, OrderStatus> arrows;
    final ImmutableList<WayToPay> ways;
    final Map<OrderId, ReferenceOrder> orders = new LinkedHashMap<>();
    final List<Answer> events = new ArrayList<>();
    private final Map<OrderId, ReferenceOrder> removed = new LinkedHashMap<>();
    private final Map<String, OrderId> requests = new HashMap<>();

    /** @param ways to pay that are on offer, the first to be tried first */
    ReferenceShop(ImmutableSetMultimap<OrderStatus, OrderStatus> arrows, ImmutableList<WayToPay> ways) {
        this.arrows = arrows;
        this.ways = ways;
    }

    /** The same shop, to try something out on; without the events so far. */
    ReferenceShop copy() {
        ReferenceShop copy = new ReferenceShop(arrows, ways);
        orders.forEach((id, order) -> copy.orders.put(id, order.copy()));
        copy.removed.putAll(removed);
        copy.requests.putAll(requests);
        return copy;
    }

    /** Forgets everything but the orders. */
    void forget() {
        removed.clear();
        requests.clear();
    }

    /** An order that was there. */
    Optional<OrderId> gone() {
        return removed.keySet().stream().findFirst();
    }

    /** An order that is there, or was. */
    Optional<ReferenceOrder> known(OrderId id) {
        return Optional.ofNullable(orders.getOrDefault(id, removed.get(id)));
    }

    /** Who asks, when, and under which request; an empty request is none. */
    record Asked(Actor by, Instant now, String request) {

        boolean isCustomer() {
            return by.role() == Actor.Role.CUSTOMER;
        }

        boolean maySee(ReferenceOrder order) {
            return !isCustomer() || by.text().equals(order.customer.id().text());
        }
    }

    Answer create(Asked asked, CreateOrder request, Set<Violation.Code> broken, OrderId id) {
        Customer customer = request.customer();
        if (asked.isCustomer() && !asked.by().text().equals(customer.id().text())) {
            return Answer.refused("not allowed");
        } else if (!broken.isEmpty()) {
            return Answer.refused(Answer.invalid(broken));
        } else if (requests.containsKey(asked.request())) {
            return replayed(asked);
        }
        List<OrderId> pending = oldestFirst().stream()
                .filter(order -> order.customer.equals(customer) && order.status() == OrderStatus.PENDING)
                .map(order -> order.id)
                .toList();
        if (pending.size() >= MAX_PENDING) {
            return Answer.refused(Answer.tooMany(pending));
        }
        ReferenceOrder order = ordered(
                asked,
                id,
                customer,
                request.packageType().orElseThrow(),
                request.durationMonths().orElseThrow());
        if (!request.note().isEmpty()) {
            order.notes.add(
                    new ReferenceOrder.Note(asked.now().toString(), asked.by().text(), request.note()));
        }
        order.username = request.username().orElse("");
        new ReferenceTill(this).beginFirst(order);
        return made(asked, order);
    }

    /** A new order, which nobody has seen. */
    ReferenceOrder ordered(Asked asked, OrderId id, Customer customer, String packageType, int months) {
        ReferenceOrder order = new ReferenceOrder(
                id, customer, packageType, months, PRICES.getOrDefault(packageType, 0L), asked.now());
        order.history.add(new ReferenceOrder.Entry(
                OrderStatus.PENDING, asked.now(), asked.by().text(), "Order created"));
        return order;
    }

    /** What comes of a new order. */
    Answer made(Asked asked, ReferenceOrder order) {
        orders.put(order.id, order);
        remember(asked, order.id);
        events.add(Answer.event(Kind.CREATED, asked.by().text(), Optional.empty(), order.facts()));
        return shown(asked, order);
    }

    Answer move(Asked asked, OrderId id, OrderStatus to, String note, String server, Set<Violation.Code> broken) {
        if (!broken.isEmpty()) {
            return Answer.refused(Answer.invalid(broken));
        } else if (asked.isCustomer() && to != OrderStatus.CANCELLED) {
            return Answer.refused("not allowed");
        }
        boolean replayed = requests.containsKey(asked.request());
        Answer answer = change(asked, id, Kind.STATUS_CHANGED, order -> {
            Optional<String> refusal = moved(order, to, asked, note);
            order.server = refusal.isEmpty() && to == OrderStatus.COMPLETED ? server : order.server;
            return refusal;
        });
        boolean elsewhere = replayed
                && !answer.isRefused()
                && known(id).filter(order -> order.reached(to)).isEmpty();
        return elsewhere ? Answer.refused(Answer.requestUsed(id)) : answer;
    }

    /** Moves an order; gives why not, if the flow has no such arrow. */
    Optional<String> moved(ReferenceOrder order, OrderStatus to, Asked asked, String note) {
        if (!arrows.containsEntry(order.status(), to)) {
            return Optional.of(Answer.illegal(order.status(), to, arrows.get(order.status())));
        }
        order.move(to, asked.now(), asked.by().text(), note);
        return Optional.empty();
    }

    Answer note(Asked asked, OrderId id, String text, Set<Violation.Code> broken) {
        if (!broken.isEmpty()) {
            return Answer.refused(Answer.invalid(broken));
        }
        return change(asked, id, Kind.NOTE_ADDED, order -> {
            List<ReferenceOrder.Note> notes = asked.isCustomer() ? order.notes : order.adminNotes;
            if (notes.size() >= MAX_NOTES) {
                return Optional.of("too many notes");
            }
            String at = order.touch(asked.now()).toString();
            notes.add(new ReferenceOrder.Note(at, asked.by().text(), text));
            return Optional.empty();
        });
    }

    /** Fills both sides of an order's notes. */
    void fillNotes(OrderId id, Instant now, int count) {
        Optional.ofNullable(orders.get(id)).map(ReferenceOrder::copy).ifPresent(order -> {
            for (List<ReferenceOrder.Note> notes : List.of(order.notes, order.adminNotes)) {
                while (notes.size() < count) {
                    notes.add(new ReferenceOrder.Note(order.touch(now).toString(), "system", "more"));
                }
            }
            orders.put(id, order);
        });
    }

    /**
     * An order claims some of the things that an order can hold, and no others of their kind.
     *
     * @param space the kind
     */
    WriteResult.Kind claim(OrderId id, Instant now, String space, List<Claim> claims) {
        ReferenceOrder order = orders.get(id);
        if (order == null) {
            return WriteResult.Kind.NOT_FOUND;
        }
        boolean taken = claims.stream()
                .flatMap(claim -> holder(claim.subject()).stream())
                .anyMatch(other -> other != order);
        if (taken) {
            return WriteResult.Kind.REFUSED;
        }
        ReferenceOrder next = order.copy();
        next.touch(now);
        next.claims.keySet().removeIf(subject -> subject.startsWith(space + ":"));
        claims.forEach(claim -> next.claims.put(claim.subject(), claim.until()));
        orders.put(id, next);
        return WriteResult.Kind.DONE;
    }

    /** The order that claims something, or did so last. */
    Optional<ReferenceOrder> holder(String subject) {
        return orders.values().stream()
                .filter(order -> order.claims.containsKey(subject))
                .max(Comparator.comparing(order -> order.claims.get(subject)));
    }

    Answer username(Asked asked, OrderId id, String name, Set<Violation.Code> broken) {
        return set(asked, id, Kind.USERNAME_SET, broken, order -> {
            order.touch(asked.now());
            order.username = name;
        });
    }

    Answer proof(Asked asked, OrderId id, String reference, Set<Violation.Code> broken) {
        return set(asked, id, Kind.PAYMENT_PROOF_SET, broken, order -> {
            order.touch(asked.now());
            order.proof = reference;
        });
    }

    /** Something that happens to an order in any status. */
    private interface Change {
        void apply(ReferenceOrder order);
    }

    private Answer set(Asked asked, OrderId id, Kind kind, Set<Violation.Code> broken, Change change) {
        if (!broken.isEmpty()) {
            return Answer.refused(Answer.invalid(broken));
        }
        return change(asked, id, kind, order -> {
            change.apply(order);
            return Optional.empty();
        });
    }

    /** Changes an order unless the change says why not; if that moves the order, it is told as a change of its status. */
    Answer change(Asked asked, OrderId id, Kind kind, Function<ReferenceOrder, Optional<String>> change) {
        if (requests.containsKey(asked.request())) {
            return replayed(asked, id);
        }
        ReferenceOrder order = orders.get(id);
        if (order == null || !asked.maySee(order)) {
            return notFound(asked, id.toString());
        }
        if (asked.isCustomer() && order.status() != OrderStatus.PENDING) {
            return Answer.refused(Answer.wrongStatus(order.status(), OrderStatus.PENDING));
        }
        ReferenceOrder next = order.copy();
        Optional<String> refusal = change.apply(next);
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        orders.put(id, next);
        remember(asked, id);
        if (!next.facts().equals(order.facts())) {
            Kind told = next.history.size() > order.history.size() ? Kind.STATUS_CHANGED : kind;
            events.add(Answer.event(told, asked.by().text(), Optional.of(order.facts()), next.facts()));
        }
        return shown(asked, next);
    }

    Answer delete(Asked asked, OrderId id) {
        if (asked.isCustomer() || asked.by().role() == Actor.Role.ADMIN) {
            return Answer.refused("not allowed");
        } else if (requests.containsKey(asked.request())) {
            Answer answer = replayed(asked, id);
            return answer.isRefused() ? answer : Answer.refused(Answer.requestUsed(id));
        }
        ReferenceOrder order = orders.get(id);
        if (order == null) {
            return notFound(asked, id.toString());
        } else if (order.status() != OrderStatus.CANCELLED) {
            return Answer.refused(Answer.wrongStatus(order.status(), OrderStatus.CANCELLED));
        }
        Optional<String> money = new ReferenceTill(this).holdsMoney(order, asked.now());
        if (money.isPresent()) {
            return Answer.refused(money.get());
        }
        orders.remove(id);
        removed.put(id, order);
        remember(asked, id);
        events.add(Answer.event(Kind.DELETED, asked.by().text(), Optional.of(order.facts()), order.facts()));
        return shown(asked, order);
    }

    Answer get(Asked asked, OrderId id) {
        ReferenceOrder order = orders.get(id);
        return order == null || !asked.maySee(order) ? notFound(asked, id.toString()) : shown(asked, order);
    }

    /** The order that a person means. */
    Answer find(Asked asked, String typed) {
        ImmutableList<ReferenceOrder> meant = lookup(asked).meant(typed);
        return switch (meant.size()) {
            case 0 -> notFound(asked, typed);
            case 1 -> shown(asked, meant.get(0));
            default -> Answer.refused(Answer.ambiguous(ReferenceLookup.firstIds(meant.stream())));
        };
    }

    private ReferenceLookup lookup(Asked asked) {
        return new ReferenceLookup(
                oldestFirst().reverse().stream().filter(asked::maySee).collect(ImmutableList.toImmutableList()));
    }

    Answer notFound(Asked asked, String typed) {
        return Answer.refused(Answer.notFound(lookup(asked).near(typed)));
    }

    /** What all pages of a list show, from its cursor on. */
    Answer list(Asked asked, OrderQuery query, Predicate<ReferenceOrder> passes) {
        if (asked.isCustomer() && !query.customer().equals(asked.by().person())) {
            return Answer.refused("not allowed");
        }
        Optional<ReferenceOrder> cursor = query.after()
                .flatMap(this::known)
                .filter(order -> !asked.isCustomer() || (asked.maySee(order) && orders.containsKey(order.id)));
        if (query.after().isPresent() && cursor.isEmpty()) {
            return notFound(asked, query.after().get().toString());
        }
        Comparator<ReferenceOrder> sorting =
                query.direction() == OrderQuery.Direction.OLDEST_FIRST ? OLDEST_FIRST : OLDEST_FIRST.reversed();
        ImmutableList<ImmutableMap<String, String>> shown = orders.values().stream()
                .sorted(sorting)
                .filter(order -> cursor.isEmpty() || sorting.compare(order, cursor.get()) > 0)
                .filter(passes)
                .map(order -> view(asked, order).facts())
                .collect(ImmutableList.toImmutableList());
        int pages = Math.max(1, (shown.size() + query.limit() - 1) / query.limit());
        return Answer.ofPages(shown.size(), pages, shown);
    }

    ImmutableList<ReferenceOrder> oldestFirst() {
        return orders.values().stream().sorted(OLDEST_FIRST).collect(ImmutableList.toImmutableList());
    }

    private void remember(Asked asked, OrderId id) {
        if (!asked.request().isEmpty()) {
            requests.put(asked.request(), id);
        }
    }

    private Answer replayed(Asked asked) {
        return get(asked, requests.getOrDefault(asked.request(), NOBODYS));
    }

    /** The answer to a request for an order, under an id that is known. */
    private Answer replayed(Asked asked, OrderId id) {
        OrderId then = requests.getOrDefault(asked.request(), NOBODYS);
        if (then.equals(id)) {
            return get(asked, id);
        }
        ReferenceOrder order = orders.get(then);
        boolean hidden = asked.isCustomer() && (order == null || !asked.maySee(order));
        return Answer.refused(hidden ? "not allowed" : Answer.requestUsed(then));
    }

    private static ReferenceOrder view(Asked asked, ReferenceOrder order) {
        return asked.isCustomer() ? order.asSeenByCustomer() : order;
    }

    private static Answer shown(Asked asked, ReferenceOrder order) {
        return Answer.done(view(asked, order).facts());
    }
}
