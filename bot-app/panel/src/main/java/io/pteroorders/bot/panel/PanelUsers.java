package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The users of a panel who own customers' servers: found by the shop's own name for them, or made. Thread-safe. */
final class PanelUsers {

    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST_BEGINNING = 20;
    private static final int SHORT_DIGEST = 4;
    private static final int LONGER_DIGEST = 10;
    private static final String MAIL = "email";

    private final PanelCalls calls;
    private final PanelIdentity identity;
    private final OrderStorage storage;
    private final DurableMap<String> mails;
    private final Optional<String> mailDomain;

    PanelUsers(
            PanelCalls calls,
            PanelIdentity identity,
            OrderStorage storage,
            DurableMap<String> mails,
            Optional<String> mailDomain) {
        this.calls = calls;
        this.identity = identity;
        this.storage = storage;
        this.mails = mails;
        this.mailDomain = mailDomain;
    }

    /** A user cannot be made, because the address is that of another. */
    static final class AddressTakenException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final long user;

        AddressTakenException(long user) {
            super("the address is that of the panel's user " + user);
            this.user = user;
        }

        ServerTrouble trouble() {
            return new ServerTrouble(ServerTrouble.Kind.ADDRESS_TAKEN, Long.toString(user));
        }
    }

    /**
     * The user who owns the server of an order.
     *
     * @throws PanelException if the panel does not say or do
     * @throws AddressTakenException if the customer's address is that of a user who is not the shop's
     */
    ServerUser of(Order order) {
        PersonId person = order.customer().id();
        String externalId = identity.user(person);
        PanelUser user =
                calls.call(Urgency.ORDER, panel -> panel.findUser(externalId)).orElseGet(() -> make(order, externalId));
        return new ServerUser(user.id(), user.name(), !hasServer(order, user.id()));
    }

    /** Whether a user had a server before this order, and with it a password. */
    private boolean hasServer(Order order, long user) {
        return OrderWalk.of(
                        storage,
                        OrderQuery.newestFirst().customer(order.customer().id()))
                .stream()
                .filter(other -> !other.id().equals(order.id()))
                .flatMap(other -> other.server().flatMap(Server::user).stream())
                .anyMatch(owner -> owner.id() == user);
    }

    private PanelUser make(Order order, String externalId) {
        PersonId person = order.customer().id();
        String mail = mail(person);
        for (String name : names(order)) {
            try {
                NewPanelUser user = new NewPanelUser(externalId, name, mail, name);
                return calls.call(Urgency.ORDER, panel -> panel.createUser(user));
            } catch (PanelException e) {
                if (e.kind() != PanelException.Kind.TAKEN) {
                    throw e;
                }
                if (e.field().equals(MAIL)) {
                    throw taken(mail, e);
                }
            }
        }
        throw PanelException.of(PanelException.Kind.REFUSED, "every name that was tried for the user is taken");
    }

    private RuntimeException taken(String mail, PanelException failure) {
        return calls.call(Urgency.ORDER, panel -> panel.findUserByMail(mail))
                .<RuntimeException>map(user -> new AddressTakenException(user.id()))
                .orElse(failure);
    }

    String mail(PersonId person) {
        return mails.get(person.text()).orElseGet(() -> identity.mail(person, mailDomain));
    }

    /** What was wished for, or else something like the customer's name, and then what nobody else has. */
    private ImmutableList<String> names(Order order) {
        String digest = identity.digest(order.customer().id());
        String wanted = order.username().orElseGet(() -> like(order.customer().displayName()));
        String beginning = wanted.substring(0, Math.min(wanted.length(), LONGEST_BEGINNING));
        return ImmutableList.of(
                order.username().isPresent() ? wanted : beginning + digest.substring(0, SHORT_DIGEST),
                beginning + digest.substring(0, SHORT_DIGEST),
                beginning + digest.substring(0, LONGER_DIGEST));
    }

    private static String like(String name) {
        String letters = NO_LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return letters.length() < SHORT_DIGEST ? "player" : letters;
    }
}
