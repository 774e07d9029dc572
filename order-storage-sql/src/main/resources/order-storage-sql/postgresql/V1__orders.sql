-- Times are milliseconds since 1970-01-01T00:00:00Z. Texts that are compared are so byte by byte (COLLATE "C").

-- One row. Every write locks it first, so that writes of all processes come one after another.
CREATE TABLE shop (
    id              integer     PRIMARY KEY CHECK (id = 1),
    name            varchar(36) NOT NULL, -- tells the tokens of this store's change feed from those of others
    zone            varchar(64) NOT NULL, -- in which the days of table daily begin
    last_change     bigint      NOT NULL, -- the number of the last change
    requests_passed bigint      NOT NULL, -- how much time has passed for request ids, in milliseconds
    requests_latest bigint      NOT NULL  -- the time of the change that the above counts on from
);

INSERT INTO shop VALUES (1, '', '', 0, 0, 0); -- gets its name when the store is opened for the first time

CREATE TABLE orders (
    id             varchar(30)  COLLATE "C" PRIMARY KEY,
    created_at     bigint       NOT NULL,
    status         varchar(12)  COLLATE "C" NOT NULL,
    package        varchar(32)  COLLATE "C" NOT NULL,
    customer       varchar(200) COLLATE "C" NOT NULL,
    phone          varchar(15)  COLLATE "C", -- digits; empty for customers without a phone number
    phone_reversed varchar(15)  COLLATE "C",
    change_number  bigint       NOT NULL,    -- of its last change
    record         json         NOT NULL     -- the whole order, with all its fields
) WITH (fillfactor = 85);

CREATE INDEX orders_by_creation ON orders (created_at, id);
CREATE INDEX orders_by_status ON orders (status, created_at, id);
CREATE INDEX orders_by_package ON orders (package, created_at, id);
CREATE INDEX orders_by_customer ON orders (customer, status, created_at, id);
CREATE INDEX orders_by_phone ON orders (phone);
CREATE INDEX orders_by_phone_reversed ON orders (phone_reversed);
CREATE UNIQUE INDEX orders_by_change ON orders (change_number);

-- What is left of orders that were removed: their ids stay taken, and their places stay good as cursors.
CREATE TABLE removed_orders (
    id            varchar(30) COLLATE "C" PRIMARY KEY,
    created_at    bigint      NOT NULL,
    change_number bigint      NOT NULL
);

CREATE UNIQUE INDEX removed_orders_by_change ON removed_orders (change_number);

-- Requests that were carried out, for 30 days.
CREATE TABLE requests (
    id        varchar(32) COLLATE "C" PRIMARY KEY,
    order_id  varchar(30) COLLATE "C" NOT NULL,
    passed_at bigint      NOT NULL -- shop.requests_passed of then
);

CREATE INDEX requests_by_age ON requests (passed_at);

-- Sums over all orders, kept up to date by every write.
CREATE TABLE totals (
    kind    varchar(12) COLLATE "C" NOT NULL,
    subject varchar(80) COLLATE "C" NOT NULL,
    amount  numeric(38, 9) NOT NULL,
    PRIMARY KEY (kind, subject)
) WITH (fillfactor = 50);

-- The same by day.
CREATE TABLE daily (
    day     integer NOT NULL, -- days since 1970-01-01, in the shop's zone
    kind    varchar(12) COLLATE "C" NOT NULL,
    subject varchar(80) COLLATE "C" NOT NULL,
    amount  numeric(38, 9) NOT NULL,
    PRIMARY KEY (kind, day, subject)
) WITH (fillfactor = 50);

-- Finds parts of ids quickly where the extension is at hand; without it, they are looked for in an index by creation.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX orders_by_id_part ON orders USING gin (id gin_trgm_ops);
EXCEPTION
    WHEN OTHERS THEN
        RAISE NOTICE 'without pg_trgm: %', SQLERRM;
END
$$;
