package io.pteroorders.core.provisioning;

import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of how an order comes to its server, and how a server ends with its order: what is to be done next follows from
 * the order, and what comes of it from what the panel says. Pure functions.
 */
public final class Provisioning {

    /** How long a program may be put there before somebody has to look at it. */
    public static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);

    /** How often a program that could not be put there is put there anew. */
    public static final int MAX_REINSTALLS = 1;

    /** How long it is tried to make a server. */
    public static final Duration PATIENCE = Duration.ofHours(24);

    /** What is to be done at the panel for an order. */
    public enum Step {
        /** Nothing, or nothing before somebody has looked at it. */
        NOTHING,
        /** Make the server, if there is room: the panel was not asked for it yet. */
        BEGIN,
        /** Make the server: it may be there already. */
        CREATE,
        /** Wait until the program is there. */
        AWAIT_INSTALLED,
        /** Keep the server from running, if there is one. */
        SUSPEND,
        /** Let the server run again. */
        RESUME,
        /** Delete the server, when its time has come and somebody agreed. */
        DELETE
    }

    private Provisioning() {}

    /**
     * What is to be done next for an order. What renews or upgrades another has no server of its own; for one that is
     * completed see {@link #keeping}.
     */
    public static Step next(Order order) {
        if (order.sequel().isPresent()) {
            return Step.NOTHING;
        }
        return switch (order.status()) {
            case PENDING, COMPLETED -> Step.NOTHING;
            case CONFIRMED -> isAutomatic(order) ? making(order) : Step.NOTHING;
            case PROCESSING -> order.item().plan().isPresent() ? making(order) : Step.NOTHING;
            case CANCELLED, REFUNDED -> ending(order);
        };
    }

    private static boolean isAutomatic(Order order) {
        return order.item().plan().filter(plan -> plan.automatic()).isPresent();
    }

    private static Step making(Order order) {
        return switch (state(order)) {
            case WANTED -> Step.BEGIN;
            case CREATING -> Step.CREATE;
            case INSTALLING -> Step.AWAIT_INSTALLED;
            case READY, FAILED, SUSPENDED, DELETED -> Step.NOTHING;
        };
    }

    private static ServerState state(Order order) {
        return order.server().map(Server::state).orElse(ServerState.WANTED);
    }

    private static Step ending(Order order) {
        if (order.server().isEmpty()) {
            return Step.NOTHING;
        }
        return switch (state(order)) {
            case WANTED, CREATING, INSTALLING, READY, FAILED -> Step.SUSPEND;
            case SUSPENDED -> Step.DELETE;
            case DELETED -> Step.NOTHING;
        };
    }

    /** Whether a panel keeps the server that a completed order gave its customer. */
    public static boolean isKept(Order order) {
        return order.status() == OrderStatus.COMPLETED
                && order.server()
                        .map(Server::state)
                        .filter(state -> state == ServerState.READY || state == ServerState.SUSPENDED)
                        .isPresent();
    }

    /**
     * What is to be done next with the server of a completed order: it runs as long as there is no reason against it, and is
     * deleted only when it was not paid for so long that it may be, and somebody asked for that.
     *
     * @param subscription what the order began
     */
    public static Step keeping(Order order, Subscription subscription, RenewalRules rules, Instant now) {
        if (!isKept(order)) {
            return Step.NOTHING;
        }
        boolean runs = state(order) == ServerState.READY;
        if (subscription.reasons().isEmpty()) {
            return runs ? Step.NOTHING : Step.RESUME;
        }
        if (runs) {
            return Step.SUSPEND;
        }
        boolean ends = order.server().flatMap(Server::deletionAsked).isPresent()
                && subscription.state(rules, now) == Subscription.State.DELETION_DUE;
        return ends ? Step.DELETE : Step.NOTHING;
    }

    /** Whether an order holds room for a server that the panel does not count yet. */
    public static boolean holdsRoom(Order order, Instant now) {
        if (order.item().plan().isEmpty() || order.sequel().isPresent()) {
            return false;
        }
        if (order.status() == OrderStatus.PENDING) {
            return isHeld(order, now);
        }
        boolean comes = order.status() == OrderStatus.CONFIRMED || order.status() == OrderStatus.PROCESSING;
        return comes
                && order.server().map(Server::id).filter(Optional::isPresent).isEmpty();
    }

    /** An order that nobody paid holds room for as long as its claim says, and while the customer may still pay. */
    private static boolean isHeld(Order order, Instant now) {
        return order.claims().stream()
                .filter(claim -> claim.space().equals(Rooms.SPACE))
                .anyMatch(claim ->
                        order.payments().open().isPresent() || claim.until().isAfter(now));
    }

    /** Whether it was tried for too long to make a server. */
    public static boolean isPastPatience(Server server, Instant now) {
        return Duration.between(server.since(), now).compareTo(PATIENCE) >= 0;
    }

    /** What is to be done with a server whose program is being put there. */
    public enum Progress {
        /** Wait on. */
        WAIT,
        /** Wait on, and let somebody look at it: it takes too long. */
        SLOW,
        /** Put the program there anew. */
        REINSTALL,
        /** Give it up: it was put there anew in vain. */
        FAIL,
        /** It can be used. */
        READY
    }

    /**
     * What comes of a server whose program is being put there.
     *
     * @param seen as the panel has it now
     */
    public static Progress progress(Server server, PanelServer seen, Instant now) {
        return switch (seen.status()) {
            case NORMAL -> Progress.READY;
            case INSTALL_FAILED -> server.reinstalls() < MAX_REINSTALLS ? Progress.REINSTALL : Progress.FAIL;
            case INSTALLING, SUSPENDED, BUSY -> isOverdue(server, now) ? Progress.SLOW : Progress.WAIT;
        };
    }

    private static boolean isOverdue(Server server, Instant now) {
        return Duration.between(server.since(), now).compareTo(INSTALL_LIMIT) >= 0;
    }

    /**
     * Whether a server may be suspended whose order has ended: a program that is being put there is left alone until that
     * has ended, or has lasted too long.
     *
     * @param seen as the panel has it now
     */
    public static boolean maySuspend(Server server, PanelServer seen, Instant now) {
        return seen.status() != PanelServer.Status.INSTALLING || isOverdue(server, now);
    }

    /** The trouble that a failed call means for a server; empty if it is not the server's. */
    public static Optional<ServerTrouble> trouble(PanelException failure) {
        return switch (failure.kind()) {
            case TOO_MANY_CALLS -> Optional.empty();
            case UNAVAILABLE -> Optional.of(ServerTrouble.of(ServerTrouble.Kind.PANEL_AWAY));
            case KEY_REFUSED -> Optional.of(ServerTrouble.of(ServerTrouble.Kind.KEY_REFUSED));
            case NO_ROOM -> Optional.of(ServerTrouble.of(ServerTrouble.Kind.NO_ROOM));
            case NO_PORT -> Optional.of(ServerTrouble.of(ServerTrouble.Kind.NO_PORT));
            case NOT_FOUND, TAKEN, CONFLICT, REFUSED ->
                Optional.of(new ServerTrouble(ServerTrouble.Kind.REFUSED, String.valueOf(failure.getMessage())));
        };
    }
}
