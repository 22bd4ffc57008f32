-- Chains of several sites in one database. The canonical bytes count; the other columns repeat parts.
CREATE TABLE sulh.chain (
    site text PRIMARY KEY,
    own boolean NOT NULL
);
CREATE UNIQUE INDEX one_own_chain ON sulh.chain (own) WHERE own;
CREATE TABLE sulh.record (
    site text NOT NULL REFERENCES sulh.chain (site),
    seq bigint NOT NULL,
    kind text NOT NULL,
    recorded_at text NOT NULL,
    simulated smallint NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (site, seq)
);
CREATE TABLE sulh.head (
    site text NOT NULL REFERENCES sulh.chain (site),
    size bigint NOT NULL,
    bytes bytea NOT NULL,
    signature bytea NOT NULL,
    frontier bytea NOT NULL,
    PRIMARY KEY (site, size)
);
