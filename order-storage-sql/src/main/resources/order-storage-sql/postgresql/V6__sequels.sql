-- The order whose subscription an order renews or upgrades, as in its record; empty for all others.
ALTER TABLE orders ADD COLUMN sequel_of varchar(30) COLLATE "C";

CREATE INDEX orders_by_first ON orders (sequel_of, created_at, id) WHERE sequel_of IS NOT NULL;
