// Reports: find, write, read, correct, retract. A form of every kind comes from its declaration.
import { addressOf, addressWith, go } from "../address";
import { Compare } from "../compare";
import { may, useHere } from "../mission";
import { Entry } from "../offline/entry";
import { LatestRecords } from "../records";
import { OneRecord } from "../review";
import { AddressSelect, Labelled, SendForm } from "../ui";
import { UploadReports } from "../upload";
import { useWords } from "../words";

export function Reports({ rest, query }: { rest: string; query: URLSearchParams }) {
  const { session } = useHere();
  if (rest === "new" && may(session, "submit")) return <NewReport query={query} />;
  if (rest === "compare" && may(session, "submit")) return <Compare query={query} />;
  if (rest) return <OneRecord id={rest} open={query.get("do") ?? ""} key={rest} />;
  return <List query={query} />;
}

function List({ query }: { query: URLSearchParams }) {
  const { t, maybe } = useWords();
  const { forms, session } = useHere();
  const kind = query.get("kind") ?? "";
  const others = ["correction", "retraction", "answer", "import"];
  return (
    <>
      {may(session, "submit") && (
        <p>
          <a class="button main" href={addressOf("reports/new", { kind })}>
            {t("new-report")}
          </a>
        </p>
      )}
      {may(session, "submit") && <UploadReports />}
      <div class="filters">
        <AddressSelect
          label={t("kind")}
          name="kind"
          value={kind}
          options={[...forms.map((each) => each.kind), ...others].map((each) => [
            each,
            maybe(`kind-${each}`, each),
          ])}
          change={(value) => addressWith({ kind: value, before: "" })}
        />
        <SendForm
          key={query.toString()}
          class="row"
          button={t("search")}
          send={async ({ words = "", since = "" }) => go(addressWith({ words, since, before: "" }))}
        >
          <Labelled label={t("words")}>
            <input
              name="words"
              type="search"
              dir="auto"
              defaultValue={query.get("words") ?? ""}
              maxLength={200}
            />
          </Labelled>
          <Labelled label={t("since")}>
            <input
              name="since"
              dir="ltr"
              defaultValue={query.get("since") ?? ""}
              maxLength={40}
              placeholder="2024-05-03"
            />
          </Labelled>
        </SendForm>
      </div>
      <LatestRecords kinds={kind ? [kind] : []} query={query} label={t("page-reports")} />
    </>
  );
}

function NewReport({ query }: { query: URLSearchParams }) {
  const { t, maybe } = useWords();
  const { forms } = useHere();
  const open = forms.filter((each) => each.enterable);
  const form = open.find((each) => each.kind === query.get("kind"));
  const given = [...query].filter(([name]) => form?.fields.some((field) => field.name === name));
  return (
    <>
      <h2>{t("new-report")}</h2>
      <AddressSelect
        label={t("kind")}
        name="kind"
        value={form?.kind ?? ""}
        options={open.map((each) => [each.kind, maybe(`kind-${each.kind}`, each.title)])}
        change={(value) => addressWith({ kind: value, draft: "" })}
      />
      {form && (
        <Entry
          form={form}
          key={`${form.kind} ${given.join(" ")}`}
          simulated={query.get("simulated") === "true"}
          id={query.get("draft") ?? ""}
          given={Object.fromEntries(given)}
        />
      )}
    </>
  );
}
