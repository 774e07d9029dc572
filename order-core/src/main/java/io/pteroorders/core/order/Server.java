package io.pteroorders.core.order;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server that a panel makes for an order, as far as it has come. Its rules hold for every instance, wherever it was
 * built:
 *
 * <ul>
 *   <li>the panel has a number and an identifier for it, or neither; what is installing, ready or suspended has both;
 *   <li>texts match their patterns, times are cut to milliseconds.
 * </ul>
 *
 * <p>A password is never part of it. Immutable and thread-safe. Methods that change something return a new server.
 */
public final class Server {

    /** The rule for the name by which the panel knows whose a server is, as a regular expression. */
    public static final String EXTERNAL_ID_PATTERN = "[A-Za-z0-9._-]{1,191}";

    /** The rule for an address with its port, as a regular expression. */
    public static final String ADDRESS_PATTERN = "[A-Za-z0-9.:\\[\\]_-]{1,260}";

    /** The most tries and rounds that are counted. */
    public static final int MAX_COUNT = 1_000;

    private static final Pattern EXTERNAL_ID = Pattern.compile(EXTERNAL_ID_PATTERN);
    private static final Pattern ADDRESS = Pattern.compile(ADDRESS_PATTERN);
    private static final Pattern IDENTIFIER = Pattern.compile(Order.SERVER_ID_PATTERN);

    private final String externalId;
    private final ServerState state;
    private final Instant since;
    private final int round;
    private final int attempts;
    private final int reinstalls;
    private final @Nullable ServerUser user;
    private final @Nullable Long id;
    private final @Nullable String identifier;
    private final @Nullable Long node;
    private final @Nullable String address;
    private final @Nullable ServerTrouble trouble;
    private final @Nullable Instant deletionAsked;

    private Server(Builder from) {
        this.externalId = from.externalId;
        this.state = Objects.requireNonNull(from.state, "state");
        this.since = Times.checked("since", from.since);
        this.round = from.round;
        this.attempts = from.attempts;
        this.reinstalls = from.reinstalls;
        this.user = from.user;
        this.id = from.id;
        this.identifier = from.identifier;
        this.node = from.node;
        this.address = from.address;
        this.trouble = from.trouble;
        this.deletionAsked = from.deletionAsked == null ? null : Times.checked("deletionAsked", from.deletionAsked);
        check();
    }

    private void check() {
        require(EXTERNAL_ID.matcher(externalId).matches(), "externalId must match " + EXTERNAL_ID_PATTERN);
        require(round >= 1 && round <= MAX_COUNT, "rounds are counted from 1 to " + MAX_COUNT);
        require(attempts >= 0 && attempts <= MAX_COUNT, "attempts are counted from 0 to " + MAX_COUNT);
        require(reinstalls >= 0 && reinstalls <= MAX_COUNT, "reinstalls are counted from 0 to " + MAX_COUNT);
        require(id == null || id >= 1, "servers of the panel are numbered from 1");
        require(node == null || node >= 1, "nodes of the panel are numbered from 1");
        require((id == null) == (identifier == null), "the panel has a number and an identifier for it, or neither");
        require(
                identifier == null || IDENTIFIER.matcher(identifier).matches(),
                "identifier must match " + Order.SERVER_ID_PATTERN);
        require(address == null || ADDRESS.matcher(address).matches(), "address must match " + ADDRESS_PATTERN);
        boolean isThere =
                switch (state) {
                    case INSTALLING, READY, SUSPENDED -> true;
                    case WANTED, CREATING, FAILED, DELETED -> false;
                };
        require(!isThere || id != null, "a server that is " + state.word() + " has a number");
    }

