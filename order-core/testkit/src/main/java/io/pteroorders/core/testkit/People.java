package io.pteroorders.core.testkit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import java.util.List;
import java.util.Map;

/** Who takes part in the stories of a lifecycle model, and what they and their orders are called. */
final class People {

    static final Customer A = Fixtures.budi();
    static final Customer B = Fixtures.siti();
    static final Actor ADMIN = Actor.admin(Fixtures.admin());
    static final Actor OWNER = Actor.owner(PersonId.phone("6289990000002"));

    /** Everybody. */
    static final ImmutableList<Actor> ACTORS =
            ImmutableList.of(Actor.customer(A.id()), ADMIN, Actor.customer(B.id()), OWNER, Actor.SYSTEM);

    private static final ImmutableMap<String, String> NAMES = ImmutableMap.of(
            A.id().text(), "customer A",
            B.id().text(), "customer B",
            ADMIN.text(), "admin",
            OWNER.text(), "owner",
            Actor.SYSTEM.text(), "the program");

    private People() {}

    static String name(Actor actor) {
        return NAMES.getOrDefault(actor.text(), "somebody");
    }

    static Customer customer(Actor actor) {
        return actor.text().equals(B.id().text()) ? B : A;
    }

    static String name(Customer customer) {
        return NAMES.getOrDefault(customer.id().text(), "somebody");
    }

    /** The text with identities and ids replaced by names; orders are numbered as they were made. */
    static String named(String text, List<OrderId> orders) {
        String named = text.replace(ReferenceShop.NOBODYS.toString(), "an order that never was");
        for (int i = 0; i < orders.size(); i++) {
            named = named.replace(orders.get(i).toString(), "order " + (i + 1));
        }
        for (Map.Entry<String, String> person : NAMES.entrySet()) {
            named = person.getKey().contains("@") ? named.replace(person.getKey(), person.getValue()) : named;
        }
        return named;
    }
}
