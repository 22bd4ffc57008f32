-- What was written stays: the database itself refuses to change or to delete it.
CREATE FUNCTION sulh.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a ledger is append-only: % on sulh.% is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sulh.record
    FOR EACH STATEMENT EXECUTE FUNCTION sulh.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sulh.head
    FOR EACH STATEMENT EXECUTE FUNCTION sulh.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sulh.chain
    FOR EACH STATEMENT EXECUTE FUNCTION sulh.refuse();
