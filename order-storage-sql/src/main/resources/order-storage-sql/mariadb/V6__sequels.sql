-- The order whose subscription an order renews or upgrades, as in its record; empty for all others.
ALTER TABLE orders
    ADD COLUMN IF NOT EXISTS sequel_of varchar(30),
    ADD INDEX IF NOT EXISTS orders_by_first (sequel_of, created_at, id);
