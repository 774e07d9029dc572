-- Times are milliseconds since 1970-01-01T00:00:00Z. Texts are compared byte by byte, spaces at their end included.
-- Tables are not undone when a later statement fails: every statement here may be run again.

-- One row. Every write locks it first, so that writes of all processes come one after another.
CREATE TABLE IF NOT EXISTS shop (
    id              integer     PRIMARY KEY CHECK (id = 1),
    name            varchar(36) NOT NULL, -- tells the tokens of this store's change feed from those of others
    zone            varchar(64) NOT NULL, -- in which the days of table daily begin
    last_change     bigint      NOT NULL, -- the number of the last change
    requests_passed bigint      NOT NULL, -- how much time has passed for request ids, in milliseconds
    requests_latest bigint      NOT NULL  -- the time of the change that the above counts on from
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT IGNORE INTO shop VALUES (1, '', '', 0, 0, 0); -- gets its name when the store is opened for the first time

CREATE TABLE IF NOT EXISTS orders (
    id             varchar(30)  PRIMARY KEY,
    created_at     bigint       NOT NULL,
    status         varchar(12)  NOT NULL,
    package        varchar(32)  NOT NULL,
    customer       varchar(200) NOT NULL,
    phone          varchar(15), -- digits; empty for customers without a phone number
    phone_reversed varchar(15),
    change_number  bigint       NOT NULL, -- of its last change
    record         longtext     NOT NULL, -- the whole order as JSON, with all its fields
    INDEX orders_by_creation (created_at, id),
    INDEX orders_by_status (status, created_at, id),
    INDEX orders_by_package (package, created_at, id),
    INDEX orders_by_customer (customer, status, created_at, id),
    INDEX orders_by_phone (phone),
    INDEX orders_by_phone_reversed (phone_reversed),
    UNIQUE INDEX orders_by_change (change_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What is left of orders that were removed: their ids stay taken, and their places stay good as cursors.
CREATE TABLE IF NOT EXISTS removed_orders (
    id            varchar(30) PRIMARY KEY,
    created_at    bigint      NOT NULL,
    change_number bigint      NOT NULL,
    UNIQUE INDEX removed_orders_by_change (change_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Requests that were carried out, for 30 days.
CREATE TABLE IF NOT EXISTS requests (
    id        varchar(32) PRIMARY KEY,
    order_id  varchar(30) NOT NULL,
    passed_at bigint      NOT NULL, -- shop.requests_passed of then
    INDEX requests_by_age (passed_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- Sums over all orders, kept up to date by every write.
CREATE TABLE IF NOT EXISTS totals (
    kind    varchar(12) NOT NULL,
    subject varchar(80) NOT NULL,
    amount  decimal(38, 9) NOT NULL,
    PRIMARY KEY (kind, subject)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- The same by day.
CREATE TABLE IF NOT EXISTS daily (
    day     integer NOT NULL, -- days since 1970-01-01, in the shop's zone
    kind    varchar(12) NOT NULL,
    subject varchar(80) NOT NULL,
    amount  decimal(38, 9) NOT NULL,
    PRIMARY KEY (kind, day, subject)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