    private static void require(boolean rule, String otherwise) {
        if (!rule) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * A server that is to be made.
     *
     * @param externalId by which the panel knows it; matches {@link #EXTERNAL_ID_PATTERN}
     */
    public static Server wanted(String externalId, Instant now) {
        return new Builder(externalId, ServerState.WANTED, now).build();
    }

    /** Builds a server that exists already, from stored parts. */
    public static Builder restore(String externalId, ServerState state, Instant since) {
        return new Builder(externalId, state, since);
    }

    /**
     * The server in another state, whose trouble is over.
     *
     * @param now when
     * @throws IllegalArgumentException if {@link ServerFlow} has no such arrow, or the panel's number is missing
     */
    public Server moved(ServerState to, Instant now) {
        require(ServerFlow.allows(state, to), "a server that is " + state.word() + " cannot become " + to.word());
        Builder next = toBuilder().trouble(null);
        next.state = to;
        next.since = now;
        if (to == ServerState.WANTED) {
            next.round = Math.min(round + 1, MAX_COUNT);
            next.reinstalls = 0;
        }
        if (to == ServerState.READY) {
            next.deletionAsked = null;
        }
        if (to == ServerState.CREATING) {
            next.attempts = Math.min(attempts + 1, MAX_COUNT);
        }
        return next.build();
    }

    /** The server that is given up until somebody looks at it, and why; {@link ServerState#FAILED} as it is, with another reason. */
    public Server failed(ServerTrouble why, Instant now) {
        Server failed = state == ServerState.FAILED ? this : moved(ServerState.FAILED, now);
        return failed.toBuilder().trouble(why).build();
    }

    /** The server with trouble that may pass. */
    public Server withTrouble(ServerTrouble why) {
        return toBuilder().trouble(why).build();
    }

    /** The server without trouble. */
    public Server withoutTrouble() {
        return trouble == null ? this : toBuilder().trouble(null).build();
    }

    /** The server of a user. */
    public Server withUser(ServerUser newUser) {
        return toBuilder().user(newUser).build();
    }

    /**
     * The server as the panel has it.
     *
     * @param number the panel's, from 1
     * @param shortName by which people and the panel's own pages know it
     * @param on the number of its machine
     * @param at its address with its port, if it has one
     */
    public Server found(long number, String shortName, long on, Optional<String> at) {
        return toBuilder()
                .id(number)
                .identifier(shortName)
                .node(on)
                .address(at.orElse(null))
                .build();
    }

    /** The server whose program is put there once more, from now on. */
    public Server reinstalled(Instant now) {
        Builder next = toBuilder();
        next.since = now;
        next.reinstalls = Math.min(reinstalls + 1, MAX_COUNT);
        return next.build();
    }

    /** The server that somebody wants to be deleted. */
    public Server askedToDelete(Instant now) {
        return deletionAsked == null ? toBuilder().deletionAsked(now).build() : this;
    }

    /** Whether another is this one, further or not. */
    boolean isSameAs(Optional<Server> other) {
        return other.filter(it -> it.externalId.equals(externalId) && it.round >= round)
                .isPresent();
    }

    /** The server after an {@link Erasure}: without its user and address, and without words on its trouble. */
    Server erased() {
        return toBuilder()
                .user(null)
                .address(null)
                .trouble(trouble == null ? null : ServerTrouble.of(trouble.kind()))
                .build();
    }

    /** The server without what only the shop may know: trouble, tries, and the panel's numbers. */
    Server asSeenByCustomer() {
        Builder view = toBuilder().trouble(null).node(null).deletionAsked(null);
        view.round = 1;
        view.attempts = 0;
        view.reinstalls = 0;
        return view.build();
    }

    /** By which the panel knows whose it is; never changes. */
    public String externalId() {
        return externalId;
    }

    /** How far it has come. */
    public ServerState state() {
        return state;
    }

    /** When it came to that, or when its program was last put there anew, in whole milliseconds. */
    public Instant since() {
        return since;
    }

    /** How often it was begun, from 1. */
    public int round() {
        return round;
    }

    /** How often the panel was asked to make it. */
    public int attempts() {
        return attempts;
    }

    /** How often its program was put there anew in this round. */
    public int reinstalls() {
        return reinstalls;
    }

    /** Whose it is at the panel. */
    public Optional<ServerUser> user() {
        return Optional.ofNullable(user);
    }

    /** The panel's number. */
    public Optional<Long> id() {
        return Optional.ofNullable(id);
    }

    /** The short name by which people and the panel's own pages know it; it becomes the order's server id. */
    public Optional<String> identifier() {
        return Optional.ofNullable(identifier);
    }

    /** The number of its machine. */
    public Optional<Long> node() {
        return Optional.ofNullable(node);
    }

    /** Its address with its port. */
    public Optional<String> address() {
        return Optional.ofNullable(address);
    }

    /** Why it is not getting on. */
    public Optional<ServerTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** When somebody wanted it to be deleted. */
    public Optional<Instant> deletionAsked() {
        return Optional.ofNullable(deletionAsked);
    }

    /** Whether every part is equal. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Server that
                && externalId.equals(that.externalId)
                && state == that.state
                && since.equals(that.since)
                && round == that.round
                && attempts == that.attempts
                && reinstalls == that.reinstalls
                && Objects.equals(user, that.user)
                && Objects.equals(id, that.id)
                && Objects.equals(identifier, that.identifier)
                && Objects.equals(node, that.node)
                && Objects.equals(address, that.address)
                && Objects.equals(trouble, that.trouble)
                && Objects.equals(deletionAsked, that.deletionAsked);
    }

    @Override
    public int hashCode() {
        return Objects.hash(externalId, state, since, id);
    }

    /** State and the panel's identifier; nothing personal. */
    @Override
    public String toString() {
        return "server " + identifier().orElse("without an identifier") + " " + state.word();
    }

    private Builder toBuilder() {
        return new Builder(externalId, state, since)
                .round(round)
                .attempts(attempts)
                .reinstalls(reinstalls)
                .user(user)
                .id(id)
                .identifier(identifier)
                .node(node)
                .address(address)
                .trouble(trouble)
                .deletionAsked(deletionAsked);
    }

    /** Collects the parts of a server. Not thread-safe. */
    public static final class Builder {

        private final String externalId;
        private ServerState state;
        private Instant since;
        private int round = 1;
        private int attempts;
        private int reinstalls;
        private @Nullable ServerUser user;
        private @Nullable Long id;
        private @Nullable String identifier;
        private @Nullable Long node;
        private @Nullable String address;
        private @Nullable ServerTrouble trouble;
        private @Nullable Instant deletionAsked;

        private Builder(String externalId, ServerState state, Instant since) {
            this.externalId = externalId;
            this.state = state;
            this.since = since;
        }

        /** How often it was begun; 1 if not given. */
        public Builder round(int value) {
            this.round = value;
            return this;
        }

        /** How often the panel was asked to make it; 0 if not given. */
        public Builder attempts(int value) {
            this.attempts = value;
            return this;
        }

        /** How often its program was put there anew; 0 if not given. */
        public Builder reinstalls(int value) {
            this.reinstalls = value;
            return this;
        }

        /** Whose it is at the panel; null if that is not known. */
        public Builder user(@Nullable ServerUser value) {
            this.user = value;
            return this;
        }

        /** The panel's number; null if it has none. */
        public Builder id(@Nullable Long value) {
            this.id = value;
            return this;
        }

        /** The panel's short name for it; null if it has none. */
        public Builder identifier(@Nullable String value) {
            this.identifier = value;
            return this;
        }

        /** The number of its machine; null if that is not known. */
        public Builder node(@Nullable Long value) {
            this.node = value;
            return this;
        }

        /** Its address with its port; null if it has none. */
        public Builder address(@Nullable String value) {
            this.address = value;
            return this;
        }

        /** Why it is not getting on; null if it is. */
        public Builder trouble(@Nullable ServerTrouble value) {
            this.trouble = value;
            return this;
        }

        /** When somebody wanted it to be deleted; null if nobody did. */
        public Builder deletionAsked(@Nullable Instant value) {
            this.deletionAsked = value;
            return this;
        }

        /**
         * The server.
         *
         * @throws IllegalArgumentException if a rule of {@link Server} is broken; the message says which
         */
        public Server build() {
            return new Server(this);
        }
    }
}
