package io.pteroorders.core.task;

/**
 * Something about work that must be known again after a restart: {@link TaskProgress} what became of it, and whatever
 * else those record who derive it. Implementations are immutable values.
 */
public interface TaskRecord<K extends TaskKey> {}
