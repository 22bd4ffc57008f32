-- The few records of a rare kind (witnesses, answers, forks) are found without reading all.
CREATE INDEX record_kind ON sulh.record (site, kind, seq);
