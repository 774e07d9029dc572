package io.pteroorders.bot.command;

import io.pteroorders.bot.session.Visitor;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.notify.text.Language;
import java.util.Optional;

/**
 * Somebody who writes to the bot.
 *
 * @param id who it is
 * @param name what they call themselves; proves nothing
 * @param chat where answers go
 * @param role what they are to the shop
 * @param language which they are spoken to in
 */
public record Person(PersonId id, String name, String chat, Actor.Role role, Language language) {

    public Actor actor() {
        return new Actor(role, Optional.of(id));
    }

    public Customer asCustomer() {
        return new Customer(id, name, chat);
    }

    /** As somebody who signs in on the shop's pages. */
    public Visitor asVisitor() {
        return new Visitor(id, name, chat);
    }

    public boolean isAdmin() {
        return actor().isAdmin();
    }
}
