package io.pteroorders.bot.api.event;

import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.core.storage.StorageException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who follows events: a place, and at most one write under way. What comes meanwhile is the next write; so a slow
 * one costs no memory, and nobody waits for it. Thread-safe.
 */
abstract class EventClient {

    private final EventClients all;
    private final ApiKey key;
    private final View view;
    private @Nullable String place;
    private boolean busy;
    private boolean again;
    private @Nullable Ending ending;
    private boolean over;

    /** Why a client is sent away. */
    enum Ending {
        /** Its key was revoked, or is over. */
        KEY,
        /** It never said where to begin. */
        SILENCE,
        /** The program ends. */
        PROGRAM
    }

    /**
     * A client that has not begun.
     *
     * @param opening whether a write is under way until it begins
     */
    EventClient(EventClients all, ApiKey key, View view, boolean opening) {
        this.busy = opening;
        this.all = all;
        this.key = key;
        this.view = view;
    }

    ApiKey key() {
        return key;
    }

    /** Sends events; exactly one of {@link #sent} and {@link #failed} comes after that. */
    abstract void send(EventBatch batch);

    /** Sends a sign of life; exactly one of {@link #beaten} and {@link #failed} comes after that. */
    abstract void sendBeat(String at);

    /** Says good-bye; no write is under way, and none comes after. */
    abstract void sendEnd(Ending why);

    /** Cuts it off, whatever is under way. */
    abstract void cut(Throwable why);

    /** Begins after a place; no write is under way. */
    final void begin(String after) {
        synchronized (this) {
            place = after;
            again = true;
            busy = true;
        }
        rest();
    }

    final synchronized boolean hasBegun() {
        return place != null;
    }

    /** There may be something for it. */
    final void wake() {
        synchronized (this) {
            again = true;
            if (busy || over || place == null) {
                return;
            }
            busy = true;
        }
        all.run(this::look);
    }

    /** Shows that it is still there, if nothing else does. */
    final void beat() {
        String at;
        synchronized (this) {
            if (busy || over || place == null) {
                return;
            }
            busy = true;
            at = place;
        }
        sendBeat(at);
    }

    /** Sends it away, once what is under way is sent. */
    final void end(Ending why) {
        synchronized (this) {
            ending = why;
            if (busy) {
                return;
            }
            busy = true;
        }
        rest();
    }

    private void look() {
        try {
            EventBatch batch = all.after(looking(), view);
            if (batch.isEmpty()) {
                moved(batch.next());
                rest();
            } else {
                send(batch);
            }
        } catch (StorageException e) {
            all.storeFailed(e);
            waitForStore();
        } catch (RuntimeException e) {
            all.bug(e);
            failed(e);
        }
    }

    private synchronized String looking() {
        again = false;
        return Objects.requireNonNull(place);
    }

    private synchronized void moved(String next) {
        place = next;
    }

    /** What was to be sent is, up to a place. */
    final void sent(String next) {
        moved(next);
        synchronized (this) {
            again = true;
        }
        rest();
    }

    /** The sign of life is sent. */
    final void beaten() {
        rest();
    }

    /** Nothing is under way. */
    private void rest() {
        Ending why;
        synchronized (this) {
            if (over) {
                return;
            }
            why = ending;
            if (why != null) {
                over = true;
            } else if (!again) {
                busy = false;
                return;
            }
        }
        if (why == null) {
            all.run(this::look);
        } else {
            all.leave(this);
            sendEnd(why);
        }
    }

    private synchronized void waitForStore() {
        busy = false;
    }

    /** It is gone, or cannot be reached. */
    final void failed(Throwable why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        all.leave(this);
        cut(why);
    }
}
